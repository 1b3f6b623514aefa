#include "base/cpu.h"

#if defined(__x86_64__)

bool ss_cpu_has_avx2(void)
{
    return __builtin_cpu_supports("avx2") != 0;
}

bool ss_cpu_has_avx512vnni(void)
{
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512vnni") != 0;
}

#else

bool ss_cpu_has_avx2(void)
{
    return false;
}

bool ss_cpu_has_avx512vnni(void)
{
    return false;
}

#endif
