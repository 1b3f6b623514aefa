/* name.c - find names: runs of capitalised words, split into role and name.  Floor: meaning. */
#include "meaning/name.h"

#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "meaning/acronym.h"
#include "meaning/apposition.h"
#include "meaning/lexeme.h"
#include "meaning/run.h"
#include "meaning/title.h"

/* A name of a person has at most this many words ("Juan Carlos Alfonso Víctor María de Borbón"). */
#define SENTENCES_A_LOOK 1024u /* between two looks at the stop flag */
#define MAX_PERSON_PARTS 6u

/* A heading is a paragraph of one sentence without a final mark, where this share of the words,
 * in percent, is capitalised. */
#define HEADING_PERCENT 60u
#define HEADLINE_PERCENT 50u /* of a text's first paragraph */

typedef struct name_scan {
    ss_arena *arena;
    const ss_document *document;
    const ss_tokens *tokens;
    ss_acronyms acronyms;
    ss_names names;
    uint32_t capacity;
    ss_range sentence;
    uint32_t sentence_index;
} name_scan;

ss_range ss_sentence_range(const ss_document *document, uint32_t token)
{
    uint32_t part = ss_part_of(&document->sentences, token);
    return (ss_range){document->sentences.first[part], document->sentences.first[part + 1]};
}

uint32_t ss_names_from(const ss_names *names, uint32_t token)
{
    uint32_t low = 0;
    uint32_t high = names->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (names->name[middle].name.end > token)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

uint32_t ss_names_ending(const ss_names *names, uint32_t token)
{
    uint32_t index = token == 0 ? names->count : ss_names_from(names, token - 1);
    return index < names->count && names->name[index].name.end == token ? index : names->count;
}

uint32_t ss_names_starting(const ss_names *names, uint32_t token)
{
    uint32_t index = ss_names_from(names, token);
    return index < names->count && ss_name_start(&names->name[index]) == token ? index : names->count;
}

uint32_t ss_name_start(const ss_name *name)
{
    bool office = name->before.role.first < name->before.role.end && name->before.role.end == name->name.first;
    return office ? name->before.role.first : name->name.first;
}

static bool has_class(const ss_tokens *tokens, ss_range range, uint32_t classes)
{
    for (uint32_t i = range.first; i < range.end; i++)
        if (ss_lexeme_of(tokens, i) & classes)
            return true;
    return false;
}

static bool is_suffix(const ss_tokens *tokens, uint32_t token)
{
    return (ss_lexeme_of(tokens, token) & SS_LEXEME_SUFFIX) != 0 || ss_run_is_first(tokens, token);
}

/* "Jr.", "III": of two people of one name says which, so it is part of it; "KC" and "MD" are not. */
static bool is_generation(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"};
    return SS_TOKEN_IS_ONE_OF(tokens, token, words) || ss_run_is_first(tokens, token);
}

/* The run without "KC", "MP", "PhD" behind a person's name, nor the letters behind one of those: "DBE RA". */
static ss_range without_degrees(const ss_tokens *tokens, ss_range run)
{
    uint32_t end = run.end;
    while (end > run.first + 2 && !is_generation(tokens, end - 1) &&
           (is_suffix(tokens, end - 1) || ss_lexeme_is_acronym(tokens, end - 1)))
        if (is_suffix(tokens, --end))
            run.end = end;
    return run;
}

/* "Van" of "Van der Hoeven", "De" of "De la Cruz" at the start of a sentence. */
static bool is_leading_particle(const ss_tokens *tokens, uint32_t token, uint32_t end)
{
    char folded[SS_FOLD_BYTES];
    if (token + 1 >= end ||
        !(ss_lexeme_classes(folded, ss_lexeme_fold(tokens, token, folded, sizeof folded)) & SS_LEXEME_PARTICLE))
        return false;
    return !ss_token_is_capitalised(tokens, token + 1) || !ss_title_is_given(tokens, token);
}

/* The hash of a part that two forms of a name share: "al-Assad" and "Assad" are one. */
static uint64_t part_hash(const char *folded, uint32_t length)
{
    uint32_t article = length > 3 && memcmp(folded + 1, "l-", 2) == 0 && strchr("aeu", folded[0]) != NULL ? 3 : 0;
    return ss_hash64(SS_HASH64_START, folded + article, length - article);
}

static void hash_parts(const ss_tokens *tokens, ss_name *name)
{
    uint64_t key = SS_HASH64_START;
    uint32_t end = name->name.end;
    bool nickname = false;
    while (end > name->name.first + 1 && is_suffix(tokens, end - 1))
        if (is_generation(tokens, --end))
            name->suffix = ss_lexeme_hash(tokens, end);
    for (uint32_t i = name->name.first; i < end; i++) {
        char folded[SS_FOLD_BYTES];
        uint32_t length = ss_lexeme_fold(tokens, i, folded, sizeof folded);
        nickname = nickname != (tokens->token[i].kind == SS_TOKEN_QUOTE && tokens->token[i].length > 0 &&
                                !ss_token_is(tokens, i, "'"));
        if (nickname || tokens->token[i].kind == SS_TOKEN_QUOTE)
            continue;
        key = ss_hash64(ss_hash64(key, folded, length), " ", 1);
        if (!ss_token_is_capitalised(tokens, i) || (i == name->name.first && is_leading_particle(tokens, i, end)))
            continue;
        uint64_t part = part_hash(folded, length);
        if (name->parts++ == 0)
            name->given = part;
        name->surname = part;
    }
    name->key = key;
    if (name->parts < 2)
        name->given = 0;
}

/* What kind of thing a run without role is. */
static uint8_t kind_of_plain(const ss_tokens *tokens, const ss_name *name, bool *place)
{
    ss_range run = name->name;
    uint32_t whole = ss_lexeme_of_range(tokens, run);
    uint32_t last = ss_lexeme_of(tokens, run.end - 1);
    *place = (whole & SS_LEXEME_PLACE) != 0;
    if (whole & (SS_LEXEME_FIRM | SS_LEXEME_PLACE))
        return SS_SPEAKER_ORGANISATION;
    if (name->parts == 1)
        return name->acronym ? SS_SPEAKER_ORGANISATION : 0;
    if (last & SS_LEXEME_ORGANISATION)
        return SS_SPEAKER_ORGANISATION;
    for (uint32_t i = run.first; i < run.end; i++) {
        bool joint = ss_token_is(tokens, i, "of") || ss_token_is(tokens, i, "for") || ss_token_is(tokens, i, "&");
        if (joint || (ss_lexeme_of(tokens, i) & SS_LEXEME_FIRM))
            return SS_SPEAKER_ORGANISATION;
    }
    if (name->parts <= MAX_PERSON_PARTS && (ss_title_is_given(tokens, run.first) || ss_run_is_initial(tokens, run.first)))
        return SS_SPEAKER_PERSON;
    return 0;
}

static uint8_t gender_of(const ss_tokens *tokens, ss_range role)
{
    uint8_t gender = SS_GENDER_UNKNOWN;
    for (uint32_t i = role.first; i < role.end; i++) {
        uint32_t classes = ss_lexeme_of(tokens, i);
        if (classes & SS_LEXEME_MALE)
            gender = SS_GENDER_MALE;
        if (classes & SS_LEXEME_FEMALE)
            gender = SS_GENDER_FEMALE;
    }
    return gender;
}

/* What follows a name may say what it names: "X, who", "X, 79,", "X, which". */
static uint8_t kind_of_what_follows(const ss_tokens *tokens, ss_range sentence, uint32_t end)
{
    bool comma = end + 1 < sentence.end && ss_token_is(tokens, end, ",");
    if (comma)
        end++;
    if (end >= sentence.end)
        return 0;
    if (ss_token_is(tokens, end, "who"))
        return SS_SPEAKER_PERSON;
    if (comma && ss_token_is(tokens, end, "which"))
        return SS_SPEAKER_ORGANISATION;
    bool age = comma && tokens->token[end].kind == SS_TOKEN_NUMBER && tokens->token[end].length <= 3 &&
               end + 1 < sentence.end && ss_token_is(tokens, end + 1, ",");
    return age && tokens->token[end].length == 2 ? SS_SPEAKER_PERSON : 0;
}

static void describe(name_scan *scan, ss_range run, ss_name *name)
{
    const ss_tokens *tokens = scan->tokens;
    if (name->kind == 0 && name->parts >= 2)
        name->kind = kind_of_what_follows(tokens, scan->sentence, name->name.end);
    uint32_t share = name->parts >= 2 ? ss_title_given_share(tokens, name->name.first) : SS_GIVEN_UNKNOWN;
    name->female_percent = (uint8_t)(share == SS_GIVEN_UNKNOWN ? SS_NAME_SHARE_UNKNOWN : share);
    name->initial_given = name->parts >= 2 && ss_run_is_initial(tokens, name->name.first);
    name->possessive = name->name.end < scan->sentence.end &&
                       (ss_token_is(tokens, name->name.end, "'s") || ss_token_is(tokens, name->name.end, "'"));
    name->sentence = scan->sentence_index;
    bool first = run.first == scan->sentence.first || tokens->token[run.first - 1].kind == SS_TOKEN_QUOTE ||
                 tokens->token[run.first - 1].kind == SS_TOKEN_MARK;
    name->weak = first && run.end - run.first == 1 && !name->titled && !name->acronym && name->kind == 0 &&
                 (run.first == scan->sentence.first || !ss_token_is(tokens, run.first - 1, ","));
}

/* "managing director Col Venner": behind a civil office, what looks like a rank without its full stop is a given name.
 */
static bool is_short_given(const name_scan *scan, ss_range run, uint32_t start)
{
    const ss_tokens *tokens = scan->tokens;
    ss_token first = tokens->token[run.first];
    uint32_t classes = ss_lexeme_of(tokens, run.first);
    if (start != run.first + 1 || run.end != start + 1 || first.length > 3 ||
        tokens->text[first.start + first.length - 1] == '.' || (classes & (SS_LEXEME_HONORIFIC | SS_LEXEME_ROLE)))
        return false;
    ss_range office = ss_title_before(tokens, scan->sentence, run.first);
    return office.first < office.end;
}

/* "Icelanders": the people of a place, and no name. */
static bool is_people(const ss_tokens *tokens, uint32_t token)
{
    static const char *const ending[] = {"ers", "ians", "ns"};
    char folded[SS_FOLD_BYTES];
    uint32_t length = ss_lexeme_fold(tokens, token, folded, sizeof folded);
    for (uint32_t i = 0; i < sizeof ending / sizeof ending[0]; i++) {
        uint32_t size = (uint32_t)strlen(ending[i]);
        if (length > size + 2 && memcmp(folded + length - size, ending[i], size) == 0 &&
            (ss_lexeme_classes(folded, length - size) & SS_LEXEME_PLACE))
            return true;
    }
    return false;
}

/* "Your Honor": who is spoken to, and no name. */
static bool is_form_of_address(const ss_tokens *tokens, ss_range run)
{
    static const char *const forms[] = {"honor", "honour", "honors", "honours", "excellency", "majesty", "highness", "holiness",
                                        "eminence", "grace", "worship", "lordship", "ladyship"};
    return run.end - run.first == 1 && run.first > 0 && ss_token_is(tokens, run.first - 1, "your") &&
           SS_TOKEN_IS_ONE_OF(tokens, run.first, forms);
}

/* "(Laughs)", "[Applause]": what a transcript hears, and no name. */
static bool is_heard(const ss_tokens *tokens, ss_range run)
{
    static const char *const sounds[] = {"laughs", "laughter", "laughing", "chuckles", "applause", "cheers", "cheering", "sighs",
                                         "smiles", "pauses", "pause", "crosstalk", "inaudible", "unintelligible", "silence"};
    return run.end - run.first == 1 && run.first > 0 && SS_TOKEN_IS_ONE_OF(tokens, run.first, sounds) &&
           (ss_token_is(tokens, run.first - 1, "(") || ss_token_is(tokens, run.first - 1, "["));
}

/* "Washington State University Ann Lee": where a person's name starts behind that of an organisation; run.first when none
 * does. */
static uint32_t behind_organisation(const ss_tokens *tokens, ss_range run)
{
    const uint32_t no_surname = SS_LEXEME_ORGANISATION | SS_LEXEME_DOCUMENT | SS_LEXEME_PLACE | SS_LEXEME_FIRM | SS_LEXEME_ROLE;
    uint32_t given = run.end - 2;
    bool fits = run.end - run.first >= 4 && (ss_lexeme_of(tokens, given - 1) & SS_LEXEME_ORGANISATION) &&
                ss_lexeme_of(tokens, given) == 0 && ss_title_is_given(tokens, given) &&
                !(ss_lexeme_of(tokens, given + 1) & no_surname) && ss_token_is_capitalised(tokens, given);
    return fits ? given : run.first;
}

/* "van Dijk", "de la Cruz": where a surname alone starts with its particles; not "the den Ann". */
static uint32_t with_particles(const ss_tokens *tokens, ss_range sentence, uint32_t first)
{
    static const char *const leading[] = {"van", "von", "de", "del", "della", "di", "da", "dos", "du", "bin", "ibn", "bint", "ter"};
    uint32_t at = first;
    while (at > sentence.first && first - at < SS_RUN_MAX_PARTICLES && !ss_token_is_capitalised(tokens, at - 1) &&
           (ss_lexeme_of(tokens, at - 1) & SS_LEXEME_PARTICLE))
        at--;
    while (at < first && !SS_TOKEN_IS_ONE_OF(tokens, at, leading))
        at++;
    return at;
}

/* Splits the run and fills *name; false when there is no name in it ("Prime Minister"). */
static bool read_name(name_scan *scan, ss_range run, ss_name *name)
{
    const ss_tokens *tokens = scan->tokens;
    memset(name, 0, sizeof *name);
    bool degree = without_degrees(tokens, run).end < run.end;
    run = without_degrees(tokens, run);
    uint32_t start = ss_title_split(tokens, run);
    if (start >= run.end || (start + 1 == run.end && is_suffix(tokens, start)))
        return false;
    if (is_short_given(scan, run, start))
        start = run.first;
    uint32_t last = ss_title_is_given(tokens, start) ? 0 : ss_lexeme_of(tokens, run.end - 1);
    bool document = (last & SS_LEXEME_DOCUMENT) && !(last & SS_LEXEME_ORGANISATION) &&
                    !has_class(tokens, run, SS_LEXEME_TITLE | SS_LEXEME_ORGANISATION) && run.end - run.first > 1;
    if (start > run.first && (document || (last & SS_LEXEME_ORGANISATION)))
        start = run.first;
    /* "Canadian Bill Blair" */
    bool nation = start == run.first && run.end - start >= 3 && (ss_lexeme_of(tokens, start) & SS_LEXEME_NATION) &&
                  ss_title_is_given(tokens, start + 1) && !(ss_lexeme_of(tokens, run.end - 1) & SS_LEXEME_ORGANISATION);
    uint32_t person = nation ? start + 1 : start == run.first ? behind_organisation(tokens, run) : start;
    if ((run.end - run.first == 1 && is_people(tokens, run.first)) || is_form_of_address(tokens, run) ||
        is_heard(tokens, run))
        return false;
    name->before.role = name->before.affiliation = (ss_range){run.first, run.first};
    name->after = name->before;
    bool surname = person == run.first && run.end - run.first == 1 && !ss_lexeme_is_acronym(tokens, person);
    name->name = (ss_range){surname ? with_particles(tokens, scan->sentence, person) : person, run.end};
    if (person > start)
        name->before.affiliation = (ss_range){start, person};
    name->acronym = run.end - start == 1 && ss_lexeme_is_acronym(tokens, start);
    hash_parts(tokens, name);
    uint32_t only = name->parts == 1 ? ss_lexeme_of(tokens, start) : 0;
    const uint32_t common = SS_LEXEME_NATION | SS_LEXEME_ORGANISATION | SS_LEXEME_DOCUMENT | SS_LEXEME_GROUP |
                            SS_LEXEME_MODIFIER | SS_LEXEME_VAGUE;
    if (start == run.first && (only & common) && !(only & (SS_LEXEME_FIRM | SS_LEXEME_PLACE)) && !name->acronym)
        return false;
    ss_range lower = ss_title_before(tokens, scan->sentence, run.first);
    name->titled = start > run.first;
    if (name->titled) {
        name->before.role = (ss_range){run.first, start};
        while (name->before.role.first > scan->sentence.first && run.first - name->before.role.first < SS_RUN_MAX_TOKENS &&
               !ss_token_is_capitalised(tokens, name->before.role.first - 1) &&
               (ss_lexeme_of(tokens, name->before.role.first - 1) & SS_LEXEME_MODIFIER))
            name->before.role.first--;
    } else {
        name->kind = document ? SS_SPEAKER_DOCUMENT : kind_of_plain(tokens, name, &name->place);
        if (lower.first != lower.end && (name->kind == 0 || name->kind == SS_SPEAKER_PERSON)) {
            name->before.role = lower;
            name->titled = true;
        }
    }
    if (degree && name->kind == 0)
        name->kind = SS_SPEAKER_PERSON;
    if (name->titled) {
        name->kind = SS_SPEAKER_PERSON;
        name->gender = gender_of(tokens, name->before.role);
        ss_title_affiliate(tokens, scan->sentence, &name->before);
    }
    describe(scan, run, name);
    return true;
}

/* "said its secretary, Bo Quill": of the organisation named last, in this sentence or the one before. */
static void affiliate_its(const name_scan *scan, ss_role *role)
{
    if (role->role.first == role->role.end || role->affiliation.first < role->affiliation.end ||
        role->role.first <= scan->sentence.first || !ss_token_is(scan->tokens, role->role.first - 1, "its"))
        return;
    for (uint32_t i = scan->names.count; i > 0; i--) {
        const ss_name *other = &scan->names.name[i - 1];
        if (other->sentence + 1 < scan->sentence_index)
            return;
        if (other->kind == SS_SPEAKER_ORGANISATION && !other->place) {
            role->affiliation = other->name;
            return;
        }
    }
}

static ss_status keep(name_scan *scan, const ss_name *name)
{
    if (scan->names.count == scan->capacity) {
        uint32_t capacity = scan->capacity == 0 ? 64 : scan->capacity * 2;
        ss_name *grown = ss_arena_grow(scan->arena, scan->names.name, scan->capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        scan->names.name = grown;
        scan->capacity = capacity;
    }
    scan->names.name[scan->names.count++] = *name;
    return SS_OK;
}

/* "The Boy | Who Ran Home": a question word with a capital inside a sentence is of a title, as is what comes behind it. */
static bool is_in_title(const ss_tokens *tokens, ss_range sentence, uint32_t first)
{
    static const char *const words[] = {"who", "when", "where", "what", "how", "why", "if", "that"};
    return first > sentence.first + 1 && ss_token_is_capitalised(tokens, first - 1) &&
           !ss_lexeme_is_acronym(tokens, first - 1) && SS_TOKEN_IS_ONE_OF(tokens, first - 1, words) &&
           ss_token_is_capitalised(tokens, first - 2);
}

/* Reads the names whose runs start inside `window` and go no further, until there are `most` names.
 * *end is where it stopped. */
static ss_status scan_window(name_scan *scan, ss_range window, uint32_t most, uint32_t *end)
{
    uint32_t i = window.first;
    while (i < window.end && scan->names.count < most) {
        scan->names.operations++;
        if (scan->tokens->token[i].kind != SS_TOKEN_WORD || !ss_run_may_start(scan->tokens, window, i)) {
            i++;
            continue;
        }
        bool spelt;
        ss_range run = ss_run_read(scan->tokens, window, i);
        run = ss_acronyms_complete(&scan->acronyms, scan->tokens, window, run, &spelt);
        scan->names.operations += run.end - run.first;
        ss_name name;
        if (!is_in_title(scan->tokens, scan->sentence, run.first) && read_name(scan, run, &name)) {
            if (spelt && !name.titled && name.name.end == run.end)
                name.kind = SS_SPEAKER_ORGANISATION;
            ss_apposition_read(scan->tokens, scan->sentence, &name);
            affiliate_its(scan, &name.before);
            affiliate_its(scan, &name.after);
            if (keep(scan, &name) != SS_OK)
                return SS_ERR_MEMORY;
        }
        i = run.end;
    }
    *end = i;
    return SS_OK;
}

static bool is_heading(const ss_document *document, ss_range sentence)
{
    const ss_tokens *tokens = &document->tokens;
    if (tokens->token[sentence.first].gap != SS_GAP_PARAGRAPH ||
        (sentence.end < tokens->count && tokens->token[sentence.end].gap != SS_GAP_PARAGRAPH))
        return false;
    if (ss_token_is(tokens, sentence.end - 1, ".") || ss_token_is(tokens, sentence.end - 1, "!"))
        return false;
    uint32_t words = 0;
    uint32_t capitals = 0;
    for (uint32_t i = sentence.first; i < sentence.end; i++) {
        words += tokens->token[i].kind == SS_TOKEN_WORD;
        capitals += tokens->token[i].kind == SS_TOKEN_WORD && ss_token_is_capitalised(tokens, i);
    }
    uint32_t percent = sentence.first == 0 ? HEADLINE_PERCENT : HEADING_PERCENT;
    return words >= 4 && capitals * 100 >= words * percent;
}

/* Of the rest of the sentence, from `done` on, only what lies in the wanted ranges. */
static ss_status scan_wanted(name_scan *scan, const ss_range *wanted, uint32_t wanted_count, uint32_t done)
{
    for (uint32_t i = 0; i < wanted_count && wanted[i].first < scan->sentence.end; i++) {
        ss_range window = {wanted[i].first < done ? done : wanted[i].first, wanted[i].end};
        scan->names.operations++;
        window.end = window.end > scan->sentence.end ? scan->sentence.end : window.end;
        if (window.first < window.end && scan_window(scan, window, UINT32_MAX, &done) != SS_OK)
            return SS_ERR_MEMORY;
    }
    return SS_OK;
}

ss_status ss_names_read(ss_arena *arena, const ss_document *document, const ss_range *wanted, uint32_t wanted_count,
                        ss_names *out)
{
    name_scan scan = {.arena = arena, .document = document, .tokens = &document->tokens};
    *out = (ss_names){0};
    uint32_t next = 0;
    if (ss_acronyms_gather(arena, &document->tokens, &scan.acronyms) != SS_OK)
        return SS_ERR_MEMORY;
    for (uint32_t part = 0; part < document->sentences.count; part++) {
        scan.sentence = (ss_range){document->sentences.first[part], document->sentences.first[part + 1]};
        scan.sentence_index = part;
        if (part % SENTENCES_A_LOOK == 0 && ss_arena_is_stopped(arena))
            return SS_ERR_STOPPED;
        uint32_t done = scan.sentence.first;
        while (next < wanted_count && wanted[next].first < scan.sentence.first)
            next++;
        scan.names.operations += 1 + scan.sentence.end - scan.sentence.first;
        if (scan.sentence.first < scan.sentence.end && !is_heading(document, scan.sentence) &&
            scan_window(&scan, scan.sentence, SS_MAX_NAMES, &done) != SS_OK)
            return SS_ERR_MEMORY;
        if (done < scan.sentence.end && scan_wanted(&scan, wanted + next, wanted_count - next, done) != SS_OK)
            return SS_ERR_MEMORY;
    }
    *out = scan.names;
    return SS_OK;
}
