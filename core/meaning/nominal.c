/* nominal.c - whom "the minister", "the ministry" and "the report" mean.  Floor: meaning. */
#include "base/limits.h"
#include "meaning/antecedent.h"
#include "meaning/crowd.h"
#include "meaning/identity.h"
#include "meaning/lexeme.h"
#include "meaning/sort.h"

/* How well a description fits: the more of its words are said of the candidate, the better. */
typedef enum fit_grade { FIT_NONE, FIT_LEADER, FIT_LEADER_OF, FIT_HEAD, FIT_MODIFIED } fit_grade;

/* Paragraphs that a description reaches back, when more than one candidate fits. */
#define NEAR_PARAGRAPHS 1u

/* A leader that is only called "the chief" must have been the newest person, this near. */
#define NEAR_SENTENCES 3u

/* A description without determiner of this many words says who is meant. */
#define TELLING_WORDS 3u

/* Words of all candidates together that are compared to one mention: news has some 200. Past it what is
 * not compared yet does not fit. */
#define MOST_COMPARED 2048u

static bool is_tired(const ss_cast *cast)
{
    return cast->effort->operations >= cast->effort->most;
}

static bool same_word(const ss_cast *cast, uint32_t one, uint32_t other)
{
    const ss_tokens *tokens = &cast->document->tokens;
    cast->effort->operations++;
    return ss_lexeme_hash(tokens, one) == ss_lexeme_hash(tokens, other);
}

/* "Canadian" and "Canada", "Polish" and "Poland": the same three letters. */
static bool same_stem(const ss_cast *cast, uint32_t one, uint32_t other)
{
    const ss_tokens *tokens = &cast->document->tokens;
    char first[SS_FOLD_BYTES];
    char second[SS_FOLD_BYTES];
    cast->effort->operations++;
    uint32_t length = ss_lexeme_fold(tokens, one, first, sizeof first);
    if (length < 3 || ss_lexeme_fold(tokens, other, second, sizeof second) < 3)
        return same_word(cast, one, other);
    return first[0] == second[0] && first[1] == second[1] && first[2] == second[2];
}

static bool has_word(const ss_cast *cast, ss_range range, uint32_t word)
{
    for (uint32_t i = range.first; i < range.end && !is_tired(cast); i++)
        if (same_stem(cast, i, word))
            return true;
    return false;
}

/* "Osterian" in "the Osterian minister": a proper word that no list has. The first of a sentence may be any word, and
 * beside a capitalised head any word of an office. */
static bool is_unlisted_name(const ss_cast *cast, uint32_t head, uint32_t token)
{
    const ss_tokens *tokens = &cast->document->tokens;
    return ss_lexeme_of(tokens, token) == 0 && ss_token_is_capitalised(tokens, token) &&
           !ss_token_is_capitalised(tokens, head) && token != ss_sentence_range(cast->document, token).first;
}

/* "Republican" in "Republican senators": those are not all senators. */
static bool is_part_of_several(const ss_cast *cast, uint32_t head, uint32_t token)
{
    const ss_tokens *tokens = &cast->document->tokens;
    return (ss_lexeme_of(tokens, head) & SS_LEXEME_PLURAL) && (ss_lexeme_of(tokens, token) & SS_LEXEME_ROLE) &&
           ss_token_is_capitalised(tokens, token) && token != ss_sentence_range(cast->document, token).first;
}

/* Whether the words before the head contradict what is known: "the foreign minister" is not the
 * "Defense Minister", "the Polish minister" not the "Canadian" one. Both sides must say something. */
static fit_grade fit_of_modifiers(const ss_cast *cast, const ss_role *said, uint32_t head, const ss_role *known,
                            uint32_t known_head)
{
    const ss_tokens *tokens = &cast->document->tokens;
    bool modified = false;
    for (uint32_t i = said->role.first; i < head; i++) {
        uint32_t classes = ss_lexeme_of(tokens, i);
        bool proper = (classes & SS_LEXEME_PROPER) || ss_lexeme_is_acronym(tokens, i) || is_unlisted_name(cast, head, i) ||
                      is_part_of_several(cast, head, i);
        if (proper) {
            if (!has_word(cast, known->role, i) && !has_word(cast, known->affiliation, i))
                return FIT_NONE;
            modified = true;
        } else if (i + 1 == head && known_head > known->role.first) {
            uint32_t before = known_head - 1;
            if (same_stem(cast, before, i))
                modified = true;
            else if (!(ss_lexeme_of(tokens, before) & SS_LEXEME_PROPER))
                return FIT_NONE;
        }
    }
    return modified ? FIT_MODIFIED : FIT_HEAD;
}

static bool is_organisation(const ss_cast *cast, ss_range range)
{
    const ss_tokens *tokens = &cast->document->tokens;
    for (uint32_t i = range.first; i < range.end; i++) {
        uint32_t classes = ss_lexeme_of(tokens, i);
        if (!(classes & (SS_LEXEME_PLACE | SS_LEXEME_NATION)) &&
            ((classes & (SS_LEXEME_FIRM | SS_LEXEME_ORGANISATION)) || ss_lexeme_is_acronym(tokens, i)))
            return true;
    }
    return false;
}

/* "the chief" for one who is at the head of something under another title. What it is chief of must
 * be said of the candidate, or be a kind of organisation where the candidate leads one: "the
 * alliance chief" for a "NATO Secretary-General". */
static fit_grade fit_of_leader(const ss_cast *cast, const ss_mention *mention, const ss_role *known)
{
    const ss_tokens *tokens = &cast->document->tokens;
    fit_grade best = FIT_LEADER;
    for (uint32_t i = mention->role.role.first; i < mention->head; i++) {
        uint32_t classes = ss_lexeme_of(tokens, i);
        if ((classes & SS_LEXEME_PROPER) || ss_lexeme_is_acronym(tokens, i)) {
            if (!has_word(cast, known->affiliation, i))
                return FIT_NONE;
        } else if (!(classes & SS_LEXEME_ORGANISATION) || !is_organisation(cast, known->affiliation)) {
            return FIT_NONE;
        }
        best = FIT_LEADER_OF;
    }
    return best;
}

static fit_grade fit_of_role(const ss_cast *cast, const ss_mention *mention, const ss_role *known, bool *against)
{
    const ss_tokens *tokens = &cast->document->tokens;
    fit_grade best = FIT_NONE;
    for (uint32_t i = known->role.first; i < known->role.end && !is_tired(cast); i++) {
        fit_grade one = FIT_NONE;
        if (same_word(cast, i, mention->head))
            one = fit_of_modifiers(cast, &mention->role, mention->head, known, i);
        else if ((mention->classes & SS_LEXEME_LEADER) && (ss_lexeme_of(tokens, i) & SS_LEXEME_LEADER))
            one = fit_of_leader(cast, mention, known);
        else
            continue;
        *against = *against || one == FIT_NONE;
        if (one > best)
            best = one;
    }
    return best;
}

bool ss_nominal_has_role(const ss_search *search, const ss_role *role)
{
    bool against = false;
    return fit_of_role(search->cast, search->mention, role, &against) >= FIT_HEAD && !against;
}

/* What is said about the candidate: its roles, and for what has no person's name its own words. *against: it has such an
 * office, but another one. */
static fit_grade fit_of(const ss_cast *cast, const ss_mention *mention, const ss_entity *entity, bool *against)
{
    fit_grade best = FIT_NONE;
    for (uint32_t i = entity->role_first; i != 0; i = cast->role[i - 1].next) {
        fit_grade one = fit_of_role(cast, mention, &cast->role[i - 1].role, against);
        if (one > best)
            best = one;
    }
    if (best == FIT_NONE && entity->named && entity->kind != SS_SPEAKER_PERSON) {
        ss_role words = {entity->text, {entity->text.first, entity->text.first}};
        best = fit_of_role(cast, mention, &words, against);
        best = best < FIT_HEAD ? FIT_NONE : best;
    }
    return best;
}

/* "Senate Republicans" for "Republican senators" */
static bool is_same_group(const ss_cast *cast, const ss_mention *mention, const ss_entity *entity)
{
    return mention->kind == SS_SPEAKER_GROUP && entity->kind == SS_SPEAKER_GROUP &&
           ss_crowd_is_same(&cast->document->tokens, mention->phrase, entity->text);
}

/* A name of unknown kind that no pronoun or given name told to be a person's. */
static bool is_nothing_else(const ss_cast *cast, const ss_entity *entity)
{
    return entity->kind == 0 && entity->named && entity->heard_gender == SS_GENDER_UNKNOWN &&
           ss_candidate_female_percent(cast, entity) == SS_NAME_SHARE_UNKNOWN;
}

static bool kinds_fit(const ss_cast *cast, const ss_mention *mention, const ss_entity *entity)
{
    switch (mention->kind) {
    case SS_SPEAKER_PERSON:
        return entity->kind == SS_SPEAKER_PERSON || entity->kind == SS_SPEAKER_ANONYMOUS ||
               (entity->kind == 0 && entity->named);
    case SS_SPEAKER_ORGANISATION:
        return (entity->kind == SS_SPEAKER_ORGANISATION || is_nothing_else(cast, entity)) && !entity->place;
    case SS_SPEAKER_GROUP:
        return entity->kind == SS_SPEAKER_GROUP ||
               (entity->kind == SS_SPEAKER_ANONYMOUS && entity->number == SS_NUMBER_PLURAL);
    default:
        return entity->kind == mention->kind;
    }
}

static bool genders_fit(const ss_mention *mention, const ss_entity *entity)
{
    return mention->gender == SS_GENDER_UNKNOWN || entity->gender == SS_GENDER_UNKNOWN ||
           mention->gender == entity->gender;
}

/* "the", not "a" or "his": those bring in somebody new. */
static bool refers_back(const ss_cast *cast, const ss_mention *mention)
{
    if (mention->determiner == SS_DETERMINER_DEFINITE)
        return mention->kind != SS_SPEAKER_ANONYMOUS;
    /* "police" are the police */
    if (mention->determiner == SS_DETERMINER_NONE && mention->kind == SS_SPEAKER_ORGANISATION)
        return true;
    /* "Canadian officials" twice are the same ones; "officials" twice may not be */
    return mention->determiner == SS_DETERMINER_NONE && mention->kind == SS_SPEAKER_GROUP &&
           (mention->role.affiliation.first != mention->role.affiliation.end ||
            ss_token_is_capitalised(&cast->document->tokens, mention->head));
}

/* Besides those, what the weights may still find somebody for. */
static bool may_refer_back(const ss_mention *mention)
{
    return (mention->determiner == SS_DETERMINER_DEFINITE || mention->determiner == SS_DETERMINER_POSSESSIVE ||
            mention->determiner == SS_DETERMINER_NONE) && mention->kind != SS_SPEAKER_ANONYMOUS && mention->kind != 0;
}

/* "the Court", "this Court" and "this court": one that needs no name where it is spoken of. */
static bool is_own_body(const ss_cast *cast, const ss_mention *mention)
{
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t first = mention->phrase.first;
    bool alone = mention->kind == SS_SPEAKER_ORGANISATION && mention->phrase.end == first + 2 && mention->head == first + 1;
    return alone && (ss_token_is(tokens, first, "this") ||
                     (ss_token_is(tokens, first, "the") && ss_token_is_capitalised(tokens, mention->head)));
}

/* "attorneys for the family" and "Scott's family" are the same ones when they come again: so many
 * words say who is meant. Not so the anonymous, nor "his office". */
static uint32_t of_same_words(const ss_cast *cast, const ss_mention *mention)
{
    bool own = mention->determiner == SS_DETERMINER_POSSESSIVE &&
               mention->role.affiliation.first != mention->role.affiliation.end;
    bool bare = mention->determiner == SS_DETERMINER_NONE && mention->kind == SS_SPEAKER_GROUP &&
                mention->phrase.end - mention->phrase.first >= TELLING_WORDS;
    if ((!own && !bare && !is_own_body(cast, mention)) || mention->kind == SS_SPEAKER_ANONYMOUS)
        return SS_NO_ENTITY;
    uint32_t link = ss_lookup_find(&cast->lookup, SS_FIELD_DESCRIPTION, ss_cast_description(cast, mention->phrase));
    if (link == 0 || cast->entity[cast->lookup.link[link - 1].entity].kind != mention->kind)
        return SS_NO_ENTITY;
    return cast->lookup.link[link - 1].entity;
}

typedef struct best_fit {
    uint32_t entity;
    uint32_t paragraph;
    fit_grade fit;
    bool alone; /* nobody else fits as well, or only far away */
} best_fit;

static void consider(best_fit *best, uint32_t entity, uint32_t paragraph, fit_grade fit, uint32_t here)
{
    if (fit > best->fit) {
        *best = (best_fit){entity, paragraph, fit, true};
        return;
    }
    /* candidates come newest first, so this one is the older */
    if (fit == best->fit && here - paragraph <= here - best->paragraph + NEAR_PARAGRAPHS)
        best->alone = false;
}

/* "The group" and "the organisation" may be of any sort. */
static bool is_any_sort(const ss_search *search)
{
    static const char *const words[] = {"group", "organisation", "organization"};
    return SS_TOKEN_IS_ONE_OF(&search->cast->document->tokens, search->mention->head, words);
}

/* "The Court" for a "Supreme Court"; with its capital "the Guardian" is no paper but its own. */
static bool may_be_called(const ss_search *search, const ss_entity *entity)
{
    const ss_cast *cast = search->cast;
    if (!ss_token_is_capitalised(&cast->document->tokens, search->mention->head))
        return true;
    for (uint32_t i = entity->text.first; i < entity->text.end; i++)
        if (same_word(cast, i, search->mention->head))
            return true;
    return false;
}

static uint32_t sorts_of(const ss_search *search, const ss_entity *entity)
{
    if (!may_be_called(search, entity))
        return 0;
    /* of those only what was spoken of last: "The fund paid for it. The group" is not the fund */
    if (is_any_sort(search))
        return entity->kind == SS_SPEAKER_ORGANISATION &&
                       (entity->last_function == SS_FUNCTION_SUBJECT || entity->last_spoke) ? SS_SORT_ANY : 0;
    const ss_tokens *tokens = &search->cast->document->tokens;
    uint32_t sorts = ss_sort_of_name(tokens, entity->text);
    if (sorts != 0)
        return sorts;
    /* most names that tell no sort are companies', so "the firm" may be one nearer than "Facebook" */
    sorts = ss_sort_of_known(tokens, entity->text);
    bool near = search->sighting->paragraph - entity->last_paragraph <= NEAR_PARAGRAPHS;
    sorts = near || !(sorts & SS_SORT_FIRM) ? sorts : 0;
    return sorts == 0 && ss_sort_is_plural_name(search->cast, entity) ? SS_SORT_TEAM : sorts;
}

/* "The company" is the one whose name ends with "Inc.", "the court" is not. Answers the newest named one of the sort that is
 * said, SS_NO_ENTITY where another of them is as near. */
static uint32_t of_same_sort(const ss_search *search, ss_candidate *candidate, uint32_t count)
{
    const ss_cast *cast = search->cast;
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t wanted = is_any_sort(search) ? SS_SORT_ANY : ss_sort_of_head(tokens, search->mention->head);
    uint32_t here = search->sighting->paragraph;
    best_fit best = {SS_NO_ENTITY, 0, FIT_NONE, false};
    if (search->mention->kind != SS_SPEAKER_ORGANISATION || wanted == 0)
        return SS_NO_ENTITY;
    for (uint32_t i = 0; i < count && !is_tired(cast); i++) {
        const ss_entity *entity = &cast->entity[candidate[i].entity];
        uint32_t sorts = sorts_of(search, entity);
        cast->effort->operations += entity->text.end - entity->text.first;
        candidate[i].feature[SS_FEATURE_SORT] = (sorts & wanted) != 0;
        candidate[i].feature[SS_FEATURE_SORT_AGAINST] = sorts != 0 && (sorts & wanted) == 0;
        if ((sorts & wanted) == 0 || !entity->named)
            continue;
        candidate[i].feature[SS_FEATURE_SORT_NEWEST] = best.entity == SS_NO_ENTITY;
        consider(&best, candidate[i].entity, entity->last_paragraph, FIT_HEAD, here);
    }
    bool bare = search->mention->determiner == SS_DETERMINER_DEFINITE && (wanted == SS_SORT_ANY || !(wanted & SS_SORT_STATE)) &&
                search->mention->phrase.end - search->mention->phrase.first == 2;
    return bare && best.alone ? best.entity : SS_NO_ENTITY;
}

/* Names of unknown kind are too many, and mostly something else, for the weights to choose from. */
static uint32_t without_unknown(const ss_search *search, ss_candidate *candidate, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (search->mention->kind != SS_SPEAKER_ORGANISATION || search->cast->entity[candidate[i].entity].kind != 0)
            candidate[kept++] = candidate[i];
    return kept;
}

/* Words come first: who has the office that is said. Where nobody has, the weights tell who is meant. */
uint32_t ss_antecedent_of_nominal(const ss_search *search)
{
    const ss_cast *cast = search->cast;
    const ss_mention *mention = search->mention;
    const ss_sighting *sighting = search->sighting;
    ss_candidate candidate[SS_MAX_CANDIDATES] = {0};
    best_fit best = {SS_NO_ENTITY, 0, FIT_NONE, false};
    bool exact = refers_back(cast, mention), newest_person = true;
    uint32_t count = 0, looked_at = 0, same = of_same_words(cast, mention);
    if (same != SS_NO_ENTITY)
        return same;
    if (!may_refer_back(mention))
        return SS_NO_ENTITY;
    cast->effort->most = cast->effort->operations + MOST_COMPARED;
    for (uint32_t i = cast->newest; i != 0 && looked_at < SS_MAX_CANDIDATES; i = cast->entity[i - 1].older, looked_at++) {
        const ss_entity *entity = &cast->entity[i - 1];
        cast->effort->operations++;
        /* "his agent" is not he, nor "the candidate's doctor" the candidate */
        bool inside = entity->last_sentence == sighting->sentence && ss_range_has(mention->phrase, entity->last_token);
        if (inside || !kinds_fit(cast, mention, entity) || !genders_fit(mention, entity))
            continue;
        bool against = false;
        fit_grade fit = fit_of(cast, mention, entity, &against);
        fit = is_same_group(cast, mention, entity) ? FIT_MODIFIED : exact ? fit : FIT_NONE;
        if (fit == FIT_LEADER && (!newest_person || sighting->sentence - entity->last_sentence > NEAR_SENTENCES))
            fit = FIT_NONE;
        newest_person = false;
        if (fit != FIT_NONE)
            consider(&best, i - 1, entity->last_paragraph, fit, sighting->paragraph);
        if (!against)
            candidate[count++].entity = i - 1;
    }
    if (best.fit != FIT_NONE)
        return best.alone ? best.entity : SS_NO_ENTITY;
    uint32_t sorted = of_same_sort(search, candidate, count);
    if (sorted != SS_NO_ENTITY)
        return sorted;
    count = without_unknown(search, candidate, count);
    ss_candidates_describe(search, candidate, count);
    return ss_candidates_best(search, &cast->weights->nominal, candidate, count);
}
