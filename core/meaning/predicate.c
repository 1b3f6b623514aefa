/* predicate.c - whose predicate a noun phrase is.  Floor: meaning. */
#include "meaning/predicate.h"

#include "meaning/clause.h"
#include "meaning/lexeme.h"

#define GROUP_REACH 8u    /* words of "has since 2010 also been" */
#define BRACKET_REACH 12u /* tokens in brackets behind a subject */
#define PREDICATE_REACH 30u /* tokens of "one of the first writers of Ohio and" */
#define AS_REACH 10u      /* tokens from a verb to its "as" */
#define INSERTION_REACH 12u /* tokens of ", born in Ohio," */
#define IF_REACH 12u      /* words between "if" and what it leaves open */
#define NEWEST_FEW 16u    /* entities that a sentence may have mentioned */

/* What a sentence asks, or says for the case that it is so, nobody is. */
static bool is_open(const ss_clause *self, uint32_t first)
{
    static const char *const openers[] = {"if", "whether", "unless"};
    if (ss_token_is(self->tokens, self->sentence.end - 1, "?"))
        return true;
    for (uint32_t i = first; i > self->sentence.first && first - i < IF_REACH; i--)
        if (SS_TOKEN_IS_ONE_OF(self->tokens, i - 1, openers))
            return true;
    return false;
}

static uint32_t skip_adverbs(const ss_clause *self, uint32_t at)
{
    static const char *const words[] = {"also", "then", "now", "later", "soon", "still", "once", "briefly"};
    while (at > self->sentence.first && (self->tag[at - 1] == SS_TAG_ADVERB ||
                                         SS_TOKEN_IS_ONE_OF(self->tokens, at - 1, words)) &&
           !ss_clause_is_before(self, at, "never") && !ss_clause_is_before(self, at, "not"))
        at--;
    return at;
}

static bool is_being(const ss_clause *self, uint32_t at)
{
    static const char *const words[] = {"is", "was", "are", "were", "been", "being", "be", "am", "'m"};
    return at > self->sentence.first && (SS_TOKEN_IS_ONE_OF(self->tokens, at - 1, words) ||
                                         (ss_token_is(self->tokens, at - 1, "'s") &&
                                          self->tag[at - 1] == SS_TAG_AUXILIARY));
}

static bool is_naming(const ss_clause *self, uint32_t at)
{
    static const char *const words[] = {"named",    "appointed", "elected",   "made",    "declared", "crowned", "proclaimed",
                                        "ordained", "chosen",    "naming",    "names",   "appoints", "elects",  "makes",
                                        "declares", "appointing", "declaring", "called", "nominated", "described", "hired",
                                        "picked",   "selected", "installed", "promoted", "portrayed", "depicted", "regarded",
                                        "hailed",   "recognised", "recognized", "elevated", "raised"};
    return at > self->sentence.first && SS_TOKEN_IS_ONE_OF(self->tokens, at - 1, words);
}

/* Moves *at before the verb that makes what follows a predicate: "is", "became", "was named", "was promoted to", "served
 * as". */
static bool skip_link(const ss_clause *self, uint32_t *at)
{
    static const char *const becoming[] = {"become", "became", "becomes", "becoming", "remained", "remains"};
    static const char *const acting[] = {"served", "serves", "serving", "worked", "works", "working", "acted", "acts", "acting"};
    uint32_t verb = skip_adverbs(self, *at);
    static const char *const raised[] = {"promoted", "elevated", "raised", "appointed", "elected"};
    bool as = ss_clause_is_before(self, verb, "as");
    bool to = ss_clause_is_before(self, verb, "to") && verb > self->sentence.first + 1 &&
              SS_TOKEN_IS_ONE_OF(self->tokens, verb - 2, raised);
    if (as || to)
        verb = skip_adverbs(self, verb - 1);
    if (verb == self->sentence.first)
        return false;
    bool passive = is_naming(self, verb) && is_being(self, skip_adverbs(self, verb - 1));
    bool acts = SS_TOKEN_IS_ONE_OF(self->tokens, verb - 1, acting);
    bool is = is_being(self, verb) || SS_TOKEN_IS_ONE_OF(self->tokens, verb - 1, becoming);
    if (!passive && !(as ? acts : is))
        return false;
    *at = verb - 1;
    return true;
}

/* Moves *at before what belongs to the verb; false when that denies it or only thinks of it. */
static bool skip_group(const ss_clause *self, uint32_t *at)
{
    static const char *const helping[] = {"has", "have", "had", "having", "been", "was", "were", "is", "are", "being", "will",
                                          "'s", "'ve", "'d", "'ll", "'m"};
    static const char *const open[] = {"could", "may", "might", "should", "would", "must", "can", "cannot", "to",
                                       "not", "n't", "never", "no", "let", "as", "like", "nor", "neither"};
    uint32_t start = *at;
    while (*at > self->sentence.first && start - *at < GROUP_REACH) {
        uint32_t before = skip_adverbs(self, *at);
        if (before == *at && !SS_TOKEN_IS_ONE_OF(self->tokens, *at - 1, helping))
            break;
        *at = before == *at ? *at - 1 : before;
    }
    return *at > self->sentence.first && !SS_TOKEN_IS_ONE_OF(self->tokens, *at - 1, open);
}

/* What was mentioned at that token, if nothing else was since for the same entity. */
static uint32_t entity_at(const ss_clause *self, uint32_t token)
{
    const ss_cast *cast = self->cast;
    uint32_t looked_at = 0;
    for (uint32_t i = cast->newest; i != 0 && looked_at < NEWEST_FEW; i = cast->entity[i - 1].older, looked_at++) {
        cast->effort->operations++;
        if (cast->entity[i - 1].last_token == token)
            return i - 1;
    }
    return SS_NO_ENTITY;
}

/* The only entity that was a subject in this sentence. */
static uint32_t only_subject(const ss_clause *self)
{
    const ss_cast *cast = self->cast;
    uint32_t sentence = ss_part_of(&cast->document->sentences, self->sentence.first);
    uint32_t found = SS_NO_ENTITY, looked_at = 0;
    for (uint32_t i = cast->newest; i != 0 && looked_at < NEWEST_FEW; i = cast->entity[i - 1].older, looked_at++) {
        cast->effort->operations++;
        if (cast->entity[i - 1].subject_sentence != sentence + 1)
            continue;
        if (found != SS_NO_ENTITY)
            return SS_NO_ENTITY;
        found = i - 1;
    }
    return found;
}

/* Whether the name is the subject, not what a preposition leads: "the sister of Ann Lee is". */
static bool is_subject(const ss_clause *self, uint32_t name)
{
    uint32_t entity = self->cast->entity_of_name[name];
    const ss_entity *one = entity == SS_NO_ENTITY ? NULL : &self->cast->entity[entity];
    return one != NULL && !self->cast->names->name[name].possessive &&
           (one->last_token != self->cast->names->name[name].name.first || one->last_function == SS_FUNCTION_SUBJECT);
}

/* "Ann Lee (born 1950)": where the brackets that end there start. */
static uint32_t skip_brackets(const ss_clause *self, uint32_t at)
{
    if (!ss_clause_is_before(self, at, ")"))
        return at;
    for (uint32_t i = at - 1; i > self->sentence.first && at - i < BRACKET_REACH; i--)
        if (ss_token_is(self->tokens, i, "("))
            return i;
    return at;
}

/* "Ann Lee, a nurse, | was", "Ann Lee, born in Ohio, | was", "his mother, Ann Lee, | was": the name before what is said of
 * it, or that is said itself. */
static uint32_t skip_insertion(const ss_clause *self, uint32_t at)
{
    const ss_names *names = self->cast->names;
    uint32_t index = ss_names_from(names, at - 1), comma = at - 1;
    if (!ss_clause_is_before(self, at, ","))
        return at;
    ss_range role = index > 0 ? names->name[index - 1].after.role : (ss_range){0, 0};
    if (role.first < role.end && role.end == comma)
        return names->name[index - 1].name.end;
    uint32_t name = ss_names_ending(names, comma);
    if (name < names->count)
        return ss_clause_is_before(self, ss_name_start(&names->name[name]), ",") ? comma : at;
    for (uint32_t i = comma; i > self->sentence.first && comma - i < INSERTION_REACH; i--)
        if (ss_token_is(self->tokens, i - 1, ","))
            return self->tag[i] == SS_TAG_VERBAL || self->tag[i] == SS_TAG_RELATIVE ? i - 1 : at;
    return at;
}

static uint32_t subject_that_ends(const ss_clause *self, uint32_t at)
{
    static const char *const pronouns[] = {"he", "she", "it", "they", "him", "her", "himself", "herself", "them"};
    const ss_names *names = self->cast->names;
    bool who = ss_clause_is_before(self, at, "who");
    if (who)
        at -= ss_clause_is_before(self, at - 1, ",") ? 2 : 1;
    uint32_t behind = at;
    at = skip_brackets(self, skip_insertion(self, at));
    if (at <= self->sentence.first)
        return SS_NO_ENTITY;
    if (SS_TOKEN_IS_ONE_OF(self->tokens, at - 1, pronouns))
        return entity_at(self, at - 1);
    uint32_t name = ss_names_ending(self->cast->names, at);
    if (name < names->count)
        return who || at < behind || is_subject(self, name) ? self->cast->entity_of_name[name] : SS_NO_ENTITY;
    if (at > self->sentence.first + 2 && self->tag[at - 1] == SS_TAG_NUMBER && ss_clause_is_before(self, at - 1, "in"))
        at -= 2; /* "and in 1683 | was made" */
    bool goes_on = ss_clause_is_before(self, at, "and") || ss_clause_is_before(self, at, "but") ||
                   ss_clause_is_before(self, at, ",");
    return goes_on && !who ? only_subject(self) : SS_NO_ENTITY;
}

/* ---- more of the sentence between the subject and the noun phrase -------------------------------------------- */

/* The verb before a token that has words of its own between: "rose to fame | as the star"; the sentence's first token when
 * none is near, or it is denied. */
static uint32_t verb_before(const ss_clause *self, uint32_t at)
{
    static const char *const denying[] = {"not", "n't", "never", "no"};
    for (uint32_t i = at; i > self->sentence.first && at - i < AS_REACH; i--) {
        if (ss_tag_is_finite(self->tag[i - 1]))
            return i - 1;
        if (self->tokens->token[i - 1].kind == SS_TOKEN_MARK || self->tag[i - 1] == SS_TAG_SUBORDINATOR ||
            SS_TOKEN_IS_ONE_OF(self->tokens, i - 1, denying))
            break;
    }
    return self->sentence.first;
}

/* "She rose to fame as | the star of it", "he took his place as | head of it": the subject's, unless the verb describes
 * another one. */
static uint32_t acting_as(const ss_clause *self, const ss_mention *mention, uint32_t at)
{
    static const char *const others[] = {"such", "well", "soon", "same", "much", "far", "long", "known", "so", "just"};
    static const char *const describing[] = {
        "described",  "describes",  "regarded",  "regards",    "saw",        "sees",      "treated",    "treats",
        "portrayed",  "portrays",   "used",      "uses",       "hired",      "depicted",  "identified", "identifies",
        "considered", "considers",  "recognised", "recognises", "recognized", "recognizes"};
    uint32_t end = mention->phrase.end;
    if (!ss_clause_is_before(self, at, "as") || at < self->sentence.first + 3 ||
        SS_TOKEN_IS_ONE_OF(self->tokens, at - 2, others) ||
        (end < self->sentence.end && ss_tag_is_finite(self->tag[end])))
        return SS_NO_ENTITY;
    uint8_t tag = self->tag[at - 2];
    uint32_t verb = verb_before(self, at - 1);
    if ((!ss_tag_is_noun(tag) && verb != at - 2) || verb == self->sentence.first ||
        SS_TOKEN_IS_ONE_OF(self->tokens, verb, describing) || is_naming(self, verb + 1))
        return SS_NO_ENTITY;
    return skip_group(self, &verb) ? only_subject(self) : SS_NO_ENTITY;
}

/* "Ann Lee was born in Ohio in 1950, | the daughter of a miner" */
static uint32_t born_as(const ss_clause *self, const ss_mention *mention)
{
    static const char *const words[] = {"son", "daughter", "child", "eldest", "oldest", "youngest"};
    uint32_t first = mention->phrase.first;
    if (!ss_clause_is_before(self, first, ",") || !SS_TOKEN_IS_ONE_OF(self->tokens, mention->head, words))
        return SS_NO_ENTITY;
    for (uint32_t i = first; i > self->sentence.first && first - i < PREDICATE_REACH; i--)
        if (ss_clause_is_before(self, i, "born"))
            return only_subject(self);
    return SS_NO_ENTITY;
}

/* "They named her | coach", "he declares himself | emperor". */
static uint32_t named_by_verb(const ss_clause *self, uint32_t at)
{
    static const char *const pronouns[] = {"him", "her", "himself", "herself", "them"};
    at -= ss_clause_is_before(self, at, "as");
    if (at <= self->sentence.first + 1)
        return SS_NO_ENTITY;
    if (SS_TOKEN_IS_ONE_OF(self->tokens, at - 1, pronouns))
        return is_naming(self, at - 1) ? entity_at(self, at - 1) : SS_NO_ENTITY;
    uint32_t name = ss_names_ending(self->cast->names, at);
    uint32_t start = name < self->cast->names->count ? ss_name_start(&self->cast->names->name[name]) : self->sentence.first;
    start -= start > self->sentence.first + 1 && self->tag[start - 1] == SS_TAG_NOUN; /* "the brother | Ann Lee" */
    start -= start > self->sentence.first && self->tag[start - 1] == SS_TAG_DETERMINER;
    bool named = name < self->cast->names->count && is_naming(self, start);
    return named ? self->cast->entity_of_name[name] : SS_NO_ENTITY;
}

/* "As mayor, | Ann Lee" */
static uint32_t led_by_as(const ss_clause *self, const ss_mention *mention, uint32_t at)
{
    uint32_t end = mention->phrase.end;
    if (at != self->sentence.first + 1 || !ss_clause_is_before(self, at, "as") || end + 1 >= self->sentence.end ||
        !ss_token_is(self->tokens, end, ","))
        return SS_NO_ENTITY;
    uint32_t name = ss_names_from(self->cast->names, end + 1);
    bool follows = name < self->cast->names->count && self->cast->names->name[name].name.first == end + 1 &&
                   !self->cast->names->name[name].possessive;
    return follows ? self->cast->entity_of_name[name] : SS_NO_ENTITY;
}

bool ss_predicate_fits(const ss_mention *mention, const ss_entity *entity)
{
    if (!entity->named || entity->member_count > 0)
        return false;
    bool genders = mention->gender == SS_GENDER_UNKNOWN || entity->gender == SS_GENDER_UNKNOWN ||
                   mention->gender == entity->gender;
    bool person = entity->kind == SS_SPEAKER_PERSON, unknown = entity->kind == 0;
    switch (mention->kind) {
    case SS_SPEAKER_PERSON:
    case SS_SPEAKER_ANONYMOUS: /* "a nurse" without a subject */
        return (person || unknown) && !entity->place && genders && mention->number != SS_NUMBER_PLURAL;
    case SS_SPEAKER_ORGANISATION:
        return (entity->kind == SS_SPEAKER_ORGANISATION || unknown) && !entity->place;
    case 0:
        return (person || unknown || entity->kind == SS_SPEAKER_ORGANISATION) && !(mention->classes & SS_LEXEME_PLURAL);
    default:
        return false;
    }
}

static ss_clause clause_of(const ss_cast *cast, const ss_mention *mention)
{
    return (ss_clause){cast, &cast->document->tokens, cast->tag, ss_sentence_range(cast->document, mention->head)};
}

bool ss_predicate_is_mine(const ss_cast *cast, const ss_mention *mention)
{
    ss_clause self = clause_of(cast, mention);
    if (mention->phrase.first <= self.sentence.first || is_open(&self, mention->phrase.first))
        return false;
    uint32_t at = ss_clause_first_part(&self, mention);
    bool being = ss_clause_is_before(&self, at, "being");
    return skip_link(&self, &at) && skip_group(&self, &at) &&
           (ss_clause_is_before(&self, at, "I") || (being && ss_token_is(self.tokens, self.sentence.first, "I")));
}

uint32_t ss_predicate_subject(const ss_cast *cast, const ss_mention *mention)
{
    ss_clause self = clause_of(cast, mention);
    uint32_t entity;
    if (mention->phrase.first <= self.sentence.first || is_open(&self, mention->phrase.first))
        return SS_NO_ENTITY;
    uint32_t at = ss_clause_first_part(&self, mention);
    entity = led_by_as(&self, mention, at);
    if (entity == SS_NO_ENTITY)
        entity = born_as(&self, mention);
    if (entity == SS_NO_ENTITY && skip_link(&self, &at))
        entity = skip_group(&self, &at) ? subject_that_ends(&self, at) : SS_NO_ENTITY;
    else if (entity == SS_NO_ENTITY)
        entity = named_by_verb(&self, at);
    if (entity == SS_NO_ENTITY)
        entity = acting_as(&self, mention, at);
    return entity != SS_NO_ENTITY && ss_predicate_fits(mention, &cast->entity[entity]) ? entity : SS_NO_ENTITY;
}
