/* mention.c - read a source: pronoun, name or noun phrase.  Floor: meaning. */
#include "meaning/mention.h"

#include <string.h>

#include "meaning/lexeme.h"
#include "meaning/run.h"

#define NOUN_HEADS                                                                                                    \
    (SS_LEXEME_ROLE | SS_LEXEME_ORGANISATION | SS_LEXEME_GROUP | SS_LEXEME_DOCUMENT | SS_LEXEME_VAGUE)

/* "... who spoke on condition of anonymity" stands this near. */
#define ANONYMITY_REACH 40u

/* Names up to the one whose office is read: in "Acme spokeswoman Ann Lee" and "the head of Acme, Ann Lee," not Acme. */
#define HOLDING_NAMES 3u

/* Letters from which on a plural may be told by its ending. */
#define LEAST_CROWD 4u

typedef enum pronoun_form { PERSONAL, FIRST, SECOND, RELATIVE } pronoun_form;

typedef struct pronoun_row {
    const char *word;
    uint8_t form;
    uint8_t gender;
    uint8_t number;
} pronoun_row;

static const pronoun_row pronouns[] = {
    {"he", PERSONAL, SS_GENDER_MALE, SS_NUMBER_SINGULAR},      {"she", PERSONAL, SS_GENDER_FEMALE, SS_NUMBER_SINGULAR},
    {"they", PERSONAL, SS_GENDER_UNKNOWN, SS_NUMBER_PLURAL},   {"it", PERSONAL, SS_GENDER_UNKNOWN, SS_NUMBER_SINGULAR},
    {"his", PERSONAL, SS_GENDER_MALE, SS_NUMBER_SINGULAR},     {"her", PERSONAL, SS_GENDER_FEMALE, SS_NUMBER_SINGULAR},
    {"their", PERSONAL, SS_GENDER_UNKNOWN, SS_NUMBER_PLURAL},  {"its", PERSONAL, SS_GENDER_UNKNOWN, SS_NUMBER_SINGULAR},
    {"him", PERSONAL, SS_GENDER_MALE, SS_NUMBER_SINGULAR},     {"hers", PERSONAL, SS_GENDER_FEMALE, SS_NUMBER_SINGULAR},
    {"them", PERSONAL, SS_GENDER_UNKNOWN, SS_NUMBER_PLURAL},   {"theirs", PERSONAL, SS_GENDER_UNKNOWN, SS_NUMBER_PLURAL},
    {"himself", PERSONAL, SS_GENDER_MALE, SS_NUMBER_SINGULAR}, {"herself", PERSONAL, SS_GENDER_FEMALE, SS_NUMBER_SINGULAR},
    {"themselves", PERSONAL, SS_GENDER_UNKNOWN, SS_NUMBER_PLURAL},
    {"itself", PERSONAL, SS_GENDER_UNKNOWN, SS_NUMBER_SINGULAR},
    {"who", RELATIVE, SS_GENDER_UNKNOWN, SS_NUMBER_UNKNOWN},   {"which", RELATIVE, SS_GENDER_UNKNOWN, SS_NUMBER_UNKNOWN},
    {"that", RELATIVE, SS_GENDER_UNKNOWN, SS_NUMBER_UNKNOWN},  {"whom", RELATIVE, SS_GENDER_UNKNOWN, SS_NUMBER_UNKNOWN},
    {"whose", RELATIVE, SS_GENDER_UNKNOWN, SS_NUMBER_UNKNOWN},
    {"i", FIRST, SS_GENDER_UNKNOWN, SS_NUMBER_SINGULAR},       {"we", FIRST, SS_GENDER_UNKNOWN, SS_NUMBER_PLURAL},
    {"me", FIRST, SS_GENDER_UNKNOWN, SS_NUMBER_SINGULAR},      {"us", FIRST, SS_GENDER_UNKNOWN, SS_NUMBER_PLURAL},
    {"my", FIRST, SS_GENDER_UNKNOWN, SS_NUMBER_SINGULAR},      {"our", FIRST, SS_GENDER_UNKNOWN, SS_NUMBER_PLURAL},
    {"mine", FIRST, SS_GENDER_UNKNOWN, SS_NUMBER_SINGULAR},    {"ours", FIRST, SS_GENDER_UNKNOWN, SS_NUMBER_PLURAL},
    {"myself", FIRST, SS_GENDER_UNKNOWN, SS_NUMBER_SINGULAR},  {"ourselves", FIRST, SS_GENDER_UNKNOWN, SS_NUMBER_PLURAL},
    {"you", SECOND, SS_GENDER_UNKNOWN, SS_NUMBER_UNKNOWN},     {"your", SECOND, SS_GENDER_UNKNOWN, SS_NUMBER_UNKNOWN},
};

static const pronoun_row *pronoun_of(const ss_tokens *tokens, uint32_t token)
{
    if (ss_lexeme_is_acronym(tokens, token))
        return NULL;
    for (uint32_t i = 0; i < sizeof pronouns / sizeof pronouns[0]; i++)
        if (ss_token_is(tokens, token, pronouns[i].word))
            return &pronouns[i];
    return NULL;
}

static bool is_determiner_too(const pronoun_row *pronoun)
{
    static const char *const both[] = {"his", "her", "their", "its", "my", "our", "your", "whose", "that"};
    for (uint32_t i = 0; i < sizeof both / sizeof both[0]; i++)
        if (strcmp(pronoun->word, both[i]) == 0)
            return true;
    return false;
}

ss_range ss_mention_trim(const ss_document *document, ss_range source)
{
    const ss_tokens *tokens = &document->tokens;
    while (source.first < source.end && tokens->token[source.first].kind >= SS_TOKEN_QUOTE)
        source.first++;
    if (source.first == source.end)
        return source;
    ss_range sentence = ss_sentence_range(document, source.first);
    if (source.end > sentence.end)
        source.end = sentence.end;
    if (source.end - source.first > SS_MENTION_MAX_TOKENS)
        source.end = source.first + SS_MENTION_MAX_TOKENS;
    while (source.end > source.first + 1 &&
           (tokens->token[source.end - 1].kind >= SS_TOKEN_QUOTE || ss_token_is(tokens, source.end - 1, "'s") ||
            ss_token_is(tokens, source.end - 1, "'")))
        source.end--;
    return source;
}

static bool is_empty(ss_range range)
{
    return range.first == range.end;
}

static void name_mention(const ss_names *names, uint32_t index, ss_mention *out)
{
    const ss_name *name = &names->name[index];
    out->form = SS_MENTION_NAME;
    out->name = index + 1;
    out->phrase = name->name;
    out->head = name->name.end - 1;
    out->kind = name->kind;
    out->gender = name->gender;
    out->number = SS_NUMBER_SINGULAR;
}

static bool says_anonymous(const ss_tokens *tokens, ss_range sentence, uint32_t from)
{
    uint32_t end = sentence.end - from > ANONYMITY_REACH ? from + ANONYMITY_REACH : sentence.end;
    for (uint32_t i = from; i < end; i++)
        if (ss_lexeme_of(tokens, i) & SS_LEXEME_ANONYMITY)
            return true;
    return false;
}

/* Somebody in the plural, though in no list: "Icelanders", "climate modellers", "Peruvian herds", "fishermen". */
static bool is_crowd(const ss_tokens *tokens, const ss_phrase *phrase)
{
    static const char *const ending[] = {"ers", "ors", "ists", "ians", "men", "women", "people"};
    char folded[SS_FOLD_BYTES];
    uint32_t length = ss_lexeme_fold(tokens, phrase->head, folded, sizeof folded);
    bool several = phrase->determiner != SS_DETERMINER_INDEFINITE && length > LEAST_CROWD &&
                   folded[length - 1] == 's' && folded[length - 2] != 's';
    for (uint32_t i = phrase->core.first; several && i < phrase->head; i++)
        if (ss_lexeme_of(tokens, i) & SS_LEXEME_NATION)
            return true;
    for (uint32_t i = 0; i < sizeof ending / sizeof ending[0]; i++) {
        uint32_t size = (uint32_t)strlen(ending[i]);
        if (phrase->determiner != SS_DETERMINER_INDEFINITE && length > size + 2 &&
            memcmp(folded + length - size, ending[i], size) == 0)
            return true;
    }
    return false;
}

/* "the Chilean" is one, "the French" and "the Japanese" are all of them. */
static bool is_one_of_nation(const ss_tokens *tokens, const ss_phrase *phrase)
{
    char folded[SS_FOLD_BYTES];
    uint32_t length = ss_lexeme_fold(tokens, phrase->head, folded, sizeof folded);
    return phrase->determiner == SS_DETERMINER_DEFINITE && length > 2 && memcmp(folded + length - 2, "an", 2) == 0;
}

/* "Mr. Speaker", "Madam President": somebody is called by the office. */
static bool is_address(const ss_tokens *tokens, const ss_phrase *phrase)
{
    return phrase->determiner == SS_DETERMINER_NONE && phrase->core.first + 1 == phrase->head &&
           (ss_lexeme_of(tokens, phrase->core.first) & SS_LEXEME_HONORIFIC) && ss_token_is_capitalised(tokens, phrase->head);
}

static uint8_t kind_of_phrase(const ss_tokens *tokens, const ss_phrase *phrase)
{
    uint32_t classes = phrase->classes;
    bool definite = phrase->determiner == SS_DETERMINER_DEFINITE || phrase->determiner == SS_DETERMINER_POSSESSIVE;
    bool plural = (classes & SS_LEXEME_PLURAL) != 0;
    /* "people" are somebody, and "the American people" are a group */
    if ((classes & SS_LEXEME_VAGUE) &&
        (!(classes & SS_LEXEME_GROUP) || (!definite && is_empty(phrase->affiliation))))
        return SS_SPEAKER_ANONYMOUS;
    if ((classes & SS_LEXEME_DOCUMENT) && !ss_token_is_capitalised(tokens, phrase->head))
        return SS_SPEAKER_DOCUMENT;
    if ((classes & SS_LEXEME_ENDING) && !ss_token_is_capitalised(tokens, phrase->head))
        return 0;
    if (classes & SS_LEXEME_ROLE) {
        if (plural)
            return SS_SPEAKER_GROUP;
        return definite || is_address(tokens, phrase) ? SS_SPEAKER_PERSON : SS_SPEAKER_ANONYMOUS;
    }
    if ((classes & SS_LEXEME_ORGANISATION) && !plural)
        return SS_SPEAKER_ORGANISATION;
    if (classes & (SS_LEXEME_ORGANISATION | SS_LEXEME_GROUP))
        return SS_SPEAKER_GROUP;
    if (classes & SS_LEXEME_DOCUMENT)
        return SS_SPEAKER_DOCUMENT;
    if ((classes & SS_LEXEME_NATION) && (plural || definite))
        return plural || !is_one_of_nation(tokens, phrase) ? SS_SPEAKER_GROUP : SS_SPEAKER_PERSON;
    return classes == 0 && is_crowd(tokens, phrase) ? SS_SPEAKER_GROUP : 0;
}

/* Of the head, or of a title before it: "Congresswoman Dean", "Madam Speaker". */
static uint8_t gender_of_phrase(const ss_tokens *tokens, const ss_phrase *phrase)
{
    uint32_t classes = phrase->classes;
    for (uint32_t i = phrase->head; i > phrase->core.first && !(classes & (SS_LEXEME_MALE | SS_LEXEME_FEMALE)); i--)
        if (ss_token_is_capitalised(tokens, i - 1) && (ss_lexeme_of(tokens, i - 1) & SS_LEXEME_TITLE))
            classes = ss_lexeme_of(tokens, i - 1);
    return classes & SS_LEXEME_FEMALE ? SS_GENDER_FEMALE : classes & SS_LEXEME_MALE ? SS_GENDER_MALE : SS_GENDER_UNKNOWN;
}

static void nominal_mention(const ss_tokens *tokens, ss_range sentence, const ss_phrase *phrase, ss_mention *out)
{
    out->form = SS_MENTION_NOMINAL;
    out->phrase = phrase->range;
    out->role = (ss_role){phrase->role, phrase->affiliation};
    out->head = phrase->head;
    out->classes = phrase->classes;
    out->determiner = phrase->determiner;
    out->kind = kind_of_phrase(tokens, phrase);
    bool unnamed = out->kind == SS_SPEAKER_PERSON || out->kind == SS_SPEAKER_GROUP;
    if (unnamed && phrase->determiner != SS_DETERMINER_DEFINITE && says_anonymous(tokens, sentence, phrase->range.first))
        out->kind = SS_SPEAKER_ANONYMOUS;
    /* all that is said of who is not named is its description; "some" says nothing */
    if (out->kind == SS_SPEAKER_ANONYMOUS) {
        out->role.role = (ss_range){phrase->core.first, phrase->range.end};
        if ((phrase->classes & SS_LEXEME_STOP) && phrase->range.end == phrase->core.end)
            out->role.role.end = out->role.role.first;
    }
    bool plural = (phrase->classes & (SS_LEXEME_PLURAL | SS_LEXEME_GROUP)) || out->kind == SS_SPEAKER_GROUP;
    out->number = plural ? SS_NUMBER_PLURAL : SS_NUMBER_SINGULAR;
    out->gender = gender_of_phrase(tokens, phrase);
}

/* "In Brussels today, Pete Hegseth": a source that was cut too long. */
static uint32_t skip_opening(const ss_tokens *tokens, ss_range source)
{
    if (!(ss_lexeme_of(tokens, source.first) & SS_LEXEME_PREPOSITION))
        return source.first;
    for (uint32_t i = source.first; i + 1 < source.end; i++)
        if (ss_token_is(tokens, i, ","))
            return i + 1;
    return source.first + 1 < source.end ? source.first + 1 : source.first;
}

/* Whether what stands before the name holds the head: "the head of NATO, | Ann Lee". */
static bool is_said_before(const ss_names *names, uint32_t index, uint32_t head)
{
    return index < names->count && ss_range_has(names->name[index].before.role, head);
}

/* The name that a noun phrase stands for, names->count when it stands for none. *at moves past a
 * possessor, which is not who speaks. */
static uint32_t name_of_phrase(const ss_tokens *tokens, const ss_names *names, uint32_t *at, uint32_t end, bool found,
                               const ss_phrase *phrase)
{
    for (;;) {
        uint32_t index = ss_names_from(names, *at);
        if (found && index > 0 && ss_range_has(names->name[index - 1].after.role, phrase->head))
            return index - 1;
        if (index == names->count)
            return index;
        const ss_name *name = &names->name[index];
        for (uint32_t ahead = index; found && ahead < index + HOLDING_NAMES; ahead++)
            if (is_said_before(names, ahead, phrase->head))
                return ahead;
        if (name->name.first >= end || (found && name->name.first >= phrase->core.end))
            return names->count;
        if (!found)
            return index;
        if (name->possessive && phrase->core.first > name->name.end) {
            *at = phrase->core.first;
            continue;
        }
        /* "NATO officials" and "the second Pirates player" do not stand for NATO and the Pirates, and "Twelve percent" is
         * no name */
        bool noun = phrase->determiner != SS_DETERMINER_NONE && !ss_token_is_capitalised(tokens, phrase->head);
        bool modifier = phrase->head >= name->name.end && ((phrase->classes & NOUN_HEADS) || name->weak || noun);
        return modifier ? names->count : index;
    }
}

/* "The trustees' chairman, Sir Magnus Thole": the full name that ends a source behind a comma is who speaks, unless the
 * noun phrase before it is of a place: "a bank in Springfield, Illinois". names->count when there is none. */
static uint32_t name_in_apposition(const ss_tokens *tokens, const ss_names *names, ss_range source, uint32_t head)
{
    for (uint32_t index = ss_names_from(names, head); index < names->count && names->name[index].name.end <= source.end;
         index++) {
        const ss_name *name = &names->name[index];
        uint32_t first = name->before.role.first < name->before.role.end && name->before.role.end == name->name.first
                             ? name->before.role.first
                             : name->name.first;
        bool behind_comma = first > head + 1 && ss_token_is(tokens, first - 1, ",");
        bool last = name->name.end == source.end || ss_token_is(tokens, name->name.end, ",") ||
                    ss_token_is(tokens, name->name.end, "(");
        if (behind_comma && last && !name->place && !name->possessive && (name->parts >= 2 || name->titled))
            return index;
    }
    return names->count;
}

static void read_noun(const ss_document *document, const ss_names *names, ss_range source, ss_mention *out)
{
    const ss_tokens *tokens = &document->tokens;
    ss_phrase phrase;
    uint32_t at = skip_opening(tokens, source);
    bool found = ss_phrase_read(tokens, (ss_range){at, source.end}, &phrase);
    uint32_t index = name_of_phrase(tokens, names, &at, source.end, found, &phrase);
    if (index == names->count && found && !(phrase.classes & (SS_LEXEME_PLURAL | SS_LEXEME_GROUP)))
        index = name_in_apposition(tokens, names, source, phrase.head);
    if (index < names->count)
        name_mention(names, index, out);
    else if (found)
        nominal_mention(tokens, ss_sentence_range(document, source.first), &phrase, out);
}

/* "Ann Lee, of Springfield, who": not the town. */
static void read_person_before(const ss_document *document, const ss_names *names, uint32_t token, ss_mention *out)
{
    uint32_t sentence = ss_sentence_range(document, token).first;
    uint32_t index = ss_names_from(names, token);
    while (index > 0 && names->name[index - 1].name.first >= sentence &&
           token - names->name[index - 1].name.end < SS_PHRASE_REACH) {
        index--;
        if (names->name[index].kind == SS_SPEAKER_PERSON) {
            name_mention(names, index, out);
            return;
        }
    }
}

static void read_relative(const ss_document *document, const ss_names *names, uint32_t token, ss_mention *out)
{
    ss_range before = ss_phrase_before(&document->tokens, ss_sentence_range(document, token), token);
    if (is_empty(before))
        return;
    read_noun(document, names, before, out);
    if (out->kind == SS_SPEAKER_ORGANISATION && ss_token_is(&document->tokens, token, "who"))
        read_person_before(document, names, token, out);
    if (out->kind == 0 && ss_token_is(&document->tokens, token, "who"))
        out->kind = SS_SPEAKER_PERSON;
}

static void read_pronoun(const ss_document *document, const ss_names *names, const pronoun_row *pronoun, ss_mention *out)
{
    if (pronoun->form == RELATIVE) {
        read_relative(document, names, out->head, out);
        return;
    }
    if (pronoun->form == SECOND)
        return;
    out->form = pronoun->form == FIRST ? SS_MENTION_FIRST_PERSON : SS_MENTION_PRONOUN;
    out->gender = pronoun->gender;
    out->number = pronoun->number;
    out->kind = pronoun->gender != SS_GENDER_UNKNOWN ? SS_SPEAKER_PERSON : 0;
}

void ss_mention_read(const ss_document *document, const ss_names *names, ss_range source, ss_mention *out)
{
    memset(out, 0, sizeof *out);
    out->range = source;
    out->phrase = source;
    out->head = source.end - 1;
    out->role = (ss_role){{source.first, source.first}, {source.first, source.first}};
    const pronoun_row *pronoun = pronoun_of(&document->tokens, source.first);
    if (pronoun != NULL && (source.end - source.first == 1 || !is_determiner_too(pronoun))) {
        out->head = source.first;
        read_pronoun(document, names, pronoun, out);
        return;
    }
    read_noun(document, names, source, out);
}
