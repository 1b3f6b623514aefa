#include "text/markdown_delimiter.h"

#include <string.h>

#include "text/character.h"

/* Kinds of closer that find different openers: three marks, that may open too or not, length modulo 3. */
#define KINDS 18u

/* Marks of bold and italic text at once. */
#define LONGEST_LEFTOVER 3u

static bool is_white(ss_sight sight)
{
    return sight.class == SS_CLASS_END || sight.class == SS_CLASS_SPACE || sight.class == SS_CLASS_BREAK;
}

static bool is_punctuation(ss_sight sight)
{
    return sight.class == SS_CLASS_MARK || sight.class == SS_CLASS_QUOTE;
}

/* The character that ends at `at`; the end's class at the text's start. */
static ss_sight look_back(const ss_markdown_scan *scan, uint32_t at)
{
    uint32_t start = at;
    while (start > 0 && at - start < 4) {
        start--;
        if ((scan->byte[start] & 0xC0) != 0x80)
            break;
    }
    ss_sight sight = ss_character_look(scan->byte, at, start);
    return start + sight.length == at ? sight : (ss_sight){SS_REPLACEMENT, 1, SS_CLASS_MARK, true};
}

void ss_markdown_delimiters_add(ss_markdown_delimiters *delimiters, const ss_markdown_scan *scan, uint32_t at, uint32_t count)
{
    uint8_t byte = scan->byte[at];
    ss_sight before = look_back(scan, at), after = ss_character_look(scan->byte, scan->length, at + count);
    bool left = !is_white(after) && (!is_punctuation(after) || is_white(before) || is_punctuation(before));
    bool right = !is_white(before) && (!is_punctuation(before) || is_white(after) || is_punctuation(after));
    bool opens = left, closes = right;
    if (byte == '_') {
        opens = left && (!right || is_punctuation(before));
        closes = right && (!left || is_punctuation(after));
    }
    bool times = byte == '*' && count == 1 && before.class == SS_CLASS_DIGIT && after.class == SS_CLASS_DIGIT;
    bool strong = byte == '*' && count == 2;
    if ((!opens && !closes && !strong) || (byte == '~' && count > 2) || times)
        return;
    delimiters->run[delimiters->count++] = (ss_markdown_delimiter){at, count, byte, (uint8_t)(count % 3), opens, closes};
}

static uint32_t kind_of(const ss_markdown_delimiter *closer)
{
    uint32_t byte = closer->byte == '*' ? 0 : closer->byte == '_' ? 1 : 2;
    return byte * 6 + (closer->opens ? 3u : 0u) + closer->third;
}

static bool pairs(const ss_markdown_delimiter *opener, const ss_markdown_delimiter *closer)
{
    if (opener->byte != closer->byte || !opener->opens)
        return false;
    if (closer->byte == '~')
        return opener->count == closer->count;
    bool both = opener->closes || closer->opens;
    return !both || (opener->third + closer->third) % 3 != 0 || (opener->third == 0 && closer->third == 0);
}

/* Openers that wait, from the outermost: the front of the list itself. */
typedef struct pairing {
    ss_markdown_delimiter *waiting;
    uint32_t count;
    uint32_t floor[KINDS]; /* no waiting opener below it suits a closer of this kind */
    uint64_t *steps;
} pairing;

/* One past the innermost opener for the closer, 0 when there is none. */
static uint32_t find_opener(pairing *pair, const ss_markdown_delimiter *closer)
{
    uint32_t kind = kind_of(closer), at = pair->count;
    while (at > pair->floor[kind]) {
        ++*pair->steps;
        if (pairs(&pair->waiting[at - 1], closer))
            return at;
        at--;
    }
    pair->floor[kind] = pair->count;
    return 0;
}

static void forget_from(pairing *pair, uint32_t count)
{
    *pair->steps += KINDS;
    pair->count = count;
    for (uint32_t i = 0; i < KINDS; i++)
        if (pair->floor[i] > count)
            pair->floor[i] = count;
}

static void close_run(pairing *pair, ss_markdown_delimiter *closer, uint8_t *mark, uint8_t hidden)
{
    while (closer->count > 0) {
        uint32_t found = find_opener(pair, closer);
        if (found == 0)
            return;
        ss_markdown_delimiter *opener = &pair->waiting[found - 1];
        uint32_t used = opener->count >= 2 && closer->count >= 2 ? 2 : 1;
        opener->count -= used;
        memset(mark + opener->at + opener->count, hidden, used);
        memset(mark + closer->at, hidden, used);
        closer->at += used;
        closer->count -= used;
        forget_from(pair, opener->count > 0 ? found : found - 1);
    }
}

/* "**bold **text": the second opens by the rule, but neither found a partner. */
static void pair_leftovers(const pairing *pair, uint8_t *mark, uint8_t hidden)
{
    const ss_markdown_delimiter *opener[LONGEST_LEFTOVER + 1] = {NULL}; /* by its length */
    for (uint32_t i = 0; i < pair->count; i++) {
        const ss_markdown_delimiter *run = &pair->waiting[i];
        if (run->byte != '*' || run->count > LONGEST_LEFTOVER)
            continue;
        const ss_markdown_delimiter *before = opener[run->count];
        opener[run->count] = before == NULL && run->opens ? run : NULL;
        if (before == NULL)
            continue;
        memset(mark + before->at, hidden, run->count);
        memset(mark + run->at, hidden, run->count);
    }
    *pair->steps += pair->count;
}

void ss_markdown_delimiters_pair(ss_markdown_delimiters *delimiters, uint32_t bottom, const ss_markdown_scan *scan,
                                 uint8_t *mark, uint8_t hidden)
{
    if (bottom == delimiters->count)
        return;
    pairing pair = {.waiting = delimiters->run + bottom, .steps = scan->steps};
    for (uint32_t i = bottom; i < delimiters->count; i++) {
        ss_markdown_delimiter run = delimiters->run[i];
        ++*scan->steps;
        if (run.closes)
            close_run(&pair, &run, mark, hidden);
        if ((run.opens || !run.closes) && run.count > 0)
            pair.waiting[pair.count++] = run;
    }
    pair_leftovers(&pair, mark, hidden);
    delimiters->count = bottom;
}
