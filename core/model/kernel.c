#include "model/kernel.h"

#include <stddef.h>
#include <string.h>

#include "base/cpu.h"

const ss_kernel *ss_kernel_at(uint32_t index)
{
    const ss_kernel *runs[3];
    uint32_t count = 0;
    runs[count++] = &ss_kernel_plain;
#if defined(__x86_64__)
    if (ss_cpu_has_avx2())
        runs[count++] = &ss_kernel_avx2;
    if (ss_cpu_has_avx512vnni())
        runs[count++] = &ss_kernel_avx512vnni;
#elif defined(__aarch64__)
    runs[count++] = &ss_kernel_neon;
#endif
    return index < count ? runs[index] : NULL;
}

const ss_kernel *ss_kernel_choose(const char *name)
{
    const ss_kernel *chosen = NULL, *kernel;
    for (uint32_t i = 0; (kernel = ss_kernel_at(i)) != NULL; i++)
        if (name == NULL || strcmp(name, kernel->name) == 0)
            chosen = kernel;
    return chosen;
}
