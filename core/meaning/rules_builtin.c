/* The program's own rules inside it. */
#include "base/embed.h"
#include "meaning/rules.h"

SS_EMBED(ss_builtin_rules, SS_RULES_FILE, "1");

const uint8_t *ss_rules_builtin(size_t *length)
{
    *length = (size_t)(ss_builtin_rules_end - ss_builtin_rules);
    return ss_builtin_rules;
}
