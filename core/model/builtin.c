/* The committed weights inside the program. */
#include <string.h>

#include "base/embed.h"
#include "model/weights.h"

SS_EMBED(ss_fast_weights, SS_FAST_WEIGHTS, "64");
#ifdef SS_ACCURATE_WEIGHTS
SS_EMBED(ss_accurate_weights, SS_ACCURATE_WEIGHTS, "64");
#endif

typedef struct builtin {
    const char *name;
    const uint8_t *bytes, *end;
} builtin;

static const builtin models[] = {
    {"fast", ss_fast_weights, ss_fast_weights_end},
#ifdef SS_ACCURATE_WEIGHTS
    {"accurate", ss_accurate_weights, ss_accurate_weights_end},
#endif
};

const char *ss_weights_builtin_name(uint32_t index)
{
    return index < sizeof models / sizeof *models ? models[index].name : NULL;
}

const uint8_t *ss_weights_builtin(const char *name, size_t *length)
{
    for (uint32_t i = 0; i < sizeof models / sizeof *models; i++)
        if (strcmp(models[i].name, name) == 0) {
            *length = (size_t)(models[i].end - models[i].bytes);
            return models[i].bytes;
        }
    return NULL;
}
