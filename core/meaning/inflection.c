#include "meaning/inflection.h"

#include <stdbool.h>
#include <string.h>

static bool ends_with(const char *word, size_t length, const char *ending)
{
    size_t size = strlen(ending);
    return length > size + 1 && memcmp(word + length - size, ending, size) == 0;
}

/* The first `kept` bytes of word with `ending` behind them. */
static void add(ss_bases *out, const char *word, size_t kept, const char *ending)
{
    size_t size = strlen(ending);
    if (out->count == SS_INFLECTION_BASES || kept < 2 || kept + size > SS_INFLECTION_BYTES)
        return;
    memcpy(out->word[out->count], word, kept);
    memcpy(out->word[out->count] + kept, ending, size);
    out->length[out->count++] = (uint8_t)(kept + size);
}

/* What is left of "announc(ed)", "admitt(ed)", "want(ed)". */
static void add_stem(ss_bases *out, const char *word, size_t kept)
{
    add(out, word, kept, "");
    add(out, word, kept, "e");
    if (kept > 2 && word[kept - 1] == word[kept - 2])
        add(out, word, kept - 1, "");
}

static void add_bases(ss_bases *out, const char *word, size_t length)
{
    add(out, word, length, "");
    if (ends_with(word, length, "ied") || ends_with(word, length, "ies"))
        add(out, word, length - 3, "y");
    if (ends_with(word, length, "ed") || ends_with(word, length, "es"))
        add_stem(out, word, length - 2);
    else if (ends_with(word, length, "ing"))
        add_stem(out, word, length - 3);
    if (ends_with(word, length, "s") && word[length - 2] != 's')
        add(out, word, length - 1, "");
}

void ss_inflection_bases(const char *word, size_t length, ss_bases *out)
{
    out->count = 0;
    if (length >= SS_INFLECTION_BYTES)
        return;
    add_bases(out, word, length);
    if (length > 4 && memcmp(word, "re-", 3) == 0)
        add_bases(out, word + 3, length - 3);
    uint32_t count = out->count;
    for (uint32_t i = 0; i < count; i++)
        if (ends_with(out->word[i], out->length[i], "ise"))
            add(out, out->word[i], out->length[i] - 2u, "ze");
}
