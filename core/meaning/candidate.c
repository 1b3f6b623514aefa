/* candidate.c - what is known of those whom a mention may mean, and which of them it means.  Floor: meaning. */
#include "meaning/antecedent.h"
#include "meaning/lexeme.h"
#include "meaning/sort.h"
#include "meaning/title.h"

_Static_assert(SS_FEATURE_COUNT <= SS_RANK_FEATURES, "the weights file has a row for every feature");

/* From the first word of a name to the first of one that "and" joins to it. */
#define TOGETHER_TOKENS 5u

static int8_t capped(uint32_t value, uint32_t most)
{
    return (int8_t)(value < most ? value : most);
}

int8_t ss_candidate_log(uint32_t value, uint32_t most)
{
    uint32_t bits = 0;
    for (; value > 1; value >>= 1)
        bits++;
    return capped(bits, most);
}

/* What leads the mention's clause in. */
static void describe_clause(const ss_cast *cast, const ss_sighting *here, int8_t *feature)
{
    static const char *const times[] = {"when", "while", "after", "before", "as", "until", "once", "whenever"};
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t first = cast->document->sentences.first[here->sentence];
    if (here->token > first)
        feature[SS_FEATURE_HERE_AND] = cast->tag[here->token - 1] == SS_TAG_CONJUNCTION || ss_token_is(tokens, here->token - 1, ",");
    for (uint32_t i = here->token; i > first && here->token - i < SS_BETWEEN_REACH; i--) {
        uint8_t tag = cast->tag[i - 1];
        if (tag != SS_TAG_SUBORDINATOR && tag != SS_TAG_RELATIVE)
            continue;
        bool that = ss_token_is(tokens, i - 1, "that"), time = SS_TOKEN_IS_ONE_OF(tokens, i - 1, times);
        feature[SS_FEATURE_HERE_WHO] = tag == SS_TAG_RELATIVE;
        feature[SS_FEATURE_HERE_THAT] = tag == SS_TAG_SUBORDINATOR && that;
        feature[SS_FEATURE_HERE_WHEN] = tag == SS_TAG_SUBORDINATOR && time;
        feature[SS_FEATURE_HERE_WHY] = tag == SS_TAG_SUBORDINATOR && !that && !time;
        return;
    }
}

static bool is_before_be(const ss_cast *cast, uint32_t token)
{
    static const char *const words[] = {"is", "was", "'s", "are", "were", "'re", "be", "been", "being"};
    const ss_tokens *tokens = &cast->document->tokens;
    while (token + 1 < tokens->count && cast->tag[token + 1] == SS_TAG_ADVERB)
        token++;
    return token + 1 < tokens->count && SS_TOKEN_IS_ONE_OF(tokens, token + 1, words);
}

static void describe_mention(const ss_search *search, int8_t *feature)
{
    const ss_mention *mention = search->mention;
    const ss_sighting *here = search->sighting;
    bool pronoun = mention->form == SS_MENTION_PRONOUN;
    feature[SS_FEATURE_BIAS] = 8;
    feature[SS_FEATURE_HE] = pronoun && mention->gender == SS_GENDER_MALE;
    feature[SS_FEATURE_SHE] = pronoun && mention->gender == SS_GENDER_FEMALE;
    feature[SS_FEATURE_THEY] = pronoun && mention->number == SS_NUMBER_PLURAL;
    feature[SS_FEATURE_IT] = pronoun && mention->gender == SS_GENDER_UNKNOWN && mention->number == SS_NUMBER_SINGULAR;
    feature[SS_FEATURE_REFLEXIVE] = here->reflexive;
    feature[SS_FEATURE_HERE_SUBJECT] = here->function == SS_FUNCTION_SUBJECT;
    feature[SS_FEATURE_HERE_OBJECT] = here->function == SS_FUNCTION_OBJECT;
    feature[SS_FEATURE_HERE_OBLIQUE] = here->function == SS_FUNCTION_OBLIQUE;
    feature[SS_FEATURE_HERE_POSSESSOR] = here->function == SS_FUNCTION_POSSESSOR;
    feature[SS_FEATURE_HERE_QUOTED] = here->quoted;
    feature[SS_FEATURE_HERE_SOURCE] = here->source;
    feature[SS_FEATURE_HERE_FIRST] = search->cast->document->sentences.first[here->sentence] == here->token;
    describe_clause(search->cast, here, feature);
    feature[SS_FEATURE_HERE_BE] = pronoun && mention->kind != SS_SPEAKER_PERSON && is_before_be(search->cast, mention->head);
    if (pronoun)
        return;
    feature[SS_FEATURE_DEFINITE] = mention->determiner == SS_DETERMINER_DEFINITE;
    feature[SS_FEATURE_OWN] = mention->determiner == SS_DETERMINER_POSSESSIVE;
    feature[SS_FEATURE_BARE] = mention->determiner == SS_DETERMINER_NONE;
    feature[SS_FEATURE_WORDS] = capped(mention->phrase.end - mention->phrase.first, 6);
    feature[SS_FEATURE_PERSON] = mention->kind == SS_SPEAKER_PERSON;
    feature[SS_FEATURE_ORGANISATION] = mention->kind == SS_SPEAKER_ORGANISATION;
    feature[SS_FEATURE_GROUP] = mention->kind == SS_SPEAKER_GROUP;
    feature[SS_FEATURE_LEADS] = (mention->classes & SS_LEXEME_LEADER) != 0;
}

static void describe_newest(const ss_search *search, const ss_entity *entity, int8_t *feature)
{
    const ss_sighting *here = search->sighting;
    uint32_t sentences = here->sentence - entity->last_sentence;
    feature[SS_FEATURE_FUNCTION + entity->last_function] = 1;
    feature[SS_FEATURE_NAME] = entity->last_form == SS_MENTION_NAME;
    feature[SS_FEATURE_PRONOUN] = entity->last_form == SS_MENTION_PRONOUN;
    feature[SS_FEATURE_NOMINAL] = entity->last_form == SS_MENTION_NOMINAL;
    feature[SS_FEATURE_PARALLEL] = entity->last_function == here->function;
    feature[SS_FEATURE_SAME_SENTENCE] = sentences == 0;
    feature[SS_FEATURE_LAST_SENTENCE] = sentences == 1;
    feature[SS_FEATURE_SENTENCES] = capped(sentences, 8);
    feature[SS_FEATURE_TOKENS] = ss_candidate_log(here->token > entity->last_token ? here->token - entity->last_token : 0, 10);
    feature[SS_FEATURE_PARAGRAPHS] = capped(here->paragraph - entity->last_paragraph, 4);
    feature[SS_FEATURE_QUOTED] = entity->last_quoted;
    feature[SS_FEATURE_THE] = entity->last_the;
    feature[SS_FEATURE_TAGGED] = entity->last_tagged;
    feature[SS_FEATURE_PLACED] = entity->last_placed;
    feature[SS_FEATURE_CALLED] = entity->last_called;
    feature[SS_FEATURE_SPOKE] = entity->last_spoke;
    feature[SS_FEATURE_MENTIONS_HERE] = sentences == 0 ? capped(entity->here, 3) : 0;
    feature[SS_FEATURE_MENTIONS_LAST] = sentences == 0 ? capped(entity->before, 3) : sentences == 1 ? capped(entity->here, 3) : 0;
}

static void describe_history(const ss_search *search, uint32_t index, int8_t *feature)
{
    const ss_cast *cast = search->cast;
    const ss_entity *entity = &cast->entity[index];
    uint32_t sentence = search->sighting->sentence;
    feature[SS_FEATURE_MENTIONS] = ss_candidate_log(entity->mentions, 6);
    feature[SS_FEATURE_NAMES] = ss_candidate_log(entity->names, 6);
    feature[SS_FEATURE_CITED] = entity->cited;
    feature[SS_FEATURE_HEARD] = ss_candidate_log(2 * entity->heard[search->mention->gender], 6);
    feature[SS_FEATURE_FIRST_SENTENCE] = entity->first_sentence == 0;
    feature[SS_FEATURE_NEVER_SUBJECT] = entity->subject_sentence == 0;
    if (entity->subject_sentence != 0) {
        feature[SS_FEATURE_SUBJECT_SENTENCES] = capped(sentence - (entity->subject_sentence - 1), 6);
        feature[SS_FEATURE_SUBJECT_HERE] = entity->subject_sentence - 1 == sentence;
    }
    const ss_focus *focus = &cast->focus[ss_focus_of(search->mention->gender, search->mention->number)];
    if (search->mention->form == SS_MENTION_PRONOUN && focus->entity != 0) {
        bool same = focus->entity == index + 1;
        feature[SS_FEATURE_FOCUS] = same;
        feature[SS_FEATURE_FOCUS_HERE] = same && focus->sentence == sentence;
        feature[SS_FEATURE_FOCUS_OTHER] = !same && focus->sentence == sentence;
    }
    feature[SS_FEATURE_RUNNING_SPEAKER] = entity->last_source != 0 && entity->last_source == cast->source_count;
    feature[SS_FEATURE_EARLIER_SPEAKER] = entity->last_source != 0 && entity->last_source + 1 == cast->source_count;
    feature[SS_FEATURE_ANY_SPEAKER] = entity->last_source != 0;
}

uint32_t ss_candidate_female_percent(const ss_cast *cast, const ss_entity *entity)
{
    if (entity->female_percent != SS_NAME_SHARE_UNKNOWN || entity->parts != 1)
        return entity->female_percent;
    uint32_t share = ss_title_given_share(&cast->document->tokens, entity->text.first);
    return share == SS_GIVEN_UNKNOWN ? SS_NAME_SHARE_UNKNOWN : share;
}

bool ss_candidate_may_be(const ss_cast *cast, const ss_entity *entity, uint8_t gender)
{
    uint8_t known = entity->gender != SS_GENDER_UNKNOWN ? entity->gender : entity->heard_gender;
    if (gender == SS_GENDER_UNKNOWN || known != SS_GENDER_UNKNOWN)
        return gender == SS_GENDER_UNKNOWN || gender == known;
    uint32_t share = ss_candidate_female_percent(cast, entity);
    return share == SS_NAME_SHARE_UNKNOWN || (gender == SS_GENDER_FEMALE ? share >= 50 : share <= 50);
}

static int8_t quarters(uint32_t percent)
{
    return percent >= 99 ? 4 : percent >= 90 ? 3 : percent >= 70 ? 2 : percent >= 50 ? 1 : 0;
}

static void describe_kind(const ss_search *search, const ss_entity *entity, int8_t *feature)
{
    feature[SS_FEATURE_KIND_PERSON] = entity->kind == SS_SPEAKER_PERSON;
    feature[SS_FEATURE_SET] = entity->member_count != 0;
    /* of "he" and "she" it tells nothing: there are no candidates in the plural */
    if (search->mention->form != SS_MENTION_PRONOUN || search->mention->kind != SS_SPEAKER_PERSON)
        feature[SS_FEATURE_PLURAL] = entity->number == SS_NUMBER_PLURAL || ss_sort_is_plural_name(search->cast, entity);
    feature[SS_FEATURE_KIND_UNKNOWN] = entity->kind == 0;
    feature[SS_FEATURE_KIND_ORGANISATION] = entity->kind == SS_SPEAKER_ORGANISATION;
    feature[SS_FEATURE_KIND_GROUP] = entity->kind == SS_SPEAKER_GROUP;
    feature[SS_FEATURE_KIND_DOCUMENT] = entity->kind == SS_SPEAKER_DOCUMENT;
    feature[SS_FEATURE_KIND_ANONYMOUS] = entity->kind == SS_SPEAKER_ANONYMOUS;
    feature[SS_FEATURE_ALL_NAMES] = ss_candidate_log(entity->all_names, 6);
    feature[SS_FEATURE_NAMED] = entity->named;
    feature[SS_FEATURE_FULL_NAME] = entity->parts >= 2;
    feature[SS_FEATURE_PLACE] = entity->place;
    feature[SS_FEATURE_PARTS] = capped(entity->parts, 5);
    feature[SS_FEATURE_SHORTENED] = entity->shortened;
    feature[SS_FEATURE_COMMON] = capped(entity->common, 3);
    feature[SS_FEATURE_ROLE_KNOWN] = entity->role_first != 0 && !search->cast->role[entity->role_first - 1].predicate;
    uint8_t gender = search->mention->gender;
    if (gender == SS_GENDER_UNKNOWN)
        return;
    feature[SS_FEATURE_GENDER_SAID] = entity->gender == gender;
    feature[SS_FEATURE_GENDER_HEARD] = entity->heard_gender == gender;
    feature[SS_FEATURE_GENDER_AGAINST] = entity->heard_gender != gender && entity->heard_gender != SS_GENDER_UNKNOWN;
    uint32_t share = ss_candidate_female_percent(search->cast, entity);
    feature[SS_FEATURE_SHARE_UNKNOWN] = share == SS_NAME_SHARE_UNKNOWN;
    if (share == SS_NAME_SHARE_UNKNOWN)
        return;
    uint32_t agreeing = gender == SS_GENDER_FEMALE ? share : 100 - share;
    feature[SS_FEATURE_SHARE_FOR] = quarters(agreeing);
    feature[SS_FEATURE_SHARE_AGAINST] = quarters(100 - agreeing);
}

/* "him", and "her" that no noun follows. */
static bool is_object_form(const ss_cast *cast, uint32_t token)
{
    static const char *const forms[] = {"him", "her", "them", "it"};
    const ss_tokens *tokens = &cast->document->tokens;
    uint8_t next = token + 1 < tokens->count ? cast->tag[token + 1] : SS_TAG_MARK;
    bool noun = ss_tag_is_noun(next) || next == SS_TAG_NAME || next == SS_TAG_ADJECTIVE;
    return SS_TOKEN_IS_ONE_OF(tokens, token, forms) && !(noun && ss_token_is(tokens, token, "her"));
}

static void describe_between(const ss_search *search, const ss_entity *entity, int8_t *feature)
{
    const ss_cast *cast = search->cast;
    uint32_t here = search->sighting->token, first = entity->last_token, verbs = 0, looked = 0;
    bool comma = false, conjunction = false, subordinator = false, noun = false;
    if (entity->last_sentence != search->sighting->sentence || first >= here)
        return;
    for (uint32_t i = first + 1; i < here && looked < SS_BETWEEN_REACH; i++, looked++) {
        uint8_t tag = cast->tag[i];
        verbs += ss_tag_is_finite(tag);
        noun = noun || (verbs > 0 && (ss_tag_is_noun(tag) || tag == SS_TAG_NAME || tag == SS_TAG_PRONOUN));
        comma = comma || cast->document->tokens.token[i].kind == SS_TOKEN_MARK;
        conjunction = conjunction || tag == SS_TAG_CONJUNCTION;
        subordinator = subordinator || tag == SS_TAG_SUBORDINATOR || tag == SS_TAG_RELATIVE;
    }
    cast->effort->operations += looked;
    bool clause = !subordinator && !comma && !conjunction;
    uint8_t function = search->sighting->function;
    feature[SS_FEATURE_VERBS] = capped(verbs, 4);
    feature[SS_FEATURE_NO_VERB] = verbs == 0;
    feature[SS_FEATURE_COMMA] = comma;
    feature[SS_FEATURE_CONJUNCTION] = conjunction;
    feature[SS_FEATURE_SUBORDINATOR] = subordinator;
    feature[SS_FEATURE_SAME_CLAUSE] = clause;
    feature[SS_FEATURE_BOUND] = clause && verbs > 0 && !noun && entity->last_function == SS_FUNCTION_SUBJECT &&
                                function == SS_FUNCTION_OBJECT && is_object_form(cast, search->mention->head);
    feature[SS_FEATURE_ADJACENT] = here - first <= 3;
}

/* Whether nobody who fits had its newest mention before the candidate's, in the same sentence. */
static bool is_leftmost(const ss_search *search, const ss_candidate *candidate, uint32_t count, uint32_t index)
{
    const ss_entity *one = &search->cast->entity[candidate[index].entity];
    /* older ones come behind, and those of one sentence stand together */
    for (uint32_t i = index + 1; i < count; i++) {
        const ss_entity *other = &search->cast->entity[candidate[i].entity];
        if (other->mentions != 0 && other->last_sentence != one->last_sentence)
            break;
        if (other->mentions != 0 && other->last_token < one->last_token)
            return false;
    }
    return true;
}

/* What a candidate is among the others. */
static void compare(const ss_search *search, ss_candidate *candidate, uint32_t count)
{
    const ss_cast *cast = search->cast;
    uint32_t near = 0, most = 0, names = 0, all = 0, earliest = UINT32_MAX, newest_subject = 0, holder = SS_NO_ENTITY;
    for (uint32_t i = 0; i < count; i++) {
        const ss_entity *entity = &cast->entity[candidate[i].entity];
        names = entity->all_names > names ? entity->all_names : names;
        if (entity->mentions == 0)
            continue;
        near += search->sighting->sentence - entity->last_sentence <= 2;
        all += entity->mentions;
        most = entity->mentions > most ? entity->mentions : most;
        earliest = entity->first_token < earliest ? entity->first_token : earliest;
        if (entity->subject_sentence > newest_subject) {
            newest_subject = entity->subject_sentence;
            holder = candidate[i].entity;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        const ss_entity *entity = &cast->entity[candidate[i].entity];
        int8_t *feature = candidate[i].feature;
        feature[SS_FEATURE_RIVALS] = capped(count - 1, 6);
        feature[SS_FEATURE_NEAR_RIVALS] = capped(near, 6);
        feature[SS_FEATURE_MOST_NAMES] = entity->all_names == names;
        if (entity->mentions == 0)
            continue;
        feature[SS_FEATURE_LEFTMOST] = is_leftmost(search, candidate, count, i);
        feature[SS_FEATURE_SHARE] = (int8_t)(4u * (uint64_t)entity->mentions / all);
        feature[SS_FEATURE_NEWEST] = i == 0;
        feature[SS_FEATURE_NEWER] = capped(i, 5);
        feature[SS_FEATURE_MOST] = entity->mentions == most;
        feature[SS_FEATURE_EARLIEST] = entity->first_token == earliest;
        feature[SS_FEATURE_SUBJECT_LAST] = holder == candidate[i].entity && newest_subject == search->sighting->sentence;
        feature[SS_FEATURE_OVERTAKEN] = entity->subject_sentence < newest_subject;
    }
}

void ss_candidates_describe(const ss_search *search, ss_candidate *candidate, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const ss_entity *entity = &search->cast->entity[candidate[i].entity];
        describe_mention(search, candidate[i].feature);
        describe_kind(search, entity, candidate[i].feature);
        if (entity->mentions == 0)
            continue;
        describe_newest(search, entity, candidate[i].feature);
        describe_history(search, candidate[i].entity, candidate[i].feature);
        describe_between(search, entity, candidate[i].feature);
    }
    compare(search, candidate, count);
}

/* "Mary Lee and Anna Roe", each named there alone: nothing tells them apart. */
static bool only_named_together(const ss_cast *cast, uint32_t one, uint32_t other)
{
    const ss_entity *first = &cast->entity[one], *second = &cast->entity[other];
    if (first->last_token > second->last_token) {
        first = &cast->entity[other];
        second = &cast->entity[one];
    }
    return first->mentions == 1 && second->mentions == 1 && second->last_token > 0 &&
           second->last_token - first->last_token <= TOGETHER_TOKENS && cast->tag[second->last_token - 1] == SS_TAG_CONJUNCTION;
}

/* The speaker before goes on, and nobody else has become the subject since. */
static bool runs_on(const int8_t *feature)
{
    return feature[SS_FEATURE_RUNNING_SPEAKER] && feature[SS_FEATURE_HERE_SOURCE] && !feature[SS_FEATURE_HERE_QUOTED] &&
           !feature[SS_FEATURE_OVERTAKEN];
}

/* "He said" outside quotations has somebody in the text: where the best is the only one who is surely a person, that one, however
 * weakly the rest speaks for it. */
static bool is_only_speaker(const ss_search *search, const ss_candidate *candidate, uint32_t count, uint32_t best)
{
    const ss_mention *mention = search->mention;
    const ss_sighting *here = search->sighting;
    if (mention->form != SS_MENTION_PRONOUN || mention->kind != SS_SPEAKER_PERSON || !here->source || here->quoted)
        return false;
    bool person = false;
    for (uint32_t i = 0; i < count; i++) {
        const int8_t *feature = candidate[i].feature;
        bool same = candidate[i].entity == best;
        bool is_person = feature[SS_FEATURE_KIND_PERSON] || feature[SS_FEATURE_KIND_ANONYMOUS] || feature[SS_FEATURE_GENDER_HEARD];
        if (is_person && !same)
            return false;
        person = person || (is_person && same);
    }
    return person;
}

/* Subject and object of one clause are two, unless the object says "himself". */
static bool is_bound(const int8_t *feature)
{
    return feature[SS_FEATURE_BOUND] && !feature[SS_FEATURE_REFLEXIVE];
}

uint32_t ss_candidates_best(const ss_search *search, const ss_ranker *ranker, const ss_candidate *candidate, uint32_t count)
{
    uint32_t best = SS_NO_ENTITY, next = SS_NO_ENTITY;
    int32_t best_score = INT32_MIN, next_score = INT32_MIN, least = ss_rank_least(ranker);
    if (search->cast->watch != NULL)
        search->cast->watch->candidates(search->cast->watch->data, search->mention, candidate, count);
    for (uint32_t i = 0; i < count; i++) {
        if (is_bound(candidate[i].feature))
            continue;
        int32_t score = ss_rank(ranker, candidate[i].feature);
        score += runs_on(candidate[i].feature) ? ss_rank_running(ranker) : 0;
        if (score > best_score) {
            next_score = best_score;
            next = best;
            best_score = score;
            best = candidate[i].entity;
        } else if (score > next_score) {
            next_score = score;
            next = candidate[i].entity;
        }
    }
    if (best == SS_NO_ENTITY || (best_score < least && !is_only_speaker(search, candidate, count, best)))
        return SS_NO_ENTITY;
    /* a rival that would be no answer alone is no rival */
    if (next == SS_NO_ENTITY || next_score < least)
        return best;
    bool clear = best_score - next_score >= ss_rank_margin(ranker) && !only_named_together(search->cast, best, next);
    return clear ? best : SS_NO_ENTITY;
}
