#include "meaning/acronym.h"

#include "base/hash.h"
#include "meaning/lexeme.h"
#include "meaning/order.h"
#include "meaning/run.h"

/* Small words between two capitalised ones: "Bureau for the Protection of Animals in Distress". */
#define MOST_JOINING 2u

/* From so many capitals on a word may shorten a name: "ACNurs". */
#define LEAST_CAPITALS 2u

uint64_t ss_acronym_letters(const ss_tokens *tokens, uint32_t token)
{
    char folded[SS_FOLD_BYTES];
    uint32_t length = ss_lexeme_fold(tokens, token, folded, sizeof folded);
    uint64_t hash = SS_HASH64_START;
    for (uint32_t i = 0; i < length; i++)
        if (folded[i] >= 'a' && folded[i] <= 'z')
            hash = ss_hash64(hash, &folded[i], 1);
    return hash;
}

void ss_acronym_initials(const ss_tokens *tokens, ss_range name, uint64_t *capitals, uint64_t *all)
{
    *capitals = *all = SS_HASH64_START;
    for (uint32_t i = name.first; i < name.end; i++) {
        char folded[SS_FOLD_BYTES];
        if (tokens->token[i].kind != SS_TOKEN_WORD || ss_lexeme_fold(tokens, i, folded, sizeof folded) == 0)
            continue;
        *all = ss_hash64(*all, folded, 1);
        if (ss_token_is_capitalised(tokens, i))
            *capitals = ss_hash64(*capitals, folded, 1);
    }
}

bool ss_acronym_shortens(const ss_tokens *tokens, ss_range name, uint32_t word)
{
    ss_span span = ss_token_span(tokens, word);
    uint32_t at = name.first, found = 0;
    for (uint32_t i = span.start; i < span.end; i++) {
        uint8_t letter = tokens->text[i];
        if (letter < 'A' || letter > 'Z')
            continue;
        while (at < name.end && !ss_token_is_capitalised(tokens, at))
            at++;
        if (at == name.end || tokens->text[ss_token_span(tokens, at).start] != letter)
            return false;
        at++;
        found++;
    }
    return found >= LEAST_CAPITALS;
}

ss_status ss_acronyms_gather(ss_arena *arena, const ss_tokens *tokens, ss_acronyms *out)
{
    uint32_t count = 0;
    *out = (ss_acronyms){0};
    for (uint32_t i = 0; i < tokens->count; i++)
        count += tokens->token[i].length >= SS_ACRONYM_LETTERS && ss_lexeme_is_acronym(tokens, i);
    uint64_t *letters = ss_arena_alloc(arena, count + 1, sizeof *letters);
    if (letters == NULL)
        return SS_ERR_MEMORY;
    count = 0;
    for (uint32_t i = 0; i < tokens->count; i++)
        if (tokens->token[i].length >= SS_ACRONYM_LETTERS && ss_lexeme_is_acronym(tokens, i))
            letters[count++] = ss_acronym_letters(tokens, i);
    *out = (ss_acronyms){letters, count};
    return ss_order_keys(arena, letters, count);
}

static bool is_acronym(const ss_acronyms *acronyms, uint64_t letters)
{
    uint32_t low = 0, high = acronyms->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (acronyms->letters[middle] < letters)
            low = middle + 1;
        else
            high = middle;
    }
    return low < acronyms->count && acronyms->letters[low] == letters;
}

static bool is_spelt(const ss_acronyms *acronyms, const ss_tokens *tokens, ss_range run)
{
    uint64_t capitals, all;
    ss_acronym_initials(tokens, run, &capitals, &all);
    return run.end - run.first >= SS_ACRONYM_LETTERS && (is_acronym(acronyms, capitals) || is_acronym(acronyms, all));
}

static bool goes_on(const ss_tokens *tokens, ss_range limit, uint32_t token)
{
    return token < limit.end && tokens->token[token].gap != SS_GAP_PARAGRAPH &&
           tokens->token[token].kind == SS_TOKEN_WORD;
}

/* The end of the capitalised words behind small ones; 0 when none follow. */
static uint32_t next_end(const ss_tokens *tokens, ss_range limit, uint32_t end)
{
    static const char *const joining[] = {"and", "of", "for", "in", "on", "the", "to", "against"};
    uint32_t at = end;
    while (at - end < MOST_JOINING && goes_on(tokens, limit, at) && SS_TOKEN_IS_ONE_OF(tokens, at, joining))
        at++;
    if (at == end || !goes_on(tokens, limit, at) || !ss_run_may_start(tokens, limit, at))
        return 0;
    while (at - end < SS_RUN_MAX_TOKENS && goes_on(tokens, limit, at) && ss_run_may_start(tokens, limit, at))
        at++;
    return at;
}

ss_range ss_acronyms_complete(const ss_acronyms *acronyms, const ss_tokens *tokens, ss_range limit, ss_range run,
                              bool *spelt)
{
    *spelt = acronyms->count > 0 && is_spelt(acronyms, tokens, run);
    if (*spelt || acronyms->count == 0)
        return run;
    ss_range longer = run;
    while ((longer.end = next_end(tokens, limit, longer.end)) != 0 && longer.end - longer.first <= SS_RUN_MAX_TOKENS)
        if (is_spelt(acronyms, tokens, longer)) {
            *spelt = true;
            return longer;
        }
    return run;
}
