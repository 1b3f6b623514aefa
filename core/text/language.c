#include "text/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <utf8proc.h>

#include "base/limits.h"
#include "text/character.h"
#include "text/language_index.h"
#include "text/language_script.h"
#include "text/language_words.h"

#define WORD_CHARACTERS 32u  /* of a longer word only the beginning is looked at; no list has one of half of that */
#define WORD_BYTES (4u * WORD_CHARACTERS)
#define TAG_BYTES 35u        /* RFC 5646 section 4.4.1 */
#define ENDING_CHARACTERS 6u /* the shortest word whose ending is looked at */
#define LONGEST_ENDING 8u    /* bytes */

/* At least twice as many as there are words, letters, endings. */
#define WORD_SLOTS 4096u
#define LETTER_SLOTS 512u
#define ENDING_SLOTS 512u

/* What "clearly" means; tests/unit/language_test.c holds them against samples. */
#define FEWEST_LETTERS 60u        /* of another script, counted as Latin ones: a sentence of ten words */
#define FEWEST_HITS 6u            /* lower-case words that speak for a language */
#define FEWEST_FUNCTION_WORDS 3u  /* different ones among them */
#define HIT_EVERY 12u             /* words: prose has a function word every two to five */
#define ENGLISH_EVERY_HITS 4u     /* no more English function words than one for so many hits, ... */
#define ENGLISH_EVERY_LETTERS 60u /* ... or letters of another script: English prose has one every ten */
#define WORD_WEIGHT 12u           /* of a function word of one language, shared where more have it */
#define SHAPE_WEIGHT 2u           /* of a word with a language's letters or endings */
#define ENGLISH_SURELY_EVERY 4u   /* words: English prose has one every two or three, its neighbours one every eight */

/* What speaks for one language in Latin letters. */
typedef struct evidence {
    uint32_t hits;           /* lower-case words that neither English nor guests have, and that are in its list or
                              * have its letters or endings */
    uint32_t function_words; /* different ones of its list among them */
    uint32_t english;        /* English function words that it has not */
    uint32_t score;          /* for the choice among languages: a rare word tells more than a shared one */
} evidence;

typedef struct survey {
    ss_index words_of;   /* English alone in the first pass */
    ss_index letters_of; /* empty in the first pass, as the next */
    ss_index endings_of;
    ss_letters letters;
    uint32_t words;   /* Latin words and numbers */
    uint32_t english; /* English function words */
    evidence of[SS_WORDS_MAX_LISTS];
} survey;

/* A word of the text, lower case and composed. */
typedef struct folded {
    utf8proc_int32_t character[WORD_CHARACTERS];
    uint32_t characters; /* kept of the word */
    char bytes[WORD_BYTES];
    uint32_t length;
    bool lower;     /* begins with a lower-case letter */
    bool latin;     /* begins with a Latin letter */
    bool digits;    /* has some */
    bool combining; /* has combining marks */
} folded;

/* ---- tags ----------------------------------------------------------------------------------- */

static bool is_alphanumeric(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_tag(const char *tag)
{
    uint32_t subtag = 0;
    for (uint32_t i = 0; tag[i] != '\0'; i++) {
        if (i == TAG_BYTES || (tag[i] != '-' && !is_alphanumeric(tag[i])) || (tag[i] == '-' && subtag == 0))
            return false;
        subtag = tag[i] == '-' ? 0 : subtag + 1;
        if (subtag > 8)
            return false;
    }
    return subtag > 0;
}

/* The tag's first subtag is this one; `lower` is lower case. */
static bool begins(const char *tag, const char *lower)
{
    size_t length = strlen(lower);
    for (size_t i = 0; i < length; i++)
        if ((tag[i] | 0x20) != lower[i])
            return false;
    return tag[length] == '\0' || tag[length] == '-';
}

ss_language_wish ss_language_wish_of(const char *tag)
{
    if (tag == NULL || tag[0] == '\0')
        return SS_LANGUAGE_DETECT;
    if (!is_tag(tag))
        return SS_LANGUAGE_BAD_TAG;
    return begins(tag, "en") ? SS_LANGUAGE_ENGLISH : begins(tag, "und") ? SS_LANGUAGE_DETECT : SS_LANGUAGE_OTHER;
}

/* ---- words ---------------------------------------------------------------------------------- */

static utf8proc_int32_t lower_of(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point >= 'A' && code_point <= 'Z' ? (utf8proc_int32_t)(code_point | 0x20) : (utf8proc_int32_t)code_point;
    return utf8proc_tolower((utf8proc_int32_t)code_point);
}

static void encode(folded *word)
{
    word->length = 0;
    for (uint32_t i = 0; i < word->characters; i++) {
        if (word->character[i] < 0x80)
            word->bytes[word->length++] = (char)word->character[i];
        else
            word->length += (uint32_t)utf8proc_encode_char(word->character[i], (utf8proc_uint8_t *)word->bytes + word->length);
    }
}

/* Reads the word that begins at `at`, counts its letters and returns its end. */
static uint32_t read_word(survey *self, const uint8_t *text, uint32_t length, uint32_t at, folded *word)
{
    bool first = true;
    ss_sight sight = ss_character_look(text, length, at);
    word->characters = 0;
    word->lower = word->latin = word->digits = word->combining = false;
    for (; ss_class_in_word(sight.class) || sight.class == SS_CLASS_FORMAT; sight = ss_character_look(text, length, at)) {
        at += sight.length;
        if (sight.class == SS_CLASS_FORMAT)
            continue;
        if (sight.class == SS_CLASS_LETTER) {
            bool latin = ss_letters_count(&self->letters, sight.code_point) == SS_SCRIPT_LATIN;
            word->latin = first ? latin : word->latin;
            word->lower = first ? ss_character_is_lower(sight.code_point) : word->lower;
            first = false;
        }
        word->digits = word->digits || sight.class == SS_CLASS_DIGIT;
        word->combining = word->combining || sight.class == SS_CLASS_COMBINING;
        if (word->characters < WORD_CHARACTERS)
            word->character[word->characters++] = lower_of(sight.code_point);
    }
    if (word->combining) {
        utf8proc_ssize_t composed = utf8proc_normalize_utf32(word->character, (utf8proc_ssize_t)word->characters,
                                                             UTF8PROC_COMPOSE | UTF8PROC_STABLE);
        word->characters = composed > 0 ? (uint32_t)composed : 0;
    }
    encode(word);
    return at;
}

/* ---- evidence ------------------------------------------------------------------------------- */

/* Shared among the languages that have the word. */
static uint32_t weight_of(uint32_t lists)
{
    uint32_t sharing = 0;
    for (uint32_t rest = lists >> SS_WORDS_FIRST_FOREIGN; rest != 0; rest &= rest - 1)
        sharing++;
    return sharing == 0 ? 0 : WORD_WEIGHT / sharing;
}

static void count_listed(survey *self, const folded *word, ss_listed *entry)
{
    const uint32_t none_of_theirs = 1u << SS_WORDS_ENGLISH | 1u << SS_WORDS_GUEST;
    bool english = (entry->lists >> SS_WORDS_ENGLISH & 1) != 0, foreign = word->lower && (entry->lists & none_of_theirs) == 0;
    uint32_t weight = weight_of(entry->lists);
    self->english += english;
    for (uint32_t list = SS_WORDS_FIRST_FOREIGN; list < ss_word_list_count; list++) {
        evidence *of = &self->of[list];
        if ((entry->lists >> list & 1) == 0) {
            of->english += english;
            continue;
        }
        of->score += weight;
        of->hits += foreign;
        of->function_words += foreign && entry->seen == 0;
    }
    if (foreign)
        entry->seen = 1;
}

static uint32_t lists_with_letters_of(const survey *self, const folded *word)
{
    uint32_t lists = 0;
    for (uint32_t at = 0, size; at < word->length; at += size) {
        size = ss_utf8_decode((const uint8_t *)word->bytes, word->length, at).length;
        ss_listed *entry = size == 1 ? NULL : ss_index_find(&self->letters_of, word->bytes + at, size);
        lists |= entry == NULL ? 0 : entry->lists;
    }
    return lists;
}

static uint32_t lists_with_ending_of(const survey *self, const folded *word)
{
    uint32_t lists = 0;
    for (uint32_t size = 1; size <= LONGEST_ENDING && size < word->length; size++) {
        ss_listed *entry = ss_index_find(&self->endings_of, word->bytes + word->length - size, size);
        lists |= entry == NULL ? 0 : entry->lists;
    }
    return lists;
}

/* A word of no list may have a language's letters or endings. */
static void count_shape(survey *self, const folded *word)
{
    uint32_t lists = lists_with_letters_of(self, word);
    if (word->characters >= ENDING_CHARACTERS)
        lists |= lists_with_ending_of(self, word);
    for (uint32_t list = SS_WORDS_FIRST_FOREIGN; lists >> list != 0; list++) {
        self->of[list].hits += lists >> list & 1;
        self->of[list].score += (lists >> list & 1) * SHAPE_WEIGHT;
    }
}

static void count_word(survey *self, const folded *word)
{
    if (!word->latin && !word->digits)
        return;
    self->words++;
    if (word->digits)
        return;
    ss_listed *entry = ss_index_find(&self->words_of, word->bytes, word->length);
    if (entry != NULL)
        count_listed(self, word, entry);
    else if (word->lower)
        count_shape(self, word);
}

static void count_all(survey *self, const uint8_t *text, uint32_t length)
{
    folded word;
    for (uint32_t at = 0; at < length;) {
        ss_sight sight = ss_character_look(text, length, at);
        if (ss_class_in_word(sight.class)) {
            at = read_word(self, text, length, at, &word);
            count_word(self, &word);
            continue;
        }
        if (sight.class == SS_CLASS_IDEOGRAPH)
            ss_letters_count(&self->letters, sight.code_point);
        at += sight.length;
    }
}

/* ---- the decision --------------------------------------------------------------------------- */

static const ss_language *other_script(const survey *self)
{
    uint32_t amount, total = ss_letters_total(&self->letters);
    const ss_language *language = ss_letters_foremost(&self->letters, &amount);
    bool clear = amount >= FEWEST_LETTERS && amount * 3 >= total * 2 && self->english * ENGLISH_EVERY_LETTERS <= amount;
    return clear ? language : NULL;
}

/* The language with the highest score, the earlier of equal ones, when it is clear. */
static const ss_language *other_words(const survey *self)
{
    uint32_t best = SS_WORDS_FIRST_FOREIGN;
    for (uint32_t list = SS_WORDS_FIRST_FOREIGN; list < ss_word_list_count; list++)
        if (self->of[list].score > self->of[best].score)
            best = list;
    const evidence *of = &self->of[best];
    bool clear = of->hits >= FEWEST_HITS && of->function_words >= FEWEST_FUNCTION_WORDS &&
                 of->hits * HIT_EVERY >= self->words && of->english * ENGLISH_EVERY_HITS <= of->hits;
    return clear ? &ss_word_lists[best].language : NULL;
}

/* Makes the indexes of the lists [0, end), of one list of its words alone. */
static ss_status prepare(survey *self, ss_arena *arena, uint32_t end)
{
    ss_status status = ss_index_make(arena, WORD_SLOTS, &self->words_of);
    if (status == SS_OK)
        status = ss_index_make(arena, LETTER_SLOTS, &self->letters_of);
    if (status == SS_OK)
        status = ss_index_make(arena, ENDING_SLOTS, &self->endings_of);
    for (uint32_t list = 0; list < end && status == SS_OK; list++) {
        status = ss_index_add(&self->words_of, list, ss_word_lists[list].words);
        if (status == SS_OK)
            status = ss_index_add(&self->letters_of, list, ss_word_lists[list].letters);
        if (status == SS_OK)
            status = ss_index_add(&self->endings_of, list, ss_word_lists[list].endings);
    }
    return status;
}

/* Nearly every text ends here, before the other languages' words are needed. */
static bool is_surely_english(const survey *self)
{
    uint32_t latin = self->letters.script[SS_SCRIPT_LATIN];
    return self->english * ENGLISH_SURELY_EVERY >= self->words && latin * 2 >= ss_letters_total(&self->letters);
}

ss_status ss_language_detect(ss_arena *arena, const uint8_t *text, uint32_t length, const ss_language **out)
{
    *out = NULL;
    uint32_t end = length < SS_DECISION_BYTES ? length : SS_DECISION_BYTES; /* what this cuts of a character is no letter */
    survey *self = ss_arena_alloc(arena, 2, sizeof *self);
    if (self == NULL)
        return SS_ERR_MEMORY;
    ss_status status = prepare(&self[0], arena, SS_WORDS_ENGLISH + 1);
    if (status != SS_OK)
        return status;
    count_all(&self[0], text, end);
    if (is_surely_english(&self[0]))
        return SS_OK;
    status = prepare(&self[1], arena, ss_word_list_count);
    if (status != SS_OK)
        return status;
    count_all(&self[1], text, end);
    *out = other_script(&self[1]);
    if (*out == NULL)
        *out = other_words(&self[1]);
    return SS_OK;
}
