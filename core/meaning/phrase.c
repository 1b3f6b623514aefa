/* phrase.c - read a noun phrase by its words, without a parser.  Floor: meaning. */
#include "meaning/phrase.h"

#include <string.h>

#include "meaning/run.h"
#include "meaning/lexeme.h"

#define HEAD_CLASSES                                                                                                  \
    (SS_LEXEME_ROLE | SS_LEXEME_ORGANISATION | SS_LEXEME_GROUP | SS_LEXEME_DOCUMENT | SS_LEXEME_VAGUE)

/* Words between quotation marks before a noun. */
#define QUOTED_WORDS 4u

static ss_determiner determiner_of(const ss_tokens *tokens, uint32_t token)
{
    static const struct {
        const char *word;
        uint8_t determiner;
    } known[] = {
        {"the", SS_DETERMINER_DEFINITE},    {"this", SS_DETERMINER_DEFINITE},    {"that", SS_DETERMINER_DEFINITE},
        {"these", SS_DETERMINER_DEFINITE},  {"those", SS_DETERMINER_DEFINITE},   {"a", SS_DETERMINER_INDEFINITE},
        {"an", SS_DETERMINER_INDEFINITE},   {"another", SS_DETERMINER_INDEFINITE}, {"one", SS_DETERMINER_INDEFINITE},
        {"his", SS_DETERMINER_POSSESSIVE},  {"her", SS_DETERMINER_POSSESSIVE},   {"its", SS_DETERMINER_POSSESSIVE},
        {"their", SS_DETERMINER_POSSESSIVE}, {"our", SS_DETERMINER_POSSESSIVE},  {"my", SS_DETERMINER_POSSESSIVE},
        {"your", SS_DETERMINER_POSSESSIVE}, {"whose", SS_DETERMINER_POSSESSIVE}, {"some", SS_DETERMINER_QUANTITY},
        {"many", SS_DETERMINER_QUANTITY},   {"several", SS_DETERMINER_QUANTITY}, {"few", SS_DETERMINER_QUANTITY},
        {"most", SS_DETERMINER_QUANTITY},   {"all", SS_DETERMINER_QUANTITY},     {"both", SS_DETERMINER_QUANTITY},
        {"two", SS_DETERMINER_QUANTITY},    {"three", SS_DETERMINER_QUANTITY},   {"four", SS_DETERMINER_QUANTITY},
        {"five", SS_DETERMINER_QUANTITY},   {"other", SS_DETERMINER_QUANTITY},   {"any", SS_DETERMINER_QUANTITY},
        {"every", SS_DETERMINER_QUANTITY},  {"each", SS_DETERMINER_QUANTITY},    {"no", SS_DETERMINER_QUANTITY},
        {"certain", SS_DETERMINER_QUANTITY}, {"six", SS_DETERMINER_QUANTITY},    {"more", SS_DETERMINER_QUANTITY},
    };
    if (tokens->token[token].kind == SS_TOKEN_NUMBER)
        return SS_DETERMINER_QUANTITY;
    for (uint32_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (ss_token_is(tokens, token, known[i].word))
            return (ss_determiner)known[i].determiner;
    return SS_DETERMINER_NONE;
}

static bool is_possessive_mark(const ss_tokens *tokens, uint32_t token)
{
    return ss_token_is(tokens, token, "'s") || ss_token_is(tokens, token, "'");
}

/* "only", "third" behind "the": such words open no noun phrase of their own, but go on with one. */
static bool is_ordering(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {"only", "other", "same", "very", "own", "next", "last", "third", "fourth", "fifth",
                                        "sixth", "seventh", "eighth", "ninth", "tenth", "dear", "two"};
    return SS_TOKEN_IS_ONE_OF(tokens, token, words);
}

/* Whether such a word stands behind "the" or another one. */
static bool is_behind_article(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {"the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "'s"};
    while (token > 0 && is_ordering(tokens, token - 1))
        token--;
    return token > 0 && SS_TOKEN_IS_ONE_OF(tokens, token - 1, words);
}

/* A word that can stand in the core of a noun phrase. */
static bool is_core(const ss_tokens *tokens, uint32_t token)
{
    if (tokens->token[token].kind == SS_TOKEN_NUMBER)
        return true;
    if (tokens->token[token].kind != SS_TOKEN_WORD)
        return ss_token_is(tokens, token, "&");
    uint32_t classes = ss_lexeme_of(tokens, token);
    if (ss_token_is_capitalised(tokens, token) && (ss_lexeme_is_acronym(tokens, token) || !(classes & SS_LEXEME_STOP)))
        return true;
    if (classes & (HEAD_CLASSES | SS_LEXEME_MODIFIER))
        return true;
    if (is_ordering(tokens, token))
        return is_behind_article(tokens, token);
    return !(classes & (SS_LEXEME_PREPOSITION | SS_LEXEME_VERB | SS_LEXEME_STOP)) && !is_possessive_mark(tokens, token);
}

static bool is_name_of_what(const ss_tokens *tokens, uint32_t token)
{
    return (ss_lexeme_of(tokens, token) & SS_LEXEME_PROPER) || ss_lexeme_is_acronym(tokens, token);
}

static bool is_plain_capital(const ss_tokens *tokens, uint32_t token)
{
    return ss_token_is_capitalised(tokens, token) &&
           !(ss_lexeme_of(tokens, token) & (SS_LEXEME_ROLE | SS_LEXEME_TITLE | SS_LEXEME_STOP));
}

ss_range ss_phrase_affiliation(const ss_tokens *tokens, ss_range before)
{
    uint32_t at = before.first;
    uint32_t end = 0;
    for (; at < before.end && end == 0; at++) {
        if (at + 1 < before.end &&
            (ss_lexeme_of_range(tokens, (ss_range){at, at + 2}) & (SS_LEXEME_FIRM | SS_LEXEME_PLACE | SS_LEXEME_NATION)))
            end = at + 2;
        else if (is_name_of_what(tokens, at) ||
                 (ss_token_is_capitalised(tokens, at) && (ss_lexeme_of(tokens, at) & SS_LEXEME_ORGANISATION)))
            end = at + 1;
    }
    if (end == 0)
        return (ss_range){before.first, before.first};
    uint32_t first = at - 1;
    /* "Justice Department": what would be a title elsewhere */
    if (first > before.first && (ss_lexeme_of(tokens, first) & SS_LEXEME_ORGANISATION) &&
        ss_token_is_capitalised(tokens, first - 1) && !(ss_lexeme_of(tokens, first - 1) & SS_LEXEME_STOP))
        first--;
    while (first > before.first && (ss_lexeme_of(tokens, end - 1) & (SS_LEXEME_ORGANISATION | SS_LEXEME_NATION)) &&
           is_plain_capital(tokens, first - 1))
        first--;
    /* "U.S. Justice Department spokesman" */
    for (uint32_t more = end; more < before.end && ss_token_is_capitalised(tokens, more); more++)
        if (ss_lexeme_of(tokens, more) & SS_LEXEME_ORGANISATION)
            end = more + 1;
    /* "Secretary of State": a common noun alone is no name */
    if (end - first == 1 && !is_name_of_what(tokens, first))
        return (ss_range){before.first, before.first};
    return (ss_range){first, end};
}

/* "a number of", "one of the", "some of": the noun that counts comes behind. */
static uint32_t measure_end(const ss_tokens *tokens, ss_range limit, uint32_t at)
{
    static const char *const measure[] = {"number", "handful", "lot", "lots", "majority", "couple", "series", "dozens",
                                          "hundreds", "thousands", "millions", "percent", "group", "host", "some", "many",
                                          "most", "all", "one", "none", "two", "three", "few", "several", "both", "each"};
    for (uint32_t of = at + 1; of < limit.end && of <= at + 3; of++) {
        if (!ss_token_is(tokens, of, "of"))
            continue;
        for (uint32_t i = 0; i < sizeof measure / sizeof measure[0]; i++)
            if (ss_token_is(tokens, of - 1, measure[i]) && of + 1 < limit.end)
                return of + 1;
        return at;
    }
    return at;
}

/* "only the second player", "nearly all senators", "even Lee's brother": where the noun phrase behind the adverb starts. */
static uint32_t behind_focus(const ss_tokens *tokens, ss_range limit)
{
    static const char *const words[] = {"only",  "nearly",  "almost",  "even",     "just",
                                        "about", "roughly", "perhaps", "possibly", "especially"};
    uint32_t next = limit.first + 1;
    bool focus = next < limit.end && SS_TOKEN_IS_ONE_OF(tokens, limit.first, words);
    return focus && (determiner_of(tokens, next) != SS_DETERMINER_NONE || ss_token_is_capitalised(tokens, next)) ? next
                                                                                                              : limit.first;
}

/* "a "top ten" | ministry": past what is quoted right behind a determiner, when the phrase goes on. */
static uint32_t behind_quoted(const ss_tokens *tokens, ss_range limit, uint32_t at)
{
    if (at >= limit.end || tokens->token[at].kind != SS_TOKEN_QUOTE)
        return at;
    for (uint32_t i = at + 1; i + 1 < limit.end && i - at <= QUOTED_WORDS; i++)
        if (tokens->token[i].kind == SS_TOKEN_QUOTE)
            return is_core(tokens, i + 1) ? i + 1 : at;
    return at;
}

/* "Lee's [6] | sister": past the number of a note. */
static uint32_t behind_note(const ss_tokens *tokens, ss_range limit, uint32_t at)
{
    bool note = at + 3 < limit.end && ss_token_is(tokens, at, "[") && tokens->token[at + 1].kind == SS_TOKEN_NUMBER &&
                ss_token_is(tokens, at + 2, "]");
    return note ? at + 3 : at;
}

/* Moves *at past the determiner and any possessors; notes the last possessor. */
static void skip_to_core(const ss_tokens *tokens, ss_range limit, uint32_t *at, ss_phrase *out)
{
    uint32_t counted = measure_end(tokens, limit, *at);
    bool one = counted > *at && ss_token_is(tokens, counted - 2, "one");
    bool many = counted > *at && !one;
    *at = counted;
    while (*at < limit.end) {
        ss_determiner determiner = determiner_of(tokens, *at);
        uint32_t next = behind_quoted(tokens, limit, *at + 1);
        if (determiner == SS_DETERMINER_NONE || next >= limit.end || !is_core(tokens, next))
            break;
        /* "the three officials" stay definite, and "all officials" are as many as "officials" */
        if (ss_token_is(tokens, *at, "all"))
            determiner = (ss_determiner)out->determiner;
        if (out->determiner == SS_DETERMINER_NONE || determiner != SS_DETERMINER_QUANTITY)
            out->determiner = (uint8_t)determiner;
        *at = next;
    }
    for (uint32_t i = *at; i < limit.end; i++) {
        uint32_t next = behind_note(tokens, limit, i + 1);
        if (i > *at && is_possessive_mark(tokens, i) && next < limit.end && is_core(tokens, next)) {
            if (ss_token_is_capitalised(tokens, i - 1))
                out->affiliation = (ss_range){ss_token_is_capitalised(tokens, *at) ? *at : i - 1, i};
            out->determiner = SS_DETERMINER_POSSESSIVE;
            *at = next;
            i = next - 1;
        } else if (!is_core(tokens, i)) {
            break;
        }
    }
    if (one)
        out->determiner = SS_DETERMINER_INDEFINITE;
    if (many)
        out->determiner = SS_DETERMINER_QUANTITY;
}

/* What follows the core: "of law", "at Yale", "for the ministry". */
static void read_prepositions(const ss_tokens *tokens, ss_range limit, ss_phrase *out)
{
    uint32_t at = out->core.end;
    bool role_goes_on = out->head + 1 == out->core.end;
    while (at + 1 < limit.end && (ss_lexeme_of(tokens, at) & SS_LEXEME_PREPOSITION) &&
           !ss_token_is_capitalised(tokens, at)) {
        bool of = ss_token_is(tokens, at, "of") || ss_token_is(tokens, at, "for");
        uint32_t start = at + 1;
        /* "familiar with" */
        while (start + 1 < limit.end && (ss_lexeme_of(tokens, start) & SS_LEXEME_PREPOSITION))
            start++;
        if (determiner_of(tokens, start) != SS_DETERMINER_NONE && start + 1 < limit.end)
            start++;
        if (!is_core(tokens, start))
            break;
        uint32_t end;
        if (ss_run_may_start(tokens, limit, start)) {
            end = ss_run_read(tokens, limit, start).end;
            /* "the Clinton campaign" */
            while (end < limit.end && is_core(tokens, end))
                end++;
            if (out->affiliation.first == out->affiliation.end)
                out->affiliation = (ss_range){start, end};
            role_goes_on = false;
        } else {
            for (end = start; end < limit.end && is_core(tokens, end); end++)
                ;
            if (of && role_goes_on)
                out->role.end = end;
            else
                role_goes_on = false;
        }
        out->range.end = end;
        at = end;
    }
}

static bool ends_with(const ss_tokens *tokens, uint32_t token, const char *ending)
{
    uint32_t length = (uint32_t)strlen(ending);
    ss_span span = ss_token_span(tokens, token);
    return span.end - span.start > length && memcmp(tokens->text + span.end - length, ending, length) == 0;
}

/* "a report | published on Monday": a participle behind the head says more about it and is no head itself. */
static bool is_participle(const ss_tokens *tokens, ss_range limit, uint32_t token)
{
    static const char *const leading[] = {"by",   "on",   "in",   "at", "out", "for",  "from",
                                          "with", "last", "this", "to", "as",  "under"};
    return ends_with(tokens, token, "ed") && !ss_token_is_capitalised(tokens, token) && token + 1 < limit.end &&
           SS_TOKEN_IS_ONE_OF(tokens, token + 1, leading);
}

bool ss_phrase_is_trade(const ss_tokens *tokens, uint32_t token)
{
    static const char *const endings[] = {"ologist", "chemist", "ographer", "ician",  "keeper",
                                          "maker",   "smith",   "worker",   "player", "fighter"};
    for (uint32_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (ends_with(tokens, token, endings[i]))
            return true;
    return false;
}

bool ss_phrase_read(const ss_tokens *tokens, ss_range limit, ss_phrase *out)
{
    *out = (ss_phrase){.range = {limit.first, limit.first}};
    uint32_t at = behind_focus(tokens, limit);
    skip_to_core(tokens, limit, &at, out);
    uint32_t end = at;
    uint32_t head = UINT32_MAX;
    while (end < limit.end && is_core(tokens, end) && !(end > at && is_participle(tokens, limit, end))) {
        if (ss_lexeme_of(tokens, end) & HEAD_CLASSES)
            head = end;
        end++;
        /* "federal and state officials" */
        if (head == UINT32_MAX && end + 1 < limit.end && ss_token_is(tokens, end, "and") && is_core(tokens, end + 1))
            end++;
    }
    if (end == at)
        return false;
    out->core = (ss_range){at, end};
    out->head = head == UINT32_MAX ? end - 1 : head;
    out->classes = ss_lexeme_of(tokens, out->head);
    /* "one of his advisers" is one */
    if (out->determiner == SS_DETERMINER_INDEFINITE)
        out->classes &= ~(uint32_t)SS_LEXEME_PLURAL;
    out->role = (ss_range){at, out->head + 1};
    out->range.end = end;
    if (out->affiliation.first == out->affiliation.end)
        out->affiliation = ss_phrase_affiliation(tokens, (ss_range){at, out->head});
    read_prepositions(tokens, limit, out);
    return true;
}

ss_range ss_phrase_before(const ss_tokens *tokens, ss_range sentence, uint32_t token)
{
    uint32_t end = token;
    if (end > sentence.first && ss_token_is(tokens, end - 1, ","))
        end--;
    /* "Ann Lee, 42, who" */
    if (end > sentence.first + 2 && tokens->token[end - 1].kind == SS_TOKEN_NUMBER && ss_token_is(tokens, end - 2, ","))
        end -= 2;
    uint32_t reach = end > sentence.first + SS_PHRASE_REACH ? end - SS_PHRASE_REACH : sentence.first;
    uint32_t first = end;
    uint32_t found = end; /* start of the best phrase so far */
    while (first > reach) {
        uint32_t start = first;
        bool person = false;
        while (start > reach && (is_core(tokens, start - 1) || is_possessive_mark(tokens, start - 1))) {
            start--;
            person = person || (ss_lexeme_of(tokens, start) & (SS_LEXEME_ROLE | SS_LEXEME_GROUP | SS_LEXEME_VAGUE));
        }
        if (start == first)
            break;
        if (start > reach && determiner_of(tokens, start - 1) != SS_DETERMINER_NONE)
            start--;
        if (found == end || person)
            found = start;
        /* "officials from the ministry, who": the ministry is not a who */
        if (person || start <= reach || !(ss_lexeme_of(tokens, start - 1) & SS_LEXEME_PREPOSITION) ||
            !ss_token_is(tokens, token, "who"))
            break;
        first = start - 1;
    }
    return (ss_range){found, end};
}
