#include "text/quote_mark.h"

#include <string.h>
#include <utf8proc.h>

#include "text/character.h"

/* What stands around a mark. */
typedef struct surroundings {
    const ss_tokens *tokens;
    uint32_t index;
    uint32_t before; /* code point right before, 0 behind a gap */
    uint32_t after;  /* code point right after, 0 before a gap */
    bool word_before;
    bool word_after;
    bool opens;      /* by its surroundings */
    bool closes;
} surroundings;

static bool is_word(const ss_tokens *tokens, uint32_t index)
{
    return tokens->token[index].kind <= SS_TOKEN_ADDRESS;
}

static uint32_t first_character(const ss_tokens *tokens, uint32_t index)
{
    const ss_token *token = &tokens->token[index];
    return ss_utf8_decode(tokens->text, token->start + token->length, token->start).code_point;
}

/* A mark that can stand behind what closes; brackets that open and signs of currency begin something. */
static bool can_follow(uint32_t code_point)
{
    return !ss_character_is_opening(code_point) &&
           utf8proc_category((utf8proc_int32_t)code_point) != UTF8PROC_CATEGORY_SC;
}

static surroundings look_around(const ss_tokens *tokens, uint32_t index, bool after_opening)
{
    surroundings around = {.tokens = tokens, .index = index};
    bool adjoins = index > 0 && tokens->token[index].gap == SS_GAP_NONE;
    bool adjoined = index + 1 < tokens->count && tokens->token[index + 1].gap == SS_GAP_NONE;
    bool mark_after = false;
    if (adjoins) {
        around.before = first_character(tokens, index - 1);
        around.word_before = is_word(tokens, index - 1);
    }
    if (adjoined) {
        around.after = first_character(tokens, index + 1);
        around.word_after = is_word(tokens, index + 1) && !ss_character_is_apostrophe(around.after); /* not a clitic */
        mark_after = tokens->token[index + 1].kind == SS_TOKEN_QUOTE || can_follow(around.after);
    }
    bool behind_opening = adjoins && !around.word_before && (after_opening || ss_character_is_opening(around.before));
    bool behind_edge = !adjoins || behind_opening ||
                       (!around.word_before && (ss_character_is_dash(around.before) || around.before == '/'));
    around.opens = behind_edge && adjoined;
    around.closes = adjoins && !behind_opening && (!adjoined || (!around.word_after && mark_after) ||
                                                   ss_character_is_apostrophe(around.after));
    return around;
}

static bool number_before(const surroundings *around)
{
    return around->before != 0 && around->tokens->token[around->index - 1].kind == SS_TOKEN_NUMBER;
}

/* Feet before the number that stands before this mark: 6'2". */
static bool is_inches(const surroundings *around)
{
    const ss_tokens *tokens = around->tokens;
    uint32_t i = around->index;
    return number_before(around) && i >= 3 && tokens->token[i - 1].gap == SS_GAP_NONE &&
           tokens->token[i - 2].gap == SS_GAP_NONE && tokens->token[i - 2].kind == SS_TOKEN_QUOTE &&
           tokens->token[i - 3].kind == SS_TOKEN_NUMBER;
}

static ss_quote_role straight_double(const surroundings *around)
{
    if (is_inches(around))
        return SS_ROLE_STRAY;
    if (around->opens != around->closes)
        return around->opens ? SS_ROLE_OPEN : SS_ROLE_CLOSE;
    return number_before(around) ? SS_ROLE_STRAY : SS_ROLE_TURN;
}

/* For marks whose shape says "open" or "close": the shape holds unless the surroundings say only the
 * opposite. */
static ss_quote_role shaped(const surroundings *around, bool shape_opens)
{
    if (shape_opens)
        return around->closes && !around->opens ? SS_ROLE_TURN : SS_ROLE_OPEN;
    return around->opens && !around->closes ? SS_ROLE_TURN : SS_ROLE_CLOSE;
}

static bool starts_elision(const surroundings *around)
{
    static const char *const elided[] = {"em", "tis", "twas", "til", "cause", "bout", "round", "cos", "ere", "n"};
    const ss_tokens *tokens = around->tokens;
    uint32_t next = around->index + 1;
    if (around->after == 0 || next >= tokens->count)
        return false;
    if (tokens->token[next].kind == SS_TOKEN_NUMBER)
        return tokens->token[next].length == 2;
    for (size_t i = 0; i < sizeof elided / sizeof *elided; i++)
        if (ss_token_is(tokens, next, elided[i]))
            return true;
    return false;
}

/* "ministers'", "goin'", "5'": the last bytes of the word before. */
static bool behind_plural(const surroundings *around)
{
    if (!around->word_before)
        return false;
    ss_span word = ss_token_span(around->tokens, around->index - 1);
    const uint8_t *text = around->tokens->text;
    uint8_t last = text[word.end - 1];
    bool dropped_g = word.end - word.start >= 4 && text[word.end - 2] == 'i' && last == 'n';
    return last == 's' || last == 'S' || dropped_g || number_before(around);
}

/* After an apostrophe a word follows; after a closing mark punctuation often does. */
static bool word_follows(const surroundings *around)
{
    const ss_tokens *tokens = around->tokens;
    uint32_t next = around->index + 1;
    return next < tokens->count && tokens->token[next].gap != SS_GAP_NONE &&
           tokens->token[next].gap != SS_GAP_PARAGRAPH && tokens->token[next].kind != SS_TOKEN_MARK;
}

static ss_quote_role single_close(const surroundings *around)
{
    return behind_plural(around) && word_follows(around) ? SS_ROLE_MAYBE_CLOSE : SS_ROLE_CLOSE;
}

static ss_quote_role single_open(const surroundings *around)
{
    return starts_elision(around) ? SS_ROLE_MAYBE_OPEN : SS_ROLE_OPEN;
}

static ss_quote_role straight_single(const surroundings *around)
{
    if (around->opens != around->closes)
        return around->opens ? single_open(around) : single_close(around);
    if (around->word_before || (around->before == 0 && around->after == 0))
        return SS_ROLE_STRAY;
    return SS_ROLE_TURN;
}

static ss_quote_role curly_single(const surroundings *around, bool shape_opens)
{
    if (around->word_before && around->word_after)
        return SS_ROLE_STRAY;
    ss_quote_role role = shaped(around, shape_opens);
    if (role == SS_ROLE_OPEN)
        return single_open(around);
    return role == SS_ROLE_CLOSE ? single_close(around) : role;
}

static void set(ss_quote_mark *mark, ss_quote_family family, ss_quote_style style, ss_quote_role role)
{
    mark->family = (uint8_t)family;
    mark->style = (uint8_t)style;
    mark->role = (uint8_t)role;
}

static void set_single(ss_quote_mark *mark, const surroundings *around, uint32_t code_point)
{
    if (code_point == 0x2019)
        set(mark, SS_FAMILY_SINGLE, SS_QUOTE_CURLY_SINGLE, curly_single(around, false));
    else if (code_point == 0x2018 || code_point == 0x201B)
        set(mark, SS_FAMILY_SINGLE, SS_QUOTE_CURLY_SINGLE, curly_single(around, true));
    else if (code_point == 0x201A) /* also what a comma becomes in a broken text */
        set(mark, SS_FAMILY_SINGLE, SS_QUOTE_LOW, around->opens ? SS_ROLE_OPEN : SS_ROLE_STRAY);
    else
        set(mark, SS_FAMILY_SINGLE, SS_QUOTE_ASCII_SINGLE, straight_single(around));
    mark->certain = around->before != 0 && !around->word_before;
    mark->plural = behind_plural(around);
}

/* Two single marks that the tokenizer took for one double. */
static bool is_doubled(const ss_tokens *tokens, uint32_t index)
{
    ss_span span = ss_token_span(tokens, index);
    ss_character first = ss_utf8_decode(tokens->text, span.end, span.start);
    return span.end - span.start == 2u * first.length && ss_character_is_apostrophe(first.code_point) &&
           ss_utf8_decode(tokens->text, span.end, span.start + first.length).code_point == first.code_point;
}

static uint32_t doubled(uint32_t single)
{
    return single == '\'' ? '"' : single == 0x2018 ? 0x201C : 0x201D;
}

static ss_quote_mark read_mark(const ss_tokens *tokens, uint32_t index, bool after_opening)
{
    surroundings around = look_around(tokens, index, after_opening);
    uint32_t code_point = first_character(tokens, index);
    ss_quote_mark mark = {0};
    mark.numeric = number_before(&around);
    switch (is_doubled(tokens, index) ? doubled(code_point) : code_point) {
    case 0x201C: case 0x201F:
        set(&mark, SS_FAMILY_DOUBLE, SS_QUOTE_CURLY_DOUBLE, shaped(&around, true));
        break;
    case 0x201D:
        set(&mark, SS_FAMILY_DOUBLE, SS_QUOTE_CURLY_DOUBLE,
            is_inches(&around) ? SS_ROLE_STRAY : shaped(&around, false));
        break;
    case '"': case 0xFF02:
        set(&mark, SS_FAMILY_DOUBLE, SS_QUOTE_ASCII_DOUBLE, straight_double(&around));
        break;
    case 0x201E:
        set(&mark, SS_FAMILY_DOUBLE, SS_QUOTE_LOW, SS_ROLE_OPEN);
        break;
    case '`':
        set(&mark, SS_FAMILY_DOUBLE, SS_QUOTE_ASCII_DOUBLE, SS_ROLE_OPEN);
        break;
    case 0xAB: case 0xBB: case 0x2039: case 0x203A:
        mark.forward = code_point == 0xAB || code_point == 0x2039;
        set(&mark, code_point < 0x100 ? SS_FAMILY_GUILLEMET : SS_FAMILY_SINGLE_GUILLEMET, SS_QUOTE_GUILLEMET,
            mark.forward || around.opens ? SS_ROLE_TURN : SS_ROLE_CLOSE);
        break;
    case 0x300C: case 0x300D: case 0xFF62: case 0xFF63:
        set(&mark, SS_FAMILY_CORNER, SS_QUOTE_CORNER,
            code_point == 0x300C || code_point == 0xFF62 ? SS_ROLE_OPEN : SS_ROLE_CLOSE);
        break;
    case 0x300E: case 0x300F:
        set(&mark, SS_FAMILY_WHITE_CORNER, SS_QUOTE_CORNER, code_point == 0x300E ? SS_ROLE_OPEN : SS_ROLE_CLOSE);
        break;
    default:
        set_single(&mark, &around, code_point);
    }
    return mark;
}

ss_quote_mark ss_quote_mark_read(const ss_tokens *tokens, uint32_t index, bool after_opening)
{
    ss_quote_mark mark = read_mark(tokens, index, after_opening);
    bool last = index + 1 == tokens->count || tokens->token[index + 1].gap == SS_GAP_PARAGRAPH;
    if (last && mark.role != SS_ROLE_STRAY) /* nothing is left to quote */
        mark.role = SS_ROLE_CLOSE;
    return mark;
}
