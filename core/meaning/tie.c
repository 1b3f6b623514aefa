#include "meaning/tie.h"

#include <string.h>

#define TIE_TOKENS 24u /* of a line that names a speaker */
#define NAME_TOKENS 6u

static const ss_tie none = {{0, 0}, {0, 0}};

static bool is_dash(const ss_tokens *tokens, uint32_t token)
{
    static const char *const dashes[] = {"\xE2\x80\x92", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95"};
    ss_span span = ss_token_span(tokens, token);
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (span.end - span.start == 3 && memcmp(tokens->text + span.start, dashes[i], 3) == 0)
            return true;
    return ss_token_is(tokens, token, "-") || ss_token_is(tokens, token, "--");
}

static bool is_pronoun(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {"he", "she", "they", "i", "we"};
    return SS_TOKEN_IS_ONE_OF(tokens, token, words);
}

/* A verb behind a quotation that ends with a comma tells how it was uttered, whichever it is. */
static bool is_past_verb(const ss_tokens *tokens, uint32_t token)
{
    static const char *const irregular[] = {"said", "says", "wrote", "writes", "told", "went", "sang", "began", "spat", "read"};
    ss_span span = ss_token_span(tokens, token);
    uint32_t length = span.end - span.start;
    if (tokens->token[token].kind != SS_TOKEN_WORD || ss_token_is_capitalised(tokens, token))
        return false;
    return SS_TOKEN_IS_ONE_OF(tokens, token, irregular) || (length > 3 && memcmp(tokens->text + span.end - 2, "ed", 2) == 0);
}

static bool is_word(const ss_tokens *tokens, uint32_t token)
{
    return tokens->token[token].kind <= SS_TOKEN_ADDRESS;
}

/* The words from `first` up to a mark, or to a small word behind a capital one; empty without a capital. */
static ss_range name_from(const ss_tokens *tokens, uint32_t first, uint32_t end)
{
    ss_range name = {first, first};
    bool capital = false;
    for (; name.end < end && name.end - first < NAME_TOKENS && is_word(tokens, name.end); name.end++) {
        bool large = ss_token_is_capitalised(tokens, name.end);
        if (capital && !large)
            break;
        capital = capital || large;
    }
    return capital ? name : (ss_range){first, first};
}

/* "the page-turner, Pia Lunt," or "her mother" up to a mark; empty when something else follows. */
static ss_range phrase_from(const ss_tokens *tokens, uint32_t first, uint32_t end)
{
    static const char *const determiner[] = {"the", "a", "an", "his", "her", "their", "its", "one"};
    ss_range phrase = {first, first}, empty = phrase;
    if (!SS_TOKEN_IS_ONE_OF(tokens, first, determiner))
        return empty;
    while (phrase.end < end && phrase.end - first < NAME_TOKENS && is_word(tokens, phrase.end))
        phrase.end++;
    if (phrase.end == first + 1 || (phrase.end < end && is_word(tokens, phrase.end)))
        return empty;
    if (phrase.end + 1 < end && ss_token_is(tokens, phrase.end, ",") && ss_token_is_capitalised(tokens, phrase.end + 1))
        phrase.end = name_from(tokens, phrase.end + 1, end).end;
    return phrase;
}

/* "…" — Pia Lunt, Oxley */
static ss_tie after_dash(const ss_tokens *tokens, uint32_t at, uint32_t end)
{
    uint32_t first = at;
    while (first < end && first < at + 2 && is_dash(tokens, first))
        first++;
    if (first == at || first == end || end - first > TIE_TOKENS)
        return none;
    ss_range name = name_from(tokens, first, end);
    return name.first == name.end ? none : (ss_tie){{at, first}, name};
}

/* "…," quipped soloist Pia Lunt; "…," deadpanned the page-turner, Pia Lunt; "…," Pia Lunt quipped */
static ss_tie after_comma(const ss_tokens *tokens, const ss_quote *quote, uint32_t end)
{
    static const char *const ends[] = {",", "!", "?"};
    uint32_t at = quote->end;
    if (!quote->closed || quote->end - quote->open < 3 || at + 1 >= end || !SS_TOKEN_IS_ONE_OF(tokens, quote->end - 2, ends))
        return none;
    if (is_past_verb(tokens, at)) {
        ss_range name = is_pronoun(tokens, at + 1) ? (ss_range){at + 1, at + 2} : phrase_from(tokens, at + 1, end);
        if (name.first == name.end)
            name = name_from(tokens, at + 1, end);
        return name.first == name.end ? none : (ss_tie){{at, at + 1}, name};
    }
    if (!ss_token_is(tokens, quote->end - 2, ",") && ss_token_is_capitalised(tokens, at))
        return none; /* a sentence of its own: "Stop!" It rained. */
    ss_range name = is_pronoun(tokens, at) ? (ss_range){at, at + 1} : name_from(tokens, at, end);
    if (name.first == name.end || name.end >= end || !is_past_verb(tokens, name.end))
        return none;
    return (ss_tie){{name.end, name.end + 1}, name};
}

/* From Mayor Pia Lunt: "…" */
static ss_tie before_colon(const ss_document *document, uint32_t colon, uint32_t start)
{
    const ss_tokens *tokens = &document->tokens;
    uint32_t first = colon - start < TIE_TOKENS ? start : colon - TIE_TOKENS;
    for (uint32_t from = first; from + 1 < colon; from++)
        if (ss_token_is(tokens, from, "from") && ss_token_is_capitalised(tokens, from))
            return (ss_tie){{from, from + 1}, {from + 1, colon}};
    ss_range name = name_from(tokens, start, colon);
    bool whole = name.first < name.end && name.end == colon && ss_token_is_capitalised(tokens, start);
    return whole ? (ss_tie){{colon, colon + 1}, name} : none;
}

ss_tie ss_tie_find(const ss_document *document, const ss_quote *quote)
{
    const ss_parts *paragraphs = &document->paragraphs;
    uint32_t paragraph = ss_part_of(paragraphs, quote->open), start = paragraphs->first[paragraph];
    uint32_t end = paragraphs->first[ss_part_of(paragraphs, quote->end - 1) + 1];
    ss_tie tie = after_dash(&document->tokens, quote->end, end);
    if (tie.cue.first == tie.cue.end)
        tie = after_comma(&document->tokens, quote, end);
    if (tie.cue.first == tie.cue.end && quote->open > start && ss_token_is(&document->tokens, quote->open - 1, ":"))
        tie = before_colon(document, quote->open - 1, start);
    return tie;
}
