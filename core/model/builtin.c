/* The committed weights inside the program. */
#include "base/embed.h"
#include "model/weights.h"

SS_EMBED(ss_builtin_weights, SS_WEIGHTS_FILE, "64");

const uint8_t *ss_weights_builtin(size_t *length)
{
    *length = (size_t)(ss_builtin_weights_end - ss_builtin_weights);
    return ss_builtin_weights;
}
