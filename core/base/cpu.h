/* cpu.h - what the processor at hand can do.  Floor: base.
 *
 * Asks the processor and whether the system saves its wide registers; false on other processors. */
#ifndef SS_CPU_H
#define SS_CPU_H
#include <stdbool.h>

bool ss_cpu_has_avx2(void);
bool ss_cpu_has_avx512vnni(void); /* with the parts F, BW and VL */

#endif
