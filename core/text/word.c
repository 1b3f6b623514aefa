#include "text/word.h"

#include "base/limits.h"
#include "text/abbreviation.h"
#include "text/character.h"

/* How far a word has been read. A piece runs from the last joining "." or "-". */
typedef struct reading {
    const uint8_t *text;
    uint32_t length;
    uint32_t start;
    uint32_t at;            /* the end so far */
    uint32_t piece_letters; /* letters and digits of the piece */
    uint8_t last_class;     /* of the last letter or digit */
    bool dotted;            /* a "." is inside */
    bool numeric;           /* starts with a digit */
} reading;

static ss_sight look(const reading *word, uint32_t at)
{
    return ss_character_look(word->text, word->length, at);
}

static bool is_piece(uint8_t class)
{
    return class == SS_CLASS_LETTER || class == SS_CLASS_DIGIT;
}

static bool dot_joins(const reading *word, uint32_t after)
{
    ss_sight next = look(word, after);
    bool initial = word->piece_letters == 1 && word->last_class == SS_CLASS_LETTER;
    if (next.class == SS_CLASS_DIGIT)
        return word->last_class == SS_CLASS_DIGIT;
    if (ss_character_is_hyphen(next.code_point)) /* "U.S.-led" */
        return initial && look(word, after + next.length).class == SS_CLASS_LETTER;
    if (next.class != SS_CLASS_LETTER || word->last_class != SS_CLASS_LETTER)
        return false;
    if (!ss_character_is_upper(next.code_point))
        return true;
    ss_sight third = look(word, after + next.length);
    return initial || (third.code_point == '.' && word->piece_letters < 4); /* "Ph.D." */
}

/* Whether the character at word->at, which is no letter, joins what stands around it. */
static bool joins(const reading *word, ss_sight joint)
{
    uint32_t after = word->at + joint.length;
    uint8_t next = look(word, after).class;
    bool digits = word->last_class == SS_CLASS_DIGIT && next == SS_CLASS_DIGIT;
    if (joint.bad)
        return false;
    if (ss_character_is_hyphen(joint.code_point) || joint.code_point == '_')
        return is_piece(next);
    if (ss_character_is_apostrophe(joint.code_point))
        return word->last_class == SS_CLASS_LETTER && next == SS_CLASS_LETTER;
    if (joint.code_point == '.')
        return dot_joins(word, after);
    if (joint.code_point == ',' || joint.code_point == ':' || joint.code_point == '/')
        return word->numeric && digits;
    return false;
}

/* The end of a run of unseen characters when a word goes on behind it; its start when not. */
static uint32_t past_format(const reading *word, uint32_t at)
{
    uint32_t end = at;
    ss_sight sight = look(word, end);
    while (sight.class == SS_CLASS_FORMAT) {
        end += sight.length;
        sight = look(word, end);
    }
    return ss_class_in_word(sight.class) ? end : at;
}

static bool step(reading *word)
{
    ss_sight sight = look(word, word->at);
    uint32_t end = word->at + sight.length;
    if (sight.class == SS_CLASS_FORMAT) {
        end = past_format(word, word->at);
    } else if (is_piece(sight.class)) {
        word->piece_letters++;
        word->last_class = sight.class;
    } else if (sight.class != SS_CLASS_COMBINING) {
        if (sight.class == SS_CLASS_END || !joins(word, sight))
            return false;
        bool dot = sight.code_point == '.';
        word->dotted = word->dotted || dot;
        if (dot || ss_character_is_hyphen(sight.code_point))
            word->piece_letters = 0;
    }
    if (end == word->at || end - word->start > SS_MAX_TOKEN_BYTES)
        return false;
    word->at = end;
    return true;
}

/* What step does for ASCII letters, which is nearly all there is to read. */
static void skip_letters(reading *word)
{
    uint32_t first = word->at, at = first;
    uint32_t end = word->length - word->start > SS_MAX_TOKEN_BYTES ? word->start + SS_MAX_TOKEN_BYTES : word->length;
    while (at < end && word->text[at] < 0x80 && ss_ascii_class[word->text[at]] == SS_CLASS_LETTER)
        at++;
    if (at == first)
        return;
    word->at = at;
    word->piece_letters += at - first;
    word->last_class = SS_CLASS_LETTER;
}

/* "U.S..." ends in three dots, "U.S.." and "U.S...." in a full stop or three dots of their own. */
static bool begins_ellipsis(const reading *word)
{
    uint32_t dots = 0;
    while (dots < 4 && look(word, word->at + dots).code_point == '.')
        dots++;
    return dots == 3;
}

static bool number_follows(const reading *word, uint32_t at)
{
    ss_sight sight = look(word, at);
    if (sight.class == SS_CLASS_SPACE)
        sight = look(word, at + sight.length);
    return sight.class == SS_CLASS_DIGIT;
}

static bool keeps_full_stop(const reading *word)
{
    if (look(word, word->at).code_point != '.' || begins_ellipsis(word) || word->at - word->start >= SS_MAX_TOKEN_BYTES)
        return false;
    if (word->piece_letters == 1 && word->last_class == SS_CLASS_LETTER && word->dotted)
        return true;
    ss_sight first = look(word, word->start);
    if (word->at - word->start == first.length && ss_character_is_upper(first.code_point))
        return first.code_point != 'I'; /* "taller than I." */
    switch (ss_abbreviation_of(word->text + word->start, word->at - word->start)) {
    case SS_ABBREVIATION_NONE:
        return false;
    case SS_ABBREVIATION_NUMBERED:
        return number_follows(word, word->at + 1);
    default:
        return true;
    }
}

uint32_t ss_word_end(const uint8_t *text, uint32_t length, uint32_t start)
{
    reading word = {.text = text, .length = length, .start = start, .at = start};
    word.at += ss_word_apostrophe(text, length, start);
    word.numeric = look(&word, word.at).class == SS_CLASS_DIGIT;
    do
        skip_letters(&word);
    while (step(&word));
    return word.at + (keeps_full_stop(&word) ? 1u : 0u);
}

uint32_t ss_word_apostrophe(const uint8_t *text, uint32_t length, uint32_t at)
{
    ss_sight sight = ss_character_look(text, length, at);
    return ss_character_is_apostrophe(sight.code_point) ? sight.length : 0;
}

static uint8_t lowered(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + 0x20) : byte;
}

/* Letters of the clitic at `at`, behind its apostrophe: 0 when there is none. */
static uint32_t clitic_letters(const uint8_t *text, uint32_t length, uint32_t at)
{
    if (at >= length)
        return 0;
    uint8_t first = lowered(text[at]), second = length - at > 1 ? lowered(text[at + 1]) : 0;
    if ((first == 'r' && second == 'e') || (first == 'v' && second == 'e') || (first == 'l' && second == 'l'))
        return 2;
    return first == 's' || first == 'd' || first == 'm' ? 1 : 0;
}

uint32_t ss_word_clitic_end(const uint8_t *text, uint32_t length, uint32_t at)
{
    uint32_t apostrophe = ss_word_apostrophe(text, length, at);
    if (apostrophe == 0)
        return at;
    uint32_t end = at + apostrophe;
    uint32_t letters = clitic_letters(text, length, end);
    end += letters;
    return letters > 0 && !ss_class_in_word(ss_character_look(text, length, end).class) ? end : at;
}

/* The start of an apostrophe that ends right before `end`, or `end`. */
static uint32_t apostrophe_before(const uint8_t *text, uint32_t start, uint32_t end)
{
    if (end - start >= 3 && text[end - 3] == 0xE2 && ss_word_apostrophe(text, end, end - 3) == 3)
        return end - 3;
    return end > start && text[end - 1] == '\'' ? end - 1 : end;
}

static bool is_cannot(const uint8_t *text, uint32_t start, uint32_t end)
{
    static const char cannot[] = "cannot";
    uint32_t i = 0;
    while (i < end - start && i < 6 && lowered(text[start + i]) == (uint8_t)cannot[i])
        i++;
    return i == 6 && end - start == 6;
}

uint32_t ss_word_cut(const uint8_t *text, uint32_t start, uint32_t end)
{
    if (is_cannot(text, start, end))
        return start + 3;
    for (uint32_t letters = 1; letters <= 2 && letters + 1 < end - start; letters++) {
        uint32_t at = apostrophe_before(text, start, end - letters);
        if (at == end - letters || at == start)
            continue;
        if (clitic_letters(text, end, end - letters) == letters)
            return at;
        if (letters == 1 && lowered(text[end - 1]) == 't' && at - start > 1 && lowered(text[at - 1]) == 'n')
            return at - 1;
    }
    return end;
}
