/* joint.c - follow the parts of "Ann Lee, her mother and her sister" from mention to mention.  Floor: meaning. */
#include "meaning/joint.h"

ss_range ss_joint_words(const ss_name *name)
{
    ss_range words = {ss_name_start(name), name->name.end};
    if (name->after.role.first < name->after.role.end && name->after.role.first == words.end + 1)
        words.end = name->after.role.end;
    return words;
}

/* Whom "they" may mean with others; of places that stand side by side it hardly does. */
static bool may_belong(const ss_entity *entity)
{
    switch (entity->kind) {
    case SS_SPEAKER_PERSON:
    case SS_SPEAKER_ORGANISATION:
    case SS_SPEAKER_GROUP:
        return !entity->place && entity->member_count == 0;
    case 0:
        return entity->named && !entity->place;
    default:
        return false;
    }
}

/* "Microsoft and Google executives": it belongs to the noun behind it. */
static bool is_modifier(const ss_cast *cast, uint32_t end)
{
    return end < cast->document->tokens.count && ss_tag_is_noun(cast->tag[end]);
}

/* Whether only a comma, "and" or both stand between two parts. */
static bool is_joined(const ss_cast *cast, uint32_t from, uint32_t to, bool *last)
{
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t at = from;
    if (at < to && ss_token_is(tokens, at, ","))
        at++;
    *last = at < to && (ss_token_is(tokens, at, "and") || ss_token_is(tokens, at, "&"));
    return to > from && at + *last == to;
}

bool ss_joint_goes_on(const ss_tokens *tokens, const ss_mention *mention)
{
    static const char *const owners[] = {"his", "her", "its", "their"};
    uint32_t end = mention->phrase.end;
    return mention->determiner == SS_DETERMINER_POSSESSIVE && end + 1 < tokens->count && ss_token_is(tokens, end, "and") &&
           SS_TOKEN_IS_ONE_OF(tokens, end + 1, owners);
}

static bool holds(const ss_joint *self, uint32_t entity)
{
    for (uint32_t i = 0; i < self->count; i++)
        if (self->member[i] == entity)
            return true;
    return false;
}

bool ss_joint_take(ss_joint *self, const ss_cast *cast, ss_range words, uint32_t entity, const ss_sighting *sighting)
{
    bool last = false;
    uint32_t sentence = cast->document->sentences.first[sighting->sentence];
    if (words.first > sentence && cast->tag[words.first - 1] == SS_TAG_DETERMINER &&
        !ss_token_is(&cast->document->tokens, words.first - 1, "both"))
        words.first--;
    if (entity == SS_NO_ENTITY || !may_belong(&cast->entity[entity]) || is_modifier(cast, words.end)) {
        self->count = 0;
        return false;
    }
    bool joined = self->count > 0 && !holds(self, entity) && self->first.sentence == sighting->sentence &&
                  is_joined(cast, self->part[self->count - 1].end, words.first, &last);
    if (!joined) {
        self->count = 0;
        self->too_long = false;
        self->first = *sighting;
    }
    if (self->count == SS_JOINT_PARTS) {
        self->count--;
        self->too_long = true;
    }
    self->part[self->count] = words;
    self->member[self->count++] = entity;
    return joined && last && !self->too_long;
}
