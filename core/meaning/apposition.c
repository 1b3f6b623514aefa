/* apposition.c - read the roles beside a name.  Floor: meaning. */
#include "meaning/apposition.h"

#include "meaning/lexeme.h"
#include "meaning/run.h"

static bool closes(const ss_tokens *tokens, ss_range sentence, uint32_t token)
{
    if (token >= sentence.end)
        return true;
    if (tokens->token[token].kind == SS_TOKEN_MARK || tokens->token[token].kind == SS_TOKEN_QUOTE)
        return true;
    static const char *const closing[] = {"who", "whom", "whose", "which", "that", "and", "'s"};
    for (uint32_t i = 0; i < sizeof closing / sizeof closing[0]; i++)
        if (ss_token_is(tokens, token, closing[i]))
            return true;
    return false;
}

uint32_t ss_apposition_start(const ss_tokens *tokens, ss_range sentence, uint32_t name_end)
{
    uint32_t at = name_end;
    if (at < sentence.end && ss_token_is(tokens, at, "(")) {
        uint32_t limit = at + 8 < sentence.end ? at + 8 : sentence.end;
        while (at < limit && !ss_token_is(tokens, at, ")"))
            at++;
        if (at == limit)
            return UINT32_MAX;
        at++;
    }
    if (at >= sentence.end || !ss_token_is(tokens, at, ","))
        return UINT32_MAX;
    if (at + 2 < sentence.end && tokens->token[at + 1].kind == SS_TOKEN_NUMBER && ss_token_is(tokens, at + 2, ","))
        at += 2;
    return at + 1 < sentence.end ? at + 1 : UINT32_MAX;
}

static uint8_t gender_of_head(uint32_t classes)
{
    if (classes & SS_LEXEME_MALE)
        return SS_GENDER_MALE;
    return (classes & SS_LEXEME_FEMALE) ? SS_GENDER_FEMALE : SS_GENDER_UNKNOWN;
}

static ss_range window_from(ss_range sentence, uint32_t start)
{
    uint32_t end = sentence.end - start > SS_APPOSITION_REACH ? start + SS_APPOSITION_REACH : sentence.end;
    return (ss_range){start, end};
}

/* "a teacher of hers, a nurse at the time": more about who it is, and no verb that would make the phrase a subject. */
static bool goes_on(const ss_tokens *tokens, const ss_phrase *phrase)
{
    static const char *const word[] = {"of", "at", "in", "from", "with"};
    return phrase->determiner == SS_DETERMINER_INDEFINITE && SS_TOKEN_IS_ONE_OF(tokens, phrase->range.end, word);
}

/* "a former locksmith of hers" beside a person: what one may have been is a role, known or not. */
static bool is_former(const ss_tokens *tokens, const ss_phrase *phrase, const ss_name *name)
{
    static const char *const then[] = {"former", "retired", "ex"};
    return name->kind == SS_SPEAKER_PERSON && phrase->determiner == SS_DETERMINER_INDEFINITE &&
           phrase->core.end > phrase->core.first + 1 && SS_TOKEN_IS_ONE_OF(tokens, phrase->core.first, then);
}

/* "a passenger and retired warder": where the last of the roles that one determiner leads ends. */
static uint32_t end_of_roles(const ss_tokens *tokens, ss_range sentence, const ss_phrase *phrase)
{
    uint32_t joint = phrase->role.end;
    ss_phrase next;
    if (joint + 1 >= sentence.end || !ss_token_is(tokens, joint, "and") ||
        !ss_phrase_read(tokens, window_from(sentence, joint + 1), &next) || next.determiner != SS_DETERMINER_NONE ||
        ss_token_is_capitalised(tokens, next.head) || !closes(tokens, sentence, next.range.end))
        return phrase->role.end;
    bool role = (next.classes & SS_LEXEME_ROLE) || ss_phrase_is_trade(tokens, next.head) ||
                (ss_lexeme_of(tokens, next.core.first) & SS_LEXEME_MODIFIER);
    return role ? next.head + 1 : phrase->role.end;
}

/* "Ann Lee, | her mother and her sister": a list goes on. */
static bool is_listed(const ss_tokens *tokens, ss_range sentence, const ss_phrase *phrase)
{
    static const char *const owners[] = {"his", "her", "its", "their"};
    uint32_t end = phrase->range.end;
    return phrase->determiner == SS_DETERMINER_POSSESSIVE && end + 1 < sentence.end && ss_token_is(tokens, end, "and") &&
           SS_TOKEN_IS_ONE_OF(tokens, end + 1, owners);
}

/* "his wife" and "their lawyer" are of somebody else than the name they stand beside. */
static void read_after(const ss_tokens *tokens, ss_range sentence, ss_name *name)
{
    uint32_t start = ss_apposition_start(tokens, sentence, name->name.end);
    ss_phrase phrase;
    if (start == UINT32_MAX || !ss_phrase_read(tokens, window_from(sentence, start), &phrase))
        return;
    bool trade = is_former(tokens, &phrase, name) || (phrase.classes == 0 && ss_phrase_is_trade(tokens, phrase.head));
    bool person = ((phrase.classes & SS_LEXEME_ROLE) || trade) && name->kind != SS_SPEAKER_ORGANISATION;
    bool organisation = !person && (phrase.classes & SS_LEXEME_ORGANISATION) && name->kind != SS_SPEAKER_PERSON &&
                        phrase.determiner != SS_DETERMINER_NONE;
    if ((!person && !organisation) || (phrase.classes & SS_LEXEME_PLURAL) || phrase.head + 1 != phrase.core.end ||
        phrase.determiner == SS_DETERMINER_QUANTITY || is_listed(tokens, sentence, &phrase) ||
        !(closes(tokens, sentence, phrase.range.end) || (person && goes_on(tokens, &phrase))))
        return;
    name->after.role = phrase.role;
    name->after.affiliation = phrase.affiliation;
    if (person)
        name->after.role.end = end_of_roles(tokens, sentence, &phrase);
    name->kind = person ? SS_SPEAKER_PERSON : SS_SPEAKER_ORGANISATION;
    if (name->gender == SS_GENDER_UNKNOWN)
        name->gender = gender_of_head(phrase.classes);
}

static bool starts_phrase(const ss_tokens *tokens, uint32_t token)
{
    static const char *const determiner[] = {"the", "a", "an", "his", "her", "its", "their", "our", "one", "another"};
    for (uint32_t i = 0; i < sizeof determiner / sizeof determiner[0]; i++)
        if (ss_token_is(tokens, token, determiner[i]))
            return true;
    return false;
}

/* The first token of the name with its title. */
static uint32_t first_of(const ss_name *name)
{
    return name->titled && name->before.role.end == name->name.first ? name->before.role.first : name->name.first;
}

/* What stands before a comma is the role of a name without one; of one with a title alone, a second. */
static void note_before(const ss_tokens *tokens, const ss_phrase *phrase, ss_name *name)
{
    ss_role *role = name->titled ? &name->after : &name->before;
    if (role->role.first < role->role.end)
        return;
    role->role = phrase->role;
    role->affiliation = phrase->affiliation;
    if (role->affiliation.first == role->affiliation.end)
        role->affiliation = ss_phrase_affiliation(tokens, phrase->role);
    name->titled = true;
    name->kind = SS_SPEAKER_PERSON;
    if (name->gender == SS_GENDER_UNKNOWN)
        name->gender = gender_of_head(phrase->classes);
}

/* Whether the phrase ends at the comma, or has "for thirty years", "at the time" behind its head and no verb. */
static bool reaches(const ss_tokens *tokens, const ss_phrase *phrase, uint32_t comma)
{
    if (phrase->range.end == comma)
        return true;
    if (!(ss_lexeme_of(tokens, phrase->core.end) & SS_LEXEME_PREPOSITION))
        return false;
    for (uint32_t i = phrase->core.end; i < comma; i++)
        if (ss_lexeme_of(tokens, i) & SS_LEXEME_VERB)
            return false;
    return true;
}

bool ss_apposition_is_part(const ss_tokens *tokens, ss_range sentence, uint32_t first, uint32_t head)
{
    return first >= sentence.first + 2 && ss_token_is_capitalised(tokens, head) && ss_token_is(tokens, first - 1, "of") &&
           ss_token_is_capitalised(tokens, first - 2) && (ss_lexeme_of(tokens, first - 2) & SS_LEXEME_ORGANISATION);
}

/* Walks left from the comma before the name to where a role phrase starts that ends at the comma. */
static void read_before(const ss_tokens *tokens, ss_range sentence, ss_name *name)
{
    uint32_t first = first_of(name), comma = first - 1;
    if (name->kind == SS_SPEAKER_ORGANISATION || (name->parts < 2 && !name->titled) || first <= sentence.first ||
        !ss_token_is(tokens, comma, ",") || !closes(tokens, sentence, name->name.end))
        return;
    uint32_t reach = comma - sentence.first > SS_APPOSITION_REACH ? comma - SS_APPOSITION_REACH : sentence.first;
    for (uint32_t at = comma; at > reach; at--) {
        bool possessive = ss_token_is(tokens, at - 1, "'");
        if (tokens->token[at - 1].kind == SS_TOKEN_MARK ||
            (tokens->token[at - 1].kind == SS_TOKEN_QUOTE && !possessive))
            return;
        ss_phrase phrase;
        bool starts = at - 1 == sentence.first || starts_phrase(tokens, at - 1) || ss_token_is(tokens, at - 2, ",");
        if (!starts || !ss_phrase_read(tokens, (ss_range){at - 1, comma}, &phrase) || !reaches(tokens, &phrase, comma))
            continue;
        if (!(phrase.classes & SS_LEXEME_ROLE) || (phrase.classes & SS_LEXEME_PLURAL) ||
            phrase.head + 1 != phrase.core.end || ss_apposition_is_part(tokens, sentence, phrase.range.first, phrase.head))
            continue;
        note_before(tokens, &phrase, name);
        return;
    }
}

static bool names_organisation(const ss_tokens *tokens, ss_range run)
{
    for (uint32_t i = run.first; i < run.end; i++)
        if (ss_lexeme_of(tokens, i) & (SS_LEXEME_ORGANISATION | SS_LEXEME_FIRM))
            return true;
    return false;
}

/* "Jules Kern of Brask Securities", "Ruth Abel, of Save the Meadow,", "Noor Vand, who covers banks at Pallister": where
 * a person belongs, without a role. */
static void read_affiliation(const ss_tokens *tokens, ss_range sentence, ss_name *name)
{
    static const char *const of[] = {"of", "from", "at", "with"};
    uint32_t at = name->name.end;
    if (name->kind == SS_SPEAKER_ORGANISATION || name->parts < 2 || name->possessive ||
        name->after.role.first < name->after.role.end)
        return;
    if (at + 1 < sentence.end && ss_token_is(tokens, at, ","))
        at++;
    bool clause = at < sentence.end && ss_token_is(tokens, at, "who");
    uint32_t end = clause ? at + SS_APPOSITION_REACH : at + 1;
    while (clause && at < end && at + 1 < sentence.end && tokens->token[at].kind == SS_TOKEN_WORD &&
           !ss_token_is(tokens, at, "at"))
        at++;
    if (at + 1 >= sentence.end || (clause && !ss_token_is(tokens, at, "at")) || !SS_TOKEN_IS_ONE_OF(tokens, at, of))
        return;
    at += 1 + ss_token_is(tokens, at + 1, "the");
    if (at >= sentence.end || !ss_run_may_start(tokens, sentence, at))
        return;
    ss_range run = ss_run_read(tokens, sentence, at);
    if (clause && !names_organisation(tokens, run))
        return;
    name->after = (ss_role){{run.first, run.first}, run};
}

void ss_apposition_read(const ss_tokens *tokens, ss_range sentence, ss_name *name)
{
    read_after(tokens, sentence, name);
    read_before(tokens, sentence, name);
    read_affiliation(tokens, sentence, name);
}
