/* fuzz.h - what the fuzz targets share. A target runs under libFuzzer (make fuzz) or over saved inputs
 * (replay.c), which is a test with any compiler. */
#ifndef FUZZ_H
#define FUZZ_H
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#ifdef NDEBUG
#error "a fuzz target without assert finds nothing"
#endif

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#endif
