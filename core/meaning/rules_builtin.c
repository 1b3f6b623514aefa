/* The program's own rules as a read-only part of it. */
#include "meaning/rules.h"

__asm__(".pushsection .rodata\n"
        ".hidden ss_builtin_rules\n"
        ".global ss_builtin_rules\n"
        "ss_builtin_rules:\n"
        ".incbin \"" SS_RULES_FILE "\"\n"
        ".hidden ss_builtin_rules_end\n"
        ".global ss_builtin_rules_end\n"
        "ss_builtin_rules_end:\n"
        ".byte 0\n"
        ".popsection\n");

extern const uint8_t ss_builtin_rules[], ss_builtin_rules_end[];

const uint8_t *ss_rules_builtin(size_t *length)
{
    *length = (size_t)(ss_builtin_rules_end - ss_builtin_rules);
    return ss_builtin_rules;
}
