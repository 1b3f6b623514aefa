/* ceiling.h - how many multiply-adds of bytes a core can do when nothing else is in its way. */
#ifndef BENCH_CEILING_H
#define BENCH_CEILING_H

/* Multiply-adds a second in the instructions a kernel uses, from registers alone; 0 for a kernel without any of
 * its own. */
double ceiling_of(const char *kernel);

/* Seconds this thread has worked. Other processes do not count, the processor's clock does. */
double seconds_worked(void);

#endif
