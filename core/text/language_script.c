#include "text/language_script.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <utf8proc.h>

#include "text/utf8.h"

/* Blocks of the Unicode standard, whose borders never move; utf8proc knows categories, not scripts. */
static const struct block {
    uint32_t first, last;
    uint8_t script; /* ss_script */
} block[] = {
    {0x0041, 0x02AF, SS_SCRIPT_LATIN},     {0x0370, 0x03FF, SS_SCRIPT_GREEK},     {0x0400, 0x052F, SS_SCRIPT_CYRILLIC},
    {0x0530, 0x058F, SS_SCRIPT_ARMENIAN},  {0x0590, 0x05FF, SS_SCRIPT_HEBREW},    {0x0600, 0x06FF, SS_SCRIPT_ARABIC},
    {0x0750, 0x077F, SS_SCRIPT_ARABIC},    {0x08A0, 0x08FF, SS_SCRIPT_ARABIC},    {0x0900, 0x097F, SS_SCRIPT_DEVANAGARI},
    {0x0980, 0x09FF, SS_SCRIPT_BENGALI},   {0x0A00, 0x0A7F, SS_SCRIPT_GURMUKHI},  {0x0A80, 0x0AFF, SS_SCRIPT_GUJARATI},
    {0x0B00, 0x0B7F, SS_SCRIPT_ORIYA},     {0x0B80, 0x0BFF, SS_SCRIPT_TAMIL},     {0x0C00, 0x0C7F, SS_SCRIPT_TELUGU},
    {0x0C80, 0x0CFF, SS_SCRIPT_KANNADA},   {0x0D00, 0x0D7F, SS_SCRIPT_MALAYALAM}, {0x0D80, 0x0DFF, SS_SCRIPT_SINHALA},
    {0x0E00, 0x0E7F, SS_SCRIPT_THAI},      {0x0E80, 0x0EFF, SS_SCRIPT_LAO},       {0x0F00, 0x0FFF, SS_SCRIPT_TIBETAN},
    {0x1000, 0x109F, SS_SCRIPT_BURMESE},   {0x10A0, 0x10FF, SS_SCRIPT_GEORGIAN},  {0x1100, 0x11FF, SS_SCRIPT_HANGUL},
    {0x1200, 0x139F, SS_SCRIPT_ETHIOPIC},  {0x1780, 0x17FF, SS_SCRIPT_KHMER},     {0x1E00, 0x1EFF, SS_SCRIPT_LATIN},
    {0x1F00, 0x1FFF, SS_SCRIPT_GREEK},     {0x2C60, 0x2C7F, SS_SCRIPT_LATIN},     {0x2E80, 0x303F, SS_SCRIPT_HAN},
    {0x3040, 0x30FF, SS_SCRIPT_KANA},      {0x3100, 0x312F, SS_SCRIPT_HAN},       {0x3130, 0x318F, SS_SCRIPT_HANGUL},
    {0x31F0, 0x31FF, SS_SCRIPT_KANA},      {0x3400, 0x9FFF, SS_SCRIPT_HAN},       {0xA720, 0xA7FF, SS_SCRIPT_LATIN},
    {0xAC00, 0xD7FF, SS_SCRIPT_HANGUL},    {0xF900, 0xFAFF, SS_SCRIPT_HAN},       {0xFB00, 0xFB06, SS_SCRIPT_LATIN},
    {0xFB1D, 0xFB4F, SS_SCRIPT_HEBREW},    {0xFB50, 0xFDFF, SS_SCRIPT_ARABIC},    {0xFE70, 0xFEFE, SS_SCRIPT_ARABIC},
    {0xFF21, 0xFF5A, SS_SCRIPT_LATIN},     {0xFF66, 0xFF9F, SS_SCRIPT_KANA},      {0x20000, 0x3FFFF, SS_SCRIPT_HAN},
};

/* What each script is of when nothing tells more, and how many Latin letters one of its says: an abugida's vowels
 * are marks and not counted, a syllable or a word is one character elsewhere. */
static const struct script {
    ss_language language;
    uint8_t worth;
} script[SS_SCRIPT_COUNT] = {
    [SS_SCRIPT_OTHER] = {{NULL, NULL}, 1},
    [SS_SCRIPT_LATIN] = {{NULL, NULL}, 1},
    [SS_SCRIPT_GREEK] = {{"el", "Greek"}, 1},
    [SS_SCRIPT_CYRILLIC] = {{"ru", "Russian"}, 1},
    [SS_SCRIPT_ARMENIAN] = {{"hy", "Armenian"}, 1},
    [SS_SCRIPT_HEBREW] = {{"he", "Hebrew"}, 1},
    [SS_SCRIPT_ARABIC] = {{"ar", "Arabic"}, 1},
    [SS_SCRIPT_DEVANAGARI] = {{"hi", "Hindi"}, 2},
    [SS_SCRIPT_BENGALI] = {{"bn", "Bengali"}, 2},
    [SS_SCRIPT_GURMUKHI] = {{"pa", "Punjabi"}, 2},
    [SS_SCRIPT_GUJARATI] = {{"gu", "Gujarati"}, 2},
    [SS_SCRIPT_ORIYA] = {{"or", "Odia"}, 2},
    [SS_SCRIPT_TAMIL] = {{"ta", "Tamil"}, 2},
    [SS_SCRIPT_TELUGU] = {{"te", "Telugu"}, 2},
    [SS_SCRIPT_KANNADA] = {{"kn", "Kannada"}, 2},
    [SS_SCRIPT_MALAYALAM] = {{"ml", "Malayalam"}, 2},
    [SS_SCRIPT_SINHALA] = {{"si", "Sinhala"}, 2},
    [SS_SCRIPT_THAI] = {{"th", "Thai"}, 2},
    [SS_SCRIPT_LAO] = {{"lo", "Lao"}, 2},
    [SS_SCRIPT_TIBETAN] = {{"bo", "Tibetan"}, 2},
    [SS_SCRIPT_BURMESE] = {{"my", "Burmese"}, 2},
    [SS_SCRIPT_GEORGIAN] = {{"ka", "Georgian"}, 1},
    [SS_SCRIPT_ETHIOPIC] = {{"am", "Amharic"}, 2},
    [SS_SCRIPT_KHMER] = {{"km", "Khmer"}, 2},
    [SS_SCRIPT_HANGUL] = {{"ko", "Korean"}, 2},
    [SS_SCRIPT_KANA] = {{"ja", "Japanese"}, 2},
    [SS_SCRIPT_HAN] = {{"zh", "Chinese"}, 3},
};

/* Languages that share a script, and letters that speak for each against the others: it is the one whose letters
 * are there most often, the earlier of equal ones. */
static const struct alphabet {
    uint8_t script;
    ss_language language;
    const char *letters;
} alphabet[] = {
    {SS_SCRIPT_CYRILLIC, {"ru", "Russian"}, "ыэё"},
    {SS_SCRIPT_CYRILLIC, {"uk", "Ukrainian"}, "іїєґ"},
    {SS_SCRIPT_CYRILLIC, {"be", "Belarusian"}, "іўыэё"},
    {SS_SCRIPT_CYRILLIC, {"bg", "Bulgarian"}, "ъ"},
    {SS_SCRIPT_CYRILLIC, {"mk", "Macedonian"}, "јљњџѓќѕ"},
    {SS_SCRIPT_CYRILLIC, {"sr", "Serbian"}, "јљњџћђ"},
    {SS_SCRIPT_CYRILLIC, {"kk", "Kazakh"}, "ыіәңғүұқһө"},
    {SS_SCRIPT_CYRILLIC, {"mn", "Mongolian"}, "ыэүө"},
    {SS_SCRIPT_ARABIC, {"ar", "Arabic"}, "ةيىكأإ"},
    {SS_SCRIPT_ARABIC, {"fa", "Persian"}, "پچژگکی"},
    {SS_SCRIPT_ARABIC, {"ur", "Urdu"}, "پچژگکیٹڈڑںےہھ"},
    {SS_SCRIPT_ARABIC, {"ps", "Pashto"}, "پچژکیټډړښږڅځېۍ"},
    {SS_SCRIPT_DEVANAGARI, {"mr", "Marathi"}, "ळ"},
};

static ss_script script_of(uint32_t code_point)
{
    for (size_t i = 0; i < sizeof block / sizeof *block && block[i].first <= code_point; i++)
        if (code_point <= block[i].last)
            return (ss_script)block[i].script;
    return SS_SCRIPT_OTHER;
}

ss_script ss_letters_count(ss_letters *letters, uint32_t code_point)
{
    if (code_point < 0x80) {
        letters->script[SS_SCRIPT_LATIN]++;
        return SS_SCRIPT_LATIN;
    }
    ss_script found = script_of(code_point);
    letters->script[found]++;
    uint32_t lower = (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
    if (lower >= SS_ALPHABET_FIRST && lower < SS_ALPHABET_END)
        letters->letter[lower - SS_ALPHABET_FIRST]++;
    return found;
}

uint32_t ss_letters_total(const ss_letters *letters)
{
    uint32_t total = 0;
    for (uint32_t i = 0; i < SS_SCRIPT_COUNT; i++)
        total += letters->script[i] * script[i].worth;
    return total;
}

static uint32_t letters_among(const ss_letters *letters, const char *list)
{
    uint32_t sum = 0, length = (uint32_t)strlen(list);
    for (uint32_t at = 0; at < length;) {
        ss_character character = ss_utf8_decode((const uint8_t *)list, length, at);
        sum += letters->letter[character.code_point - SS_ALPHABET_FIRST];
        at += character.length;
    }
    return sum;
}

static const ss_language *language_of(const ss_letters *letters, ss_script of)
{
    const ss_language *best = NULL;
    uint32_t best_sum = 0;
    for (size_t i = 0; i < sizeof alphabet / sizeof *alphabet; i++) {
        uint32_t sum = alphabet[i].script == of ? letters_among(letters, alphabet[i].letters) : 0;
        if (sum > best_sum) {
            best_sum = sum;
            best = &alphabet[i].language;
        }
    }
    return best == NULL ? &script[of].language : best;
}

/* Japanese writes a kana or more for every ten characters even in headlines, Chinese one in a brand at most. */
static bool is_japanese(const ss_letters *letters)
{
    return letters->script[SS_SCRIPT_KANA] * 10 >= letters->script[SS_SCRIPT_HAN];
}

const ss_language *ss_letters_foremost(const ss_letters *letters, uint32_t *amount)
{
    uint32_t kana = letters->script[SS_SCRIPT_KANA] * script[SS_SCRIPT_KANA].worth;
    ss_script best = is_japanese(letters) ? SS_SCRIPT_KANA : SS_SCRIPT_HAN;
    *amount = letters->script[SS_SCRIPT_HAN] * script[SS_SCRIPT_HAN].worth + kana;
    for (uint32_t i = SS_SCRIPT_GREEK; i < SS_SCRIPT_KANA; i++)
        if (letters->script[i] * script[i].worth > *amount) {
            *amount = letters->script[i] * script[i].worth;
            best = (ss_script)i;
        }
    return *amount == 0 ? NULL : language_of(letters, best);
}
