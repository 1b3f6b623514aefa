/* run.c - find the words that a name is made of.  Floor: meaning. */
#include "meaning/run.h"

#include "meaning/lexeme.h"

/* Words of a nickname in quotation marks, and those of the name before it. */
#define MAX_NICKNAME 2u
#define MAX_BEFORE_NICKNAME 3u

bool ss_run_is_initial(const ss_tokens *tokens, uint32_t token)
{
    ss_token one = tokens->token[token];
    const uint8_t *byte = tokens->text + one.start;
    if (one.kind != SS_TOKEN_WORD || one.length < 2 || one.length > 6 || one.length % 2 != 0)
        return false;
    for (uint32_t i = 0; i < one.length; i += 2)
        if (byte[i] < 'A' || byte[i] > 'Z' || byte[i + 1] != '.')
            return false;
    return true;
}

static bool is_joined(const ss_tokens *tokens, ss_range limit, uint32_t token)
{
    return token < limit.end && (token == limit.first || tokens->token[token].gap != SS_GAP_PARAGRAPH);
}

bool ss_run_may_start(const ss_tokens *tokens, ss_range limit, uint32_t token)
{
    if (tokens->token[token].kind != SS_TOKEN_WORD || !ss_token_is_capitalised(tokens, token))
        return false;
    uint32_t classes = ss_lexeme_of(tokens, token);
    if (!(classes & SS_LEXEME_STOP))
        return true;
    /* of the acronyms that look like such a word, the one that speaks */
    if (ss_run_is_initial(tokens, token) || (ss_lexeme_is_acronym(tokens, token) && ss_token_is(tokens, token, "who")))
        return true;
    /* "First Minister", but not "First we" */
    return (classes & SS_LEXEME_MODIFIER) && is_joined(tokens, limit, token + 1) &&
           ss_token_is_capitalised(tokens, token + 1) && (ss_lexeme_of(tokens, token + 1) & SS_LEXEME_ROLE);
}

/* Lower-case particles from `token` on that lead to a capitalised word; 0 when they do not. */
static uint32_t particles(const ss_tokens *tokens, ss_range limit, uint32_t token)
{
    uint32_t count = 0;
    while (count < SS_RUN_MAX_PARTICLES && is_joined(tokens, limit, token + count) &&
           (ss_lexeme_of(tokens, token + count) & SS_LEXEME_PARTICLE) && !ss_token_is_capitalised(tokens, token + count))
        count++;
    if (count == 0 || !is_joined(tokens, limit, token + count))
        return 0;
    return ss_run_may_start(tokens, limit, token + count) ? count : 0;
}

/* "of", "of the" or "for" between the head of an organisation or an office and what it is of. */
static uint32_t of_the(const ss_tokens *tokens, ss_range limit, uint32_t token)
{
    if (!ss_token_is(tokens, token, "of") && !ss_token_is(tokens, token, "for"))
        return 0;
    uint32_t count = 1;
    if (is_joined(tokens, limit, token + 1) && ss_token_is(tokens, token + 1, "the"))
        count = 2;
    if (!is_joined(tokens, limit, token + count) || !ss_run_may_start(tokens, limit, token + count))
        return 0;
    return count;
}

/* "and" inside "Department of Health and Human Services": not before what may be another name. */
static bool joins_fields(const ss_tokens *tokens, ss_range limit, uint32_t token)
{
    if (!ss_token_is(tokens, token, "and") || !is_joined(tokens, limit, token + 1) ||
        !ss_run_may_start(tokens, limit, token + 1) || ss_lexeme_is_acronym(tokens, token + 1))
        return false;
    char folded[SS_FOLD_BYTES];
    uint32_t length = ss_lexeme_fold(tokens, token + 1, folded, sizeof folded);
    uint32_t classes = ss_lexeme_of(tokens, token + 1);
    return ss_lexeme_given(folded, length) == SS_GIVEN_UNKNOWN &&
           !(classes & (SS_LEXEME_PROPER | SS_LEXEME_ROLE | SS_LEXEME_TITLE | SS_LEXEME_ORGANISATION)) &&
           !(is_joined(tokens, limit, token + 2) && ss_token_is(tokens, token + 2, "'s"));
}

/* 'Raymond "Duke" Farrell': the nickname with its marks. */
static uint32_t nickname(const ss_tokens *tokens, ss_range limit, uint32_t first, uint32_t mark)
{
    uint32_t end = mark + 1;
    if (tokens->token[mark].kind != SS_TOKEN_QUOTE || tokens->token[mark].gap != SS_GAP_SPACE ||
        mark - first > MAX_BEFORE_NICKNAME)
        return 0;
    while (is_joined(tokens, limit, end) && end - mark <= MAX_NICKNAME && tokens->token[end].kind == SS_TOKEN_WORD &&
           ss_token_is_capitalised(tokens, end))
        end++;
    if (end == mark + 1 || !is_joined(tokens, limit, end + 1) || tokens->token[end].kind != SS_TOKEN_QUOTE ||
        tokens->token[end].gap != SS_GAP_NONE || tokens->token[end + 1].gap != SS_GAP_SPACE ||
        !ss_run_may_start(tokens, limit, end + 1))
        return 0;
    return end + 1 - mark;
}

/* "the Railway Workers' Union": a plural possessor inside the name of an organisation. */
static uint32_t plural_possessor(const ss_tokens *tokens, ss_range limit, uint32_t mark)
{
    ss_span word = ss_token_span(tokens, mark - 1);
    uint8_t last = tokens->text[word.end - 1];
    if (!ss_token_is(tokens, mark, "'") || tokens->token[mark].gap != SS_GAP_NONE || (last != 's' && last != 'S'))
        return 0;
    uint32_t end = mark + 1;
    while (is_joined(tokens, limit, end) && end - mark < SS_RUN_MAX_TOKENS && ss_run_may_start(tokens, limit, end))
        end++;
    bool organisation = end > mark + 1 && tokens->token[mark + 1].gap == SS_GAP_SPACE &&
                        (ss_lexeme_of(tokens, end - 1) & SS_LEXEME_ORGANISATION);
    return organisation ? 1 : 0;
}

bool ss_run_is_first(const ss_tokens *tokens, uint32_t token)
{
    return ss_token_is(tokens, token, "I") && ss_token_is_capitalised(tokens, token);
}

/* "Elizabeth I of", "Abbas I.": the first of the name, and nobody who says "I". */
static bool is_first(const ss_tokens *tokens, ss_range limit, uint32_t token)
{
    static const char *const behind[] = {"of", "in", "and", "'s"};
    if (!ss_run_is_first(tokens, token))
        return false;
    uint32_t next = token + 1;
    return next == limit.end || tokens->token[next].gap == SS_GAP_PARAGRAPH || tokens->token[next].kind == SS_TOKEN_MARK ||
           SS_TOKEN_IS_ONE_OF(tokens, next, behind);
}

ss_range ss_run_read(const ss_tokens *tokens, ss_range limit, uint32_t first)
{
    uint32_t end = first + 1;
    uint32_t heads = ss_lexeme_of(tokens, first);
    bool of = false; /* the run has gone on behind an "of", led by an organisation */
    while (is_joined(tokens, limit, end) && end - first < SS_RUN_MAX_TOKENS) {
        uint32_t skipped = 0;
        if (tokens->token[end].kind == SS_TOKEN_WORD && ss_run_may_start(tokens, limit, end)) {
            heads = ss_lexeme_of(tokens, end);
            end++;
            continue;
        }
        if (ss_token_is(tokens, end, "&") && is_joined(tokens, limit, end + 1) &&
            ss_run_may_start(tokens, limit, end + 1)) {
            skipped = 1;
        } else if ((skipped = particles(tokens, limit, end)) > 0 ||
                   (skipped = nickname(tokens, limit, first, end)) > 0 ||
                   (skipped = plural_possessor(tokens, limit, end)) > 0) {
        } else if (heads & (SS_LEXEME_ORGANISATION | SS_LEXEME_ROLE | SS_LEXEME_TITLE)) {
            skipped = of_the(tokens, limit, end);
            of = of || (skipped > 0 && (heads & SS_LEXEME_ORGANISATION));
        }
        if (skipped == 0 && of && joins_fields(tokens, limit, end))
            skipped = 1;
        if (skipped == 0)
            break;
        end += skipped;
    }
    if (is_joined(tokens, limit, end) && is_first(tokens, limit, end))
        end++;
    return (ss_range){first, end};
}
