/* identity.c - decide which names are one person or organisation.  Floor: meaning.
 *
 * Three passes: full names first, wherever they stand, so that "Hegseth" finds "Pete Hegseth" also
 * when that comes later; then the short forms in text order; then first words of sentences that turn
 * out to be names elsewhere. */
#include "meaning/identity.h"

#include "base/hash.h"
#include "base/limits.h"
#include "meaning/acronym.h"
#include "meaning/lexeme.h"
#include "meaning/office.h"

/* From this share on a given name is taken for one of women, and below the rest of it of men. */
#define CLEAR_SHARE 95u

/* A short form may mean one of two people of a surname only when that one was named this near. */
#define NEAR_SENTENCES 8u

/* Bytes from which on a word in capitals may be a surname that is known from elsewhere. */
#define LEAST_SHOUTED_SURNAME 4u

static uint8_t gender_of_share(uint8_t percent)
{
    if (percent == SS_NAME_SHARE_UNKNOWN)
        return SS_GENDER_UNKNOWN;
    if (percent >= CLEAR_SHARE)
        return SS_GENDER_FEMALE;
    return percent <= 100 - CLEAR_SHARE ? SS_GENDER_MALE : SS_GENDER_UNKNOWN;
}

/* Nothing speaks against it: not one's gender, nor a "Sr." against a "Jr.". */
static bool could_be(const ss_entity *entity, const ss_name *name)
{
    if (entity->suffix != 0 && name->suffix != 0 && entity->suffix != name->suffix)
        return false;
    uint8_t one = entity->gender != SS_GENDER_UNKNOWN ? entity->gender : gender_of_share(entity->female_percent);
    uint8_t other = name->gender != SS_GENDER_UNKNOWN ? name->gender : gender_of_share(name->female_percent);
    return one == SS_GENDER_UNKNOWN || other == SS_GENDER_UNKNOWN || one == other;
}

static uint8_t first_letter(const ss_cast *cast, const ss_name *name)
{
    char folded[SS_FOLD_BYTES];
    uint32_t length = ss_lexeme_fold(&cast->document->tokens, name->name.first, folded, sizeof folded);
    return length == 0 ? 0 : (uint8_t)folded[0];
}

/* The longer form of a name becomes the entity's. */
static void prefer_name(const ss_cast *cast, ss_entity *entity, const ss_name *name)
{
    bool fuller = name->parts > entity->parts ||
                  (name->parts == entity->parts && entity->initial_given && !name->initial_given);
    if (entity->named && !fuller)
        return;
    entity->text = name->name;
    entity->key = name->key;
    entity->parts = name->parts;
    entity->initial_given = name->initial_given;
    entity->given = name->given;
    entity->given_letter = name->parts >= 2 ? first_letter(cast, name) : 0;
    entity->named = true;
}

static ss_status join(ss_cast *cast, uint32_t index, uint32_t entity)
{
    const ss_name *name = &cast->names->name[index];
    ss_entity *one = &cast->entity[entity];
    prefer_name(cast, one, name);
    if (one->kind == 0)
        one->kind = name->kind;
    if (one->gender == SS_GENDER_UNKNOWN)
        one->gender = name->gender;
    if (one->female_percent == SS_NAME_SHARE_UNKNOWN)
        one->female_percent = name->female_percent;
    if (one->suffix == 0)
        one->suffix = name->suffix;
    one->number = SS_NUMBER_SINGULAR;
    one->place = one->place || name->place;
    cast->entity_of_name[index] = entity;
    if (name->before.role.first < name->name.first || name->before.affiliation.end > name->before.affiliation.first)
        if (ss_cast_add_role(cast, entity, name->before) != SS_OK)
            return SS_ERR_MEMORY;
    return ss_cast_add_role(cast, entity, name->after);
}

static ss_status found_entity(ss_cast *cast, uint32_t index)
{
    const ss_name *name = &cast->names->name[index];
    uint32_t entity;
    if (ss_cast_new(cast, &entity) != SS_OK || join(cast, index, entity) != SS_OK ||
        ss_lookup_add(&cast->lookup, SS_FIELD_KEY, name->key, entity) != SS_OK)
        return SS_ERR_MEMORY;
    if (name->kind == 0 || name->kind == SS_SPEAKER_PERSON) {
        if (ss_lookup_add(&cast->lookup, SS_FIELD_SURNAME, name->surname, entity) != SS_OK)
            return SS_ERR_MEMORY;
        if (name->given != 0 && ss_lookup_add(&cast->lookup, SS_FIELD_GIVEN, name->given, entity) != SS_OK)
            return SS_ERR_MEMORY;
    }
    if (name->kind == SS_SPEAKER_ORGANISATION && name->parts >= 2 &&
        ss_lookup_add(&cast->lookup, SS_FIELD_FIRST, name->given, entity) != SS_OK)
        return SS_ERR_MEMORY;
    if (name->kind != SS_SPEAKER_PERSON && name->parts >= 2) {
        uint64_t capitals;
        uint64_t all;
        ss_acronym_initials(&cast->document->tokens, name->name, &capitals, &all);
        if (ss_lookup_add(&cast->lookup, SS_FIELD_INITIALS, capitals, entity) != SS_OK)
            return SS_ERR_MEMORY;
        if (all != capitals && ss_lookup_add(&cast->lookup, SS_FIELD_INITIALS, all, entity) != SS_OK)
            return SS_ERR_MEMORY;
    }
    return SS_OK;
}

static bool same_kind(uint8_t one, uint8_t other)
{
    return one == other || one == 0 || other == 0;
}

static uint32_t with_key(const ss_cast *cast, const ss_name *name)
{
    uint32_t looked_at = 0;
    for (uint32_t i = ss_lookup_find(&cast->lookup, SS_FIELD_KEY, name->key); i != 0 && looked_at < SS_MAX_CANDIDATES;
         i = cast->lookup.link[i - 1].next, looked_at++) {
        cast->effort->operations++;
        uint32_t entity = cast->lookup.link[i - 1].entity;
        if (same_kind(cast->entity[entity].kind, name->kind) && could_be(&cast->entity[entity], name))
            return entity;
    }
    return SS_NO_ENTITY;
}

/* The one entity of the same given name, or of a fitting initial: "J. Smith" and "John Smith". */
static uint32_t with_given(const ss_cast *cast, const ss_name *name)
{
    uint32_t by_initial = SS_NO_ENTITY;
    uint32_t fits = 0;
    uint32_t looked_at = 0;
    uint8_t letter = first_letter(cast, name);
    for (uint32_t i = ss_lookup_find(&cast->lookup, SS_FIELD_SURNAME, name->surname);
         i != 0 && looked_at < SS_MAX_CANDIDATES; i = cast->lookup.link[i - 1].next, looked_at++) {
        cast->effort->operations++;
        uint32_t index = cast->lookup.link[i - 1].entity;
        const ss_entity *entity = &cast->entity[index];
        if (!same_kind(entity->kind, name->kind) || !could_be(entity, name))
            continue;
        if (entity->given == name->given)
            return index;
        if ((entity->initial_given || name->initial_given) && entity->given_letter == letter) {
            by_initial = index;
            fits++;
        }
    }
    return fits == 1 ? by_initial : SS_NO_ENTITY;
}

static ss_status gather_full(ss_cast *cast, uint32_t index)
{
    const ss_name *name = &cast->names->name[index];
    uint32_t entity = with_key(cast, name);
    if (entity == SS_NO_ENTITY && (name->kind == 0 || name->kind == SS_SPEAKER_PERSON))
        entity = with_given(cast, name);
    if (entity == SS_NO_ENTITY)
        return found_entity(cast, index);
    return join(cast, index, entity);
}

static bool has_same_office(const ss_cast *cast, uint32_t entity, const ss_offices *offices)
{
    for (uint32_t i = cast->entity[entity].role_first; i != 0; i = cast->role[i - 1].next) {
        cast->effort->operations++;
        if (ss_offices_share_one(&cast->role[i - 1].offices, offices))
            return true;
    }
    return false;
}

/* "President Obama" is not the "Michelle Obama" who is only named further down: an office before a
 * surname asks for somebody of that office, or for somebody named before who has none. */
static bool offices_agree(const ss_cast *cast, uint32_t entity, const ss_offices *offices)
{
    const ss_entity *one = &cast->entity[entity];
    if (!ss_offices_name_any(offices))
        return true;
    bool other = false;
    for (uint32_t i = one->role_first; i != 0; i = cast->role[i - 1].next)
        other = other || ss_offices_name_any(&cast->role[i - 1].offices);
    return has_same_office(cast, entity, offices) || (!other && one->mentions > 0);
}

/* "Rovers boss Lindqvist" in a headline is the Freya Lindqvist of the text: a description in lower case is no office that
 * somebody else of the name would have. */
static bool is_described_in_headline(const ss_cast *cast, const ss_name *name)
{
    const ss_document *document = cast->document;
    ss_range role = name->before.role;
    return role.first < role.end && !ss_token_is_capitalised(&document->tokens, role.end - 1) &&
           document->paragraphs.count > 1 && name->name.first < document->paragraphs.first[1];
}

/* Of several people of a surname the only one of the office that is said: "Senator Cruz". */
static uint32_t of_office(const ss_cast *cast, const ss_name *name)
{
    ss_offices offices = ss_offices_read(&cast->document->tokens, name->before.role);
    uint32_t found = SS_NO_ENTITY;
    uint32_t looked_at = 0;
    for (uint32_t i = ss_lookup_find(&cast->lookup, SS_FIELD_SURNAME, name->surname);
         i != 0 && looked_at < SS_MAX_CANDIDATES; i = cast->lookup.link[i - 1].next, looked_at++) {
        cast->effort->operations++;
        uint32_t entity = cast->lookup.link[i - 1].entity;
        if (entity == found || !could_be(&cast->entity[entity], name) || !has_same_office(cast, entity, &offices))
            continue;
        if (found != SS_NO_ENTITY)
            return SS_NO_ENTITY;
        found = entity;
    }
    return found;
}

/* The only entity that has the hash in a field and could be the name; *many says there are more. */
static uint32_t only_with(const ss_cast *cast, ss_field field, uint64_t hash, const ss_name *name, bool *many)
{
    ss_offices offices = ss_offices_read(&cast->document->tokens, name->before.role);
    uint32_t found = SS_NO_ENTITY;
    uint32_t looked_at = 0;
    *many = false;
    for (uint32_t i = ss_lookup_find(&cast->lookup, field, hash); i != 0; i = cast->lookup.link[i - 1].next) {
        cast->effort->operations++;
        uint32_t entity = cast->lookup.link[i - 1].entity;
        bool fits = ++looked_at > SS_MAX_CANDIDATES ||
                    (could_be(&cast->entity[entity], name) &&
                     (offices_agree(cast, entity, &offices) || is_described_in_headline(cast, name)));
        if (entity == found || !fits)
            continue;
        if (found != SS_NO_ENTITY || looked_at > SS_MAX_CANDIDATES) {
            *many = true;
            return SS_NO_ENTITY;
        }
        found = entity;
    }
    return found;
}

/* Of several people of a surname, the one that was clearly meant: the last one named, near, in a
 * paragraph of its own, and no less often than the one before. */
static uint32_t clearest(const ss_cast *cast, const ss_name *name, uint32_t paragraph)
{
    const ss_entity *best = NULL;
    const ss_entity *second = NULL;
    uint32_t looked_at = 0;
    for (uint32_t i = ss_lookup_find(&cast->lookup, SS_FIELD_SURNAME, name->surname);
         i != 0 && looked_at < SS_MAX_CANDIDATES; i = cast->lookup.link[i - 1].next, looked_at++) {
        cast->effort->operations++;
        const ss_entity *entity = &cast->entity[cast->lookup.link[i - 1].entity];
        if (entity->mentions == 0 || !could_be(entity, name))
            continue;
        if (best == NULL || entity->last_token > best->last_token) {
            second = best;
            best = entity;
        } else if (second == NULL || entity->last_token > second->last_token) {
            second = entity;
        }
    }
    if (best == NULL || name->sentence - best->last_sentence > NEAR_SENTENCES || best->last_paragraph > paragraph)
        return SS_NO_ENTITY;
    if (second != NULL && (second->last_paragraph >= best->last_paragraph || second->mentions > best->mentions))
        return SS_NO_ENTITY;
    return (uint32_t)(best - cast->entity);
}

/* "American College of Nurses (ACNurs)": whom a word in brackets behind a name shortens; or SS_NO_ENTITY. */
static uint32_t shortened_here(const ss_cast *cast, uint32_t index)
{
    const ss_tokens *tokens = &cast->document->tokens;
    const ss_name *name = &cast->names->name[index];
    ss_range word = name->name;
    if (index == 0 || word.end != word.first + 1 || word.end >= tokens->count || !ss_token_is(tokens, word.end, ")"))
        return SS_NO_ENTITY;
    const ss_name *full = name - 1;
    bool behind = word.first == full->name.end + 1 && ss_token_is(tokens, word.first - 1, "(");
    bool shortens = behind && full->kind != SS_SPEAKER_PERSON && ss_acronym_shortens(tokens, full->name, word.first);
    return shortens ? cast->entity_of_name[index - 1] : SS_NO_ENTITY;
}

static uint32_t identify_acronym(const ss_cast *cast, const ss_name *name)
{
    bool many;
    uint32_t entity = only_with(cast, SS_FIELD_INITIALS, ss_acronym_letters(&cast->document->tokens, name->name.first), name, &many);
    if (entity == SS_NO_ENTITY)
        entity = with_key(cast, name);
    /* "PENCE:" in a transcript; shorter ones are rather what they look like */
    if (entity == SS_NO_ENTITY && cast->document->tokens.token[name->name.first].length >= LEAST_SHOUTED_SURNAME)
        entity = only_with(cast, SS_FIELD_SURNAME, name->surname, name, &many);
    return entity;
}

static uint32_t identify_short(const ss_cast *cast, const ss_name *name, uint32_t paragraph)
{
    bool many = false;
    if (name->acronym)
        return identify_acronym(cast, name);
    if (name->kind == SS_SPEAKER_ORGANISATION) {
        uint32_t whole = with_key(cast, name);
        return whole != SS_NO_ENTITY ? whole : only_with(cast, SS_FIELD_FIRST, name->surname, name, &many);
    }
    uint32_t entity = only_with(cast, SS_FIELD_SURNAME, name->surname, name, &many);
    if (many) {
        entity = of_office(cast, name);
        return entity != SS_NO_ENTITY ? entity : clearest(cast, name, paragraph);
    }
    if (entity == SS_NO_ENTITY)
        entity = only_with(cast, SS_FIELD_GIVEN, name->surname, name, &many);
    if (entity == SS_NO_ENTITY && !name->titled && !many)
        entity = only_with(cast, SS_FIELD_FIRST, name->surname, name, &many);
    return entity;
}

/* A surname that two people share, where nothing says which: one entity for all of them, which no
 * later surname finds by SS_FIELD_SURNAME. */
static ss_status gather_unclear(ss_cast *cast, uint32_t index)
{
    const ss_name *name = &cast->names->name[index];
    uint32_t entity = with_key(cast, name);
    if (entity != SS_NO_ENTITY)
        return join(cast, index, entity);
    if (ss_cast_new(cast, &entity) != SS_OK || join(cast, index, entity) != SS_OK)
        return SS_ERR_MEMORY;
    return ss_lookup_add(&cast->lookup, SS_FIELD_KEY, name->key, entity);
}

static ss_status gather_short(ss_cast *cast, uint32_t index, uint32_t paragraph)
{
    const ss_name *name = &cast->names->name[index];
    uint32_t entity = shortened_here(cast, index);
    if (entity != SS_NO_ENTITY) {
        cast->entity[entity].kind = SS_SPEAKER_ORGANISATION;
        if (ss_lookup_add(&cast->lookup, SS_FIELD_SURNAME, name->surname, entity) != SS_OK)
            return SS_ERR_MEMORY;
        return join(cast, index, entity);
    }
    entity = identify_short(cast, name, paragraph);
    if (entity != SS_NO_ENTITY) {
        /* what is called by its last word alone is a person: "Volodymyr Zelenskyy", "Zelenskyy" */
        if (!name->acronym && cast->entity[entity].kind == 0 && cast->entity[entity].parts >= 2 &&
            ss_lookup_find(&cast->lookup, SS_FIELD_SURNAME, name->surname) != 0)
            cast->entity[entity].kind = SS_SPEAKER_PERSON;
        if (name->acronym && cast->entity[entity].kind == 0)
            cast->entity[entity].kind = name->kind;
        return join(cast, index, entity);
    }
    if (name->kind != SS_SPEAKER_ORGANISATION && ss_lookup_find(&cast->lookup, SS_FIELD_SURNAME, name->surname) != 0)
        return gather_unclear(cast, index);
    if (name->weak)
        return SS_OK;
    return found_entity(cast, index);
}

ss_status ss_cast_of_name(ss_cast *cast, uint32_t name, uint32_t *entity)
{
    if (cast->entity_of_name[name] == SS_NO_ENTITY) {
        uint32_t same = with_key(cast, &cast->names->name[name]);
        ss_status status = same != SS_NO_ENTITY ? join(cast, name, same) : found_entity(cast, name);
        if (status != SS_OK)
            return SS_ERR_MEMORY;
    }
    *entity = cast->entity_of_name[name];
    return SS_OK;
}

static void forget_sightings(ss_cast *cast)
{
    for (uint32_t i = 0; i < cast->count; i++) {
        ss_entity *one = &cast->entity[i];
        one->mentions = one->newer = one->older = one->last_source = 0;
        one->names = one->subject_sentence = one->here = one->before = 0;
    }
    cast->newest = 0;
    cast->source_count = 0;
}

ss_status ss_cast_gather(ss_arena *arena, const ss_document *document, const ss_names *names, ss_cast *out)
{
    *out = (ss_cast){.arena = arena, .document = document, .names = names};
    ss_lookup_init(arena, &out->lookup);
    out->effort = ss_arena_alloc(arena, 1, sizeof *out->effort);
    if (out->effort == NULL)
        return SS_ERR_MEMORY;
    if (names->count == 0)
        return SS_OK;
    out->entity_of_name = ss_arena_alloc(arena, names->count, sizeof *out->entity_of_name);
    if (out->entity_of_name == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < names->count; i++)
        out->entity_of_name[i] = SS_NO_ENTITY;
    for (uint32_t i = 0; i < names->count; i++)
        if (names->name[i].parts >= 2 && gather_full(out, i) != SS_OK)
            return SS_ERR_MEMORY;
    uint32_t paragraph = 0;
    for (uint32_t i = 0; i < names->count; i++) {
        const ss_name *name = &names->name[i];
        while (paragraph + 1 < document->paragraphs.count && document->paragraphs.first[paragraph + 1] <= name->name.first)
            paragraph++;
        if (name->parts < 2 && gather_short(out, i, paragraph) != SS_OK)
            return SS_ERR_MEMORY;
        if (out->entity_of_name[i] != SS_NO_ENTITY)
            ss_cast_see(out, out->entity_of_name[i],
                        &(ss_sighting){.token = name->name.first, .sentence = name->sentence, .paragraph = paragraph});
    }
    for (uint32_t i = 0; i < names->count; i++) {
        uint32_t same = out->entity_of_name[i] == SS_NO_ENTITY ? with_key(out, &names->name[i]) : SS_NO_ENTITY;
        if (same != SS_NO_ENTITY && join(out, i, same) != SS_OK)
            return SS_ERR_MEMORY;
    }
    forget_sightings(out);
    return SS_OK;
}
