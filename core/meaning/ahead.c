/* ahead.c - find the name that a text tells only after it spoke of its bearer.  Floor: meaning. */
#include "meaning/ahead.h"

#include "meaning/lexeme.h"

/* Words behind the mention in which "on condition of anonymity" may stand. */
#define ANONYMITY_REACH 40u

/* Somebody who is introduced late is so within these paragraphs. */
#define INTRODUCED_WITHIN 3u

/* The end of the text's headline, 0 when it has none. */
static uint32_t heading_end(const ss_cast *cast)
{
    const ss_parts *paragraphs = &cast->document->paragraphs;
    bool heading = paragraphs->count > 1 &&
                   cast->document->tokens.token[paragraphs->first[1] - 1].kind == SS_TOKEN_WORD;
    return heading ? paragraphs->first[1] : 0;
}

static bool is_heading(const ss_cast *cast, uint32_t token)
{
    return token < heading_end(cast);
}

/* Who does not wish to be named is not named later either. */
static bool stays_unnamed(const ss_cast *cast, const ss_mention *mention)
{
    uint32_t end = ss_sentence_range(cast->document, mention->head).end;
    end = end - mention->head > ANONYMITY_REACH ? mention->head + ANONYMITY_REACH : end;
    for (uint32_t i = mention->phrase.first; i < end; i++)
        if (ss_lexeme_of(&cast->document->tokens, i) & SS_LEXEME_ANONYMITY)
            return true;
    return false;
}

/* "The sheriff", "a chef", and in a heading "Council leader"; not "a spokesman for Acme", who speaks for others. */
static bool may_be_named_later(const ss_cast *cast, const ss_mention *mention)
{
    const ss_tokens *tokens = &cast->document->tokens;
    const uint32_t person = SS_LEXEME_ROLE | SS_LEXEME_MALE | SS_LEXEME_FEMALE;
    if (mention->form != SS_MENTION_NOMINAL || !(mention->classes & person) || (mention->classes & SS_LEXEME_VAGUE) ||
        mention->number != SS_NUMBER_SINGULAR)
        return false;
    if (mention->head + 1 < tokens->count && ss_token_is(tokens, mention->head + 1, "for"))
        return false;
    bool determined = mention->determiner == SS_DETERMINER_DEFINITE || mention->determiner == SS_DETERMINER_INDEFINITE;
    bool bare = mention->determiner == SS_DETERMINER_NONE && is_heading(cast, mention->head);
    return (determined || bare) && !stays_unnamed(cast, mention);
}

/* Of the mention's gender, and not named so far. */
static bool is_new_person(const ss_cast *cast, const ss_mention *mention, uint32_t entity)
{
    if (entity == SS_NO_ENTITY || cast->entity[entity].names != 0)
        return false;
    const ss_entity *one = &cast->entity[entity];
    if (one->place || (one->kind != SS_SPEAKER_PERSON && (one->kind != 0 || one->parts < 2)))
        return false;
    return ss_candidate_may_be(cast, one, mention->gender);
}

/* Whether a role beside a name is the mention's. "Ann Lee, a chef," and "Chef Lee" are not known to be the "a chef" of
 * before. */
static bool is_role_of(const ss_search *search, const ss_role *role)
{
    const ss_tokens *tokens = &search->cast->document->tokens;
    uint32_t first = role->role.first;
    if (first == role->role.end || !ss_nominal_has_role(search, role))
        return false;
    if (first > 0 && (ss_token_is(tokens, first - 1, "a") || ss_token_is(tokens, first - 1, "an")))
        return false;
    return search->mention->determiner != SS_DETERMINER_INDEFINITE || !ss_token_is_capitalised(tokens, role->role.end - 1);
}

static uint32_t last_paragraph_end(const ss_cast *cast, uint32_t paragraph, uint32_t most)
{
    const ss_parts *paragraphs = &cast->document->paragraphs;
    uint32_t end = paragraph + 1 + most;
    return paragraphs->first[end < paragraphs->count ? end : paragraphs->count];
}

/* The only new person whose name comes with the mention's office. */
static uint32_t of_office(const ss_search *search)
{
    const ss_cast *cast = search->cast;
    uint32_t sentence = cast->document->sentences.first[search->sighting->sentence + 1];
    uint32_t end = last_paragraph_end(cast, search->sighting->paragraph, SS_AHEAD_PARAGRAPHS);
    uint32_t first = ss_names_from(cast->names, sentence), found = SS_NO_ENTITY;
    cast->effort->most = cast->effort->operations + SS_AHEAD_COMPARED;
    for (uint32_t i = first; i < cast->names->count && i < first + SS_AHEAD_MOST_NAMES; i++) {
        const ss_name *name = &cast->names->name[i];
        uint32_t entity = cast->entity_of_name[i];
        if (name->name.first >= end)
            break;
        cast->effort->operations++;
        if (entity == found || !is_new_person(cast, search->mention, entity) ||
            !(is_role_of(search, &name->before) || is_role_of(search, &name->after)))
            continue;
        if (found != SS_NO_ENTITY)
            return SS_NO_ENTITY;
        found = entity;
    }
    return found;
}

/* Whether the text has spoken of a person other than the mention's already. */
static bool has_other_person(const ss_search *search)
{
    const ss_cast *cast = search->cast;
    uint32_t looked_at = 0, i = cast->newest;
    for (; i != 0 && looked_at < SS_AHEAD_MOST_NAMES; i = cast->entity[i - 1].older, looked_at++) {
        const ss_entity *one = &cast->entity[i - 1];
        cast->effort->operations++;
        if (one->named && one->names == 0)
            continue; /* spoken of, and named later */
        bool unnamed = one->kind == SS_SPEAKER_ANONYMOUS && one->number == SS_NUMBER_SINGULAR;
        if (one->kind == SS_SPEAKER_PERSON || unnamed || (one->named && one->kind == 0 && one->parts >= 2 && !one->place))
            return true;
    }
    return i != 0; /* so many that one of them may be */
}

/* "Maud Bell, who is 84", "Ann Lee, 52," at the beginning of a paragraph: somebody is introduced. */
static bool introduces(const ss_cast *cast, const ss_name *name)
{
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t first = name->titled && name->before.role.end == name->name.first ? name->before.role.first : name->name.first;
    uint32_t behind = name->name.end;
    return name->parts >= 2 && tokens->token[first].gap == SS_GAP_PARAGRAPH && behind + 1 < tokens->count &&
           ss_token_is(tokens, behind, ",") &&
           (ss_token_is(tokens, behind + 1, "who") || tokens->token[behind + 1].kind == SS_TOKEN_NUMBER);
}

/* "By Ann Lee": who writes is not written of. */
static bool is_byline(const ss_cast *cast, const ss_name *name)
{
    const ss_tokens *tokens = &cast->document->tokens;
    return name->name.first > 0 && ss_token_is(tokens, name->name.first - 1, "by") &&
           tokens->token[name->name.first - 1].gap == SS_GAP_PARAGRAPH;
}

/* Whom a heading called "former curator", a lead may call "a former curator", but not "a lawyer". */
static bool is_spoken_of_as(const ss_search *search, uint32_t entity)
{
    const ss_cast *cast = search->cast;
    if (cast->entity[entity].mentions == 0)
        return true;
    for (uint32_t i = cast->entity[entity].role_first; i != 0; i = cast->role[i - 1].next)
        if (search->mention->form == SS_MENTION_NOMINAL && ss_nominal_has_role(search, &cast->role[i - 1].role))
            return true;
    return false;
}

static bool looks_like_person(const ss_cast *cast, uint32_t entity)
{
    const ss_entity *one = &cast->entity[entity];
    return one->kind == SS_SPEAKER_PERSON || (one->kind == 0 && one->female_percent != SS_NAME_SHARE_UNKNOWN);
}

/* A lead that tells what one unnamed person said or did, and the next name, which begins a paragraph. */
static uint32_t introduced_next(const ss_search *search)
{
    const ss_cast *cast = search->cast;
    uint32_t sentence = cast->document->sentences.first[search->sighting->sentence + 1];
    uint32_t end = last_paragraph_end(cast, search->sighting->paragraph, INTRODUCED_WITHIN);
    uint32_t first = ss_names_from(cast->names, sentence);
    if (has_other_person(search))
        return SS_NO_ENTITY;
    for (uint32_t i = first; i < cast->names->count && i < first + SS_AHEAD_MOST_NAMES; i++) {
        const ss_name *name = &cast->names->name[i];
        uint32_t entity = cast->entity_of_name[i];
        cast->effort->operations++;
        if (name->name.first >= end)
            break;
        if (entity == SS_NO_ENTITY || cast->entity[entity].place || is_byline(cast, name))
            continue;
        if (introduces(cast, name) && is_new_person(cast, search->mention, entity))
            return is_spoken_of_as(search, entity) ? entity : SS_NO_ENTITY;
        if (looks_like_person(cast, entity))
            return SS_NO_ENTITY;
    }
    return SS_NO_ENTITY;
}

/* The office where it is said first, of headings only what the text below does not say. */
static ss_status note_role(ss_cast *cast, const ss_mention *mention, uint32_t entity)
{
    uint32_t first = mention->role.role.first <= mention->head ? mention->role.role.first : mention->head;
    ss_role role = {{first, mention->head + 1}, mention->role.affiliation};
    if (is_heading(cast, mention->head))
        return ss_cast_add_role(cast, entity, role);
    return ss_cast_add_earlier_role(cast, entity, role, heading_end(cast));
}

ss_status ss_antecedent_ahead(ss_cast *cast, const ss_search *search, uint32_t *entity)
{
    const ss_mention *mention = search->mention;
    bool nominal = may_be_named_later(cast, mention);
    bool pronoun = mention->form == SS_MENTION_PRONOUN && mention->kind == SS_SPEAKER_PERSON && search->sighting->source;
    *entity = nominal ? of_office(search) : SS_NO_ENTITY;
    if (*entity == SS_NO_ENTITY && (nominal || pronoun))
        *entity = introduced_next(search);
    if (*entity == SS_NO_ENTITY)
        return SS_OK;
    cast->entity[*entity].kind = SS_SPEAKER_PERSON;
    return nominal ? note_role(cast, mention, *entity) : SS_OK;
}
