/* words.c - a document's words, and how far places share them.  Runner. */
#include <string.h>
#include <utf8proc.h>
#include "quote.h"

bool sc_quote_is_wordish(uint32_t code)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

bool sc_quote_is_space(uint32_t code)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return (code >= '\t' && code <= '\r') || (code >= 0x1c && code <= 0x1f) || code == 0x85 || category == UTF8PROC_CATEGORY_ZS ||
           category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

sc_words *sc_words_read(sc_pool *pool, const sc_text *text)
{
    sc_words *words = sc_pool_take(pool, sizeof *words);
    words->text = text;
    words->word = sc_pool_take(pool, ((size_t)text->count + 1) * sizeof *words->word);
    bool inside = false;
    for (uint32_t at = 0; at < text->count; at++) {
        bool wordish = sc_quote_is_wordish(text->code[at]);
        if (wordish && !inside)
            words->word[words->count++].start = text->byte[at];
        if (wordish)
            words->word[words->count - 1].end = text->byte[at + 1];
        inside = wordish;
    }
    return words;
}

bool sc_place_touches(sc_place one, const sc_place *place, size_t count)
{
    for (size_t at = 0; at < count; at++)
        if (one.start < place[at].end && place[at].start < one.end)
            return true;
    return false;
}

double sc_words_overlap(const sc_words *words, const sc_place *one, size_t one_count, const sc_place *other, size_t other_count)
{
    uint32_t both = 0, either = 0;
    for (uint32_t at = 0; at < words->count; at++) {
        bool here = sc_place_touches(words->word[at], one, one_count), there = sc_place_touches(words->word[at], other, other_count);
        both += here && there;
        either += here || there;
    }
    return either > 0 ? (double)both / (double)either : 0;
}

bool sc_words_share(const sc_words *words, sc_place one, sc_place other)
{
    for (uint32_t at = 0; at < words->count; at++)
        if (sc_place_touches(words->word[at], &one, 1) && sc_place_touches(words->word[at], &other, 1))
            return true;
    return false;
}

sc_place sc_quote_head(const sc_words *words, sc_place bytes)
{
    uint32_t last = words->count, before = words->count;
    for (uint32_t at = 0; at < words->count; at++)
        if (sc_place_touches(words->word[at], &bytes, 1)) {
            before = last;
            last = at;
        }
    if (last == words->count)
        return bytes;
    sc_place word = words->word[last];
    const char *data = (const char *)words->text->data;
    bool is_s = word.end - word.start == 1 && (data[word.start] == 's' || data[word.start] == 'S');
    if (!is_s || before == words->count)
        return word;
    size_t gap = word.start - words->word[before].end;
    const char *mark = data + words->word[before].end;
    bool is_apostrophe = (gap == 1 && *mark == '\'') || (gap == 3 && memcmp(mark, "\xe2\x80\x99", 3) == 0);
    return is_apostrophe ? words->word[before] : word;
}
