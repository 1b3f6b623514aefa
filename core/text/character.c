#include "text/character.h"

#include <utf8proc.h>

#define NEXT_LINE 0x85u
#define ZERO_WIDTH_SPACE 0x200Bu

/* Short names keep the table below readable. */
enum {
    C = SS_CLASS_CONTROL,
    B = SS_CLASS_BREAK,
    S = SS_CLASS_SPACE,
    M = SS_CLASS_MARK,
    Q = SS_CLASS_QUOTE,
    D = SS_CLASS_DIGIT,
    L = SS_CLASS_LETTER
};

const uint8_t ss_ascii_class[128] = {
    C, C, C, C, C, C, C, C, C, S, B, B, B, B, C, C, /* 00: TAB, LF, VT, FF, CR */
    C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, /* 10 */
    S, M, Q, M, M, M, M, Q, M, M, M, M, M, M, M, M, /* 20: space, " and ' */
    D, D, D, D, D, D, D, D, D, D, M, M, M, M, M, M, /* 30 */
    M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* 40 */
    L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, M, /* 50 */
    M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* 60 */
    L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, C, /* 70 */
};

static bool is_quote(uint32_t code_point)
{
    switch (code_point) {
    case 0xAB: case 0xBB: case 0x2039: case 0x203A:
    case 0x300C: case 0x300D: case 0x300E: case 0x300F: case 0xFF62: case 0xFF63:
    case 0xFF02: case 0xFF07:
        return true;
    default:
        return code_point >= 0x2018 && code_point <= 0x201F;
    }
}

/* Scripts that put no spaces between words are set in wide cells, except Hangul, which spaces them
 * and whose letters have grapheme classes of their own. */
static bool is_ideograph(const utf8proc_property_t *property, uint32_t code_point)
{
    switch (property->boundclass) {
    case UTF8PROC_BOUNDCLASS_L:
    case UTF8PROC_BOUNDCLASS_V:
    case UTF8PROC_BOUNDCLASS_T:
    case UTF8PROC_BOUNDCLASS_LV:
    case UTF8PROC_BOUNDCLASS_LVT:
        return false;
    default:
        return utf8proc_charwidth((utf8proc_int32_t)code_point) == 2;
    }
}

static ss_class other_class(uint32_t code_point)
{
    if (is_quote(code_point))
        return SS_CLASS_QUOTE;
    const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code_point);
    switch (property->category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
        return SS_CLASS_LETTER;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return is_ideograph(property, code_point) ? SS_CLASS_IDEOGRAPH : SS_CLASS_LETTER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return SS_CLASS_COMBINING;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return SS_CLASS_DIGIT;
    case UTF8PROC_CATEGORY_ZS:
        return SS_CLASS_SPACE;
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return SS_CLASS_BREAK;
    case UTF8PROC_CATEGORY_CC:
        return code_point == NEXT_LINE ? SS_CLASS_BREAK : SS_CLASS_CONTROL;
    case UTF8PROC_CATEGORY_CF:
        return code_point == ZERO_WIDTH_SPACE ? SS_CLASS_SPACE : SS_CLASS_FORMAT;
    default:
        return SS_CLASS_MARK;
    }
}

ss_sight ss_character_look_wide(const uint8_t *text, uint32_t length, uint32_t at)
{
    ss_character character = ss_utf8_decode(text, length, at);
    ss_class class = character.bad ? SS_CLASS_MARK : other_class(character.code_point);
    return (ss_sight){character.code_point, character.length, (uint8_t)class, character.bad};
}

bool ss_character_is_upper(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point >= 'A' && code_point <= 'Z';
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool ss_character_is_lower(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point >= 'a' && code_point <= 'z';
    return utf8proc_category((utf8proc_int32_t)code_point) == UTF8PROC_CATEGORY_LL;
}

bool ss_character_is_apostrophe(uint32_t code_point)
{
    return code_point == '\'' || code_point == 0x2019 || code_point == 0x2018;
}

bool ss_character_is_hyphen(uint32_t code_point)
{
    return code_point == '-' || code_point == 0x2010 || code_point == 0x2011;
}

bool ss_character_is_dash(uint32_t code_point)
{
    return utf8proc_category((utf8proc_int32_t)code_point) == UTF8PROC_CATEGORY_PD;
}

bool ss_character_is_opening(uint32_t code_point)
{
    return utf8proc_category((utf8proc_int32_t)code_point) == UTF8PROC_CATEGORY_PS && !is_quote(code_point);
}

bool ss_character_is_closing(uint32_t code_point)
{
    return utf8proc_category((utf8proc_int32_t)code_point) == UTF8PROC_CATEGORY_PE && !is_quote(code_point);
}
