/* title.c - tell titles and offices from the name behind them.  Floor: meaning. */
#include "meaning/title.h"

#include "meaning/lexeme.h"
#include "meaning/phrase.h"
#include "meaning/run.h"

uint32_t ss_title_given_share(const ss_tokens *tokens, uint32_t token)
{
    char folded[SS_FOLD_BYTES];
    return ss_lexeme_given(folded, ss_lexeme_fold(tokens, token, folded, sizeof folded));
}

bool ss_title_is_given(const ss_tokens *tokens, uint32_t token)
{
    return ss_title_given_share(tokens, token) != SS_GIVEN_UNKNOWN;
}

/* A given name that is no word of another class: "Mary", not "Canadian" or "Judge". */
static bool is_only_given(const ss_tokens *tokens, uint32_t token)
{
    return ss_title_is_given(tokens, token) &&
           !(ss_lexeme_of(tokens, token) & (SS_LEXEME_ROLE | SS_LEXEME_TITLE | SS_LEXEME_PROPER | SS_LEXEME_MODIFIER));
}

/* The first word behind "of ..." that starts a name: "Secretary of State | Antony Blinken". */
static uint32_t behind_of(const ss_tokens *tokens, ss_range run, uint32_t of)
{
    uint32_t first = of + 1;
    if (first < run.end && ss_token_is(tokens, first, "the"))
        first++;
    /* "Leaders of the North Carolina Senate": no name behind the office */
    if ((ss_lexeme_of(tokens, run.end - 1) & SS_LEXEME_ORGANISATION) && !ss_title_is_given(tokens, run.end - 1))
        return run.end;
    for (uint32_t i = first + 1; i < run.end; i++)
        if (ss_title_is_given(tokens, i) || ss_run_is_initial(tokens, i))
            return i;
    return run.end >= first + 3 ? run.end - 2 : run.end;
}

/* "Mr.", and "Senator", which begins no other office: such a title wants a name behind it, be it a trade's word, too, unless
 * the two are a form of address or an office together. */
static bool is_surname_of(const ss_tokens *tokens, uint32_t title, uint32_t token)
{
    static const char *const alone[] = {"senator", "sen.", "congressman", "congresswoman", "rep.", "representative",
                                        "judge", "justice", "officer", "professor", "assemblyman", "assemblywoman",
                                        "councilman", "councilwoman", "councillor", "councilor"};
    static const char *const no_surname[] = {"president", "secretary", "speaker", "chairman", "chairwoman", "justice",
                                             "minister", "chancellor", "mayor", "ambassador", "advocate", "executive"};
    uint32_t classes = ss_lexeme_of(tokens, token);
    bool wants = (ss_lexeme_of(tokens, title) & SS_LEXEME_HONORIFIC) ||
                 (SS_TOKEN_IS_ONE_OF(tokens, title, alone) && !(classes & (SS_LEXEME_TITLE | SS_LEXEME_PLURAL)));
    return wants && !SS_TOKEN_IS_ONE_OF(tokens, token, no_surname);
}

/* "Union of Journalists", "College of Chief Officers", "Office of the Mayor": an organisation by whose it is, which is no
 * title. */
static bool is_of_members(const ss_tokens *tokens, ss_range run)
{
    uint32_t last = ss_lexeme_of(tokens, run.end - 1);
    for (uint32_t i = run.first + 1; i + 1 < run.end && (last & SS_LEXEME_ROLE); i++)
        if (ss_token_is(tokens, i, "of") || ss_token_is(tokens, i, "for"))
            return ((last & SS_LEXEME_PLURAL) || ss_token_is(tokens, i + 1, "the")) &&
                   (ss_lexeme_of(tokens, i - 1) & (SS_LEXEME_ORGANISATION | SS_LEXEME_ROLE)) == SS_LEXEME_ORGANISATION;
    return false;
}

/* Where the name starts behind titles and offices: run.first when there are none, run.end when
 * there is nothing but them. */
uint32_t ss_title_split(const ss_tokens *tokens, ss_range run)
{
    uint32_t start = run.first;
    bool nickname = false;
    if (is_of_members(tokens, run))
        return run.first;
    for (uint32_t i = run.first; i < run.end; i++) {
        uint32_t classes = ss_lexeme_of(tokens, i);
        /* 'Raymond "Duke" Farrell' is no duke */
        nickname = nickname != (tokens->token[i].kind == SS_TOKEN_QUOTE);
        if (nickname)
            continue;
        if (!(classes & (SS_LEXEME_ROLE | SS_LEXEME_TITLE)))
            continue;
        /* "Mary Baker Eddy": a trade in the middle of a name */
        if (i > run.first && is_only_given(tokens, i - 1) && !(classes & SS_LEXEME_TITLE))
            break;
        /* "Mr. King", but "Mr. President" */
        if (i + 1 == run.end && i > run.first && is_surname_of(tokens, i - 1, i))
            break;
        /* "Tim Cook": a trade at its end */
        if (i + 1 == run.end && i == start + 1 && is_only_given(tokens, start))
            break;
        start = i + 1;
        if (start < run.end && (ss_token_is(tokens, start, "of") || ss_token_is(tokens, start, "for"))) {
            start = behind_of(tokens, run, start);
            i = start - 1;
        }
    }
    return start;
}

/* "by | fellow actor and | friend Ann Lee": where the first of two roles starts that lead a name without a determiner; the
 * second one's start when there is but one, or they are two people's: "the doctor and nurse Ann Lee", "mother and daughter
 * Ann Lee". */
static uint32_t first_of_two(const ss_tokens *tokens, ss_range sentence, ss_range role)
{
    static const char *const determiners[] = {"the",   "a",   "an", "his",  "her", "its",
                                              "their", "our", "my", "your", "'s",  "both"};
    const uint32_t gendered = SS_LEXEME_MALE | SS_LEXEME_FEMALE;
    uint32_t first = role.first - 2, head = role.first < sentence.first + 2 ? 0 : ss_lexeme_of(tokens, first);
    bool one = (head & SS_LEXEME_ROLE) && !(head & SS_LEXEME_PLURAL) && ss_token_is(tokens, role.first - 1, "and") &&
               !ss_token_is_capitalised(tokens, first) &&
               !((head & gendered) && (ss_lexeme_of(tokens, role.end - 1) & gendered));
    if (!one)
        return role.first;
    while (first > sentence.first && role.end - first < SS_RUN_MAX_TOKENS && !ss_token_is_capitalised(tokens, first - 1) &&
           (ss_lexeme_of(tokens, first - 1) & (SS_LEXEME_ROLE | SS_LEXEME_MODIFIER)))
        first--;
    return first > sentence.first && SS_TOKEN_IS_ONE_OF(tokens, first - 1, determiners) ? role.first : first;
}

/* A role in lower case right before the name, leftwards: "former defense secretary", "Acme
 * spokeswoman". Empty range when there is none. */
ss_range ss_title_before(const ss_tokens *tokens, ss_range sentence, uint32_t before)
{
    ss_range role = {before, before};
    if (before == sentence.first || tokens->token[before].gap == SS_GAP_PARAGRAPH ||
        ss_token_is_capitalised(tokens, before - 1))
        return role;
    uint32_t head = ss_lexeme_of(tokens, before - 1);
    if (!(head & (SS_LEXEME_ROLE | SS_LEXEME_TITLE)) || (head & SS_LEXEME_PLURAL))
        return role;
    role.first = before - 1;
    const uint32_t never = SS_LEXEME_VERB | SS_LEXEME_PREPOSITION | SS_LEXEME_STOP;
    for (uint32_t plain = 0; role.first > sentence.first && plain < 2 && before - role.first < SS_RUN_MAX_TOKENS; role.first--) {
        uint32_t token = role.first - 1;
        uint32_t classes = ss_lexeme_of(tokens, token);
        if (tokens->token[token].kind != SS_TOKEN_WORD || ss_token_is_capitalised(tokens, token))
            break;
        if (!(classes & (SS_LEXEME_MODIFIER | SS_LEXEME_ROLE | SS_LEXEME_ORGANISATION)) &&
            ((classes & never) || classes == 0))
            break;
        plain += !(classes & SS_LEXEME_MODIFIER);
    }
    while (role.first > sentence.first && before - role.first < 8 &&
           ss_run_may_start(tokens, sentence, role.first - 1))
        role.first--;
    role.first = first_of_two(tokens, sentence, role);
    /* "Former Liverpool coach", "longtime Democratic pollster" */
    if (role.first > sentence.first && tokens->token[role.first].gap != SS_GAP_PARAGRAPH &&
        (ss_lexeme_of(tokens, role.first - 1) & SS_LEXEME_MODIFIER))
        role.first--;
    return role;
}

void ss_title_affiliate(const ss_tokens *tokens, ss_range sentence, ss_role *role)
{
    role->affiliation = ss_phrase_affiliation(tokens, role->role);
    if (role->affiliation.first != role->affiliation.end)
        return;
    uint32_t first = role->role.first;
    uint32_t end = first;
    uint32_t head = role->role.end - 1;
    while (first < head && (ss_lexeme_of(tokens, first) & (SS_LEXEME_STOP | SS_LEXEME_MODIFIER)))
        first++;
    end = first;
    if (!ss_token_is_capitalised(tokens, head)) {
        while (end < head && ss_token_is_capitalised(tokens, end))
            end++;
    }
    /* "Acme's spokesman Joe Doe" */
    if (end == first && first >= sentence.first + 2 && ss_token_is(tokens, first - 1, "'s") &&
        ss_token_is_capitalised(tokens, first - 2)) {
        end = first - 1;
        first = end - 1;
        while (first > sentence.first && end - first < SS_RUN_MAX_TOKENS && ss_run_may_start(tokens, sentence, first - 1))
            first--;
    }
    role->affiliation = (ss_range){first, end};
}
