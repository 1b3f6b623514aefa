#include "ceiling.h"

#include <stdint.h>
#include <string.h>
#include <time.h>

#define ROUNDS 500000u

double seconds_worked(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

#if defined(__x86_64__)
#include <immintrin.h>

/* The empty asm keeps the compiler from seeing that all rounds are alike. */
#define EIGHT(do) do(0); do(1); do(2); do(3); do(4); do(5); do(6); do(7)
#define CLEAR_WIDE(k) sum[k] = _mm512_setzero_si512()
#define CLEAR(k) sum[k] = _mm256_setzero_si256()
#define DOT_PRODUCT(k)                                \
    sum[k] = _mm512_dpbusd_epi32(sum[k], a, b);       \
    __asm__ volatile("" : "+v"(sum[k]))
#define MULTIPLY_ADD(k)                                                                             \
    sum[k] = _mm256_add_epi32(sum[k], _mm256_madd_epi16(_mm256_maddubs_epi16(a, b), one));          \
    __asm__ volatile("" : "+x"(sum[k]), "+x"(b))

__attribute__((target("avx512f,avx512vnni"))) static double vnni(void)
{
    __m512i sum[8], a = _mm512_set1_epi32(0x01010101), b = _mm512_set1_epi32(0x02020202);
    EIGHT(CLEAR_WIDE);
    double start = seconds_worked();
    for (uint32_t i = 0; i < ROUNDS; i++) {
        EIGHT(DOT_PRODUCT);
    }
    return ROUNDS * 8. * 64. / (seconds_worked() - start);
}

__attribute__((target("avx2"))) static double avx2(void)
{
    __m256i sum[8], a = _mm256_set1_epi8(1), b = _mm256_set1_epi8(2), one = _mm256_set1_epi16(1);
    EIGHT(CLEAR);
    double start = seconds_worked();
    for (uint32_t i = 0; i < ROUNDS; i++) {
        EIGHT(MULTIPLY_ADD);
    }
    return ROUNDS * 8. * 32. / (seconds_worked() - start);
}

double ceiling_of(const char *kernel)
{
    return strcmp(kernel, "avx512vnni") == 0 ? vnni() : strcmp(kernel, "avx2") == 0 ? avx2() : 0;
}
#else
double ceiling_of(const char *kernel)
{
    (void)kernel;
    return 0;
}
#endif
