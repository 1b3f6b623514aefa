/* The committed weights as a read-only part of the program: costs nothing until it is read. */
#include "model/weights.h"

__asm__(".pushsection .rodata\n"
        ".balign 64\n"
        ".hidden ss_builtin_weights\n"
        ".global ss_builtin_weights\n"
        "ss_builtin_weights:\n"
        ".incbin \"" SS_WEIGHTS_FILE "\"\n"
        ".hidden ss_builtin_weights_end\n"
        ".global ss_builtin_weights_end\n"
        "ss_builtin_weights_end:\n"
        ".byte 0\n"
        ".popsection\n");

extern const uint8_t ss_builtin_weights[], ss_builtin_weights_end[];

const uint8_t *ss_weights_builtin(size_t *length)
{
    *length = (size_t)(ss_builtin_weights_end - ss_builtin_weights);
    return ss_builtin_weights;
}
