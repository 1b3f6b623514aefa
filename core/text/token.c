#include "text/token.h"

#include <string.h>
#include <utf8proc.h>

#include "base/limits.h"
#include "text/address.h"
#include "text/character.h"
#include "text/word.h"
#include "text/wrap.h"

#define PARAGRAPH_SEPARATOR 0x2029u
#define RIGHT_SINGLE_QUOTE 0x2019u

typedef struct cutter {
    ss_arena *arena;
    const uint8_t *text;
    uint32_t length;
    uint32_t at;
    ss_token *token;
    uint32_t count;
    uint32_t capacity;
    ss_address_finder addresses;
    uint8_t gap;  /* ss_token_gap before `at` */
    bool wrapped; /* a single line break ends no paragraph */
} cutter;

static ss_sight look(const cutter *cut, uint32_t at)
{
    return ss_character_look(cut->text, cut->length, at);
}

/* Moves `at` to the next token's start and says what was between. */
static void skip_gap(cutter *cut)
{
    uint32_t breaks = 0;
    bool space = false;
    for (;;) {
        ss_sight sight = look(cut, cut->at);
        if (sight.class == SS_CLASS_BREAK) {
            breaks += sight.code_point == PARAGRAPH_SEPARATOR ? 2 : 1;
            if (sight.code_point == '\r' && look(cut, cut->at + 1).code_point == '\n')
                cut->at++;
        } else if (sight.class == SS_CLASS_SPACE) {
            space = true;
        } else if (sight.class != SS_CLASS_CONTROL && sight.class != SS_CLASS_FORMAT) {
            break;
        }
        cut->at += sight.length;
    }
    if (cut->count == 0 || breaks >= 2 || (breaks == 1 && !cut->wrapped))
        cut->gap = SS_GAP_PARAGRAPH;
    else
        cut->gap = breaks == 1 ? SS_GAP_LINE : space ? SS_GAP_SPACE : SS_GAP_NONE;
}

/* Adds the token from `at` to end and moves there. */
static ss_status add(cutter *cut, uint32_t end, ss_token_kind kind)
{
    if (cut->count == cut->capacity) {
        uint32_t capacity = cut->capacity * 2;
        ss_token *grown = ss_arena_grow(cut->arena, cut->token, cut->capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        cut->token = grown;
        cut->capacity = capacity;
    }
    cut->token[cut->count++] = (ss_token){cut->at, (uint16_t)(end - cut->at), (uint8_t)kind, cut->gap};
    cut->at = end;
    cut->gap = SS_GAP_NONE;
    return SS_OK;
}

/* A word and what is cut from its end, from the first piece to the last: "should" "n't" "'ve". */
static ss_status add_word(cutter *cut, uint32_t end, ss_token_kind kind)
{
    uint32_t piece[4], pieces = 0;
    piece[pieces++] = end;
    while (pieces < sizeof piece / sizeof *piece && kind == SS_TOKEN_WORD) {
        uint32_t at = ss_word_cut(cut->text, cut->at, piece[pieces - 1]);
        if (at == piece[pieces - 1])
            break;
        piece[pieces++] = at;
    }
    ss_status status = SS_OK;
    while (pieces > 0 && status == SS_OK)
        status = add(cut, piece[--pieces], kind);
    return status;
}

static ss_status cut_word(cutter *cut, ss_token_kind kind)
{
    uint32_t end = ss_address_end(&cut->addresses, cut->at);
    if (end > cut->at)
        return add(cut, end, SS_TOKEN_ADDRESS);
    end = ss_word_end(cut->text, cut->length, cut->at);
    uint32_t path = ss_address_path_end(&cut->addresses, cut->at, end);
    return path > end ? add(cut, path, SS_TOKEN_ADDRESS) : add_word(cut, end, kind);
}

/* The end of a mark with what combines with it: an emoji's joined parts, variation selectors. A
 * grapheme cluster of UAX #29. */
static uint32_t cluster_end(const cutter *cut, ss_sight sight)
{
    uint32_t end = cut->at + sight.length;
    utf8proc_int32_t state = 0, before = (utf8proc_int32_t)sight.code_point;
    while (!sight.bad && end < cut->length && cut->text[end] >= 0x80) {
        ss_sight next = look(cut, end);
        if (next.bad || end + next.length - cut->at > SS_MAX_TOKEN_BYTES ||
            utf8proc_grapheme_break_stateful(before, (utf8proc_int32_t)next.code_point, &state))
            break;
        before = (utf8proc_int32_t)next.code_point;
        end += next.length;
    }
    return end;
}

/* "..." and "--" of any length are one mark. */
static uint32_t run_end(const cutter *cut, uint32_t code_point)
{
    uint32_t end = cut->at + 1;
    while (end < cut->length && cut->text[end] == code_point && end - cut->at < SS_MAX_TOKEN_BYTES)
        end++;
    return end;
}

static bool follows_word(const cutter *cut)
{
    return cut->gap == SS_GAP_NONE && cut->count > 0 && cut->token[cut->count - 1].kind <= SS_TOKEN_ADDRESS;
}

static ss_status cut_mark(cutter *cut, ss_sight sight)
{
    if ((sight.code_point == '@' || sight.code_point == '#') && !follows_word(cut)) {
        uint32_t end = ss_address_end(&cut->addresses, cut->at);
        if (end > cut->at)
            return add(cut, end, SS_TOKEN_ADDRESS);
    }
    uint32_t end = cluster_end(cut, sight);
    if (sight.code_point == '.' || sight.code_point == '-') {
        uint32_t run = run_end(cut, sight.code_point);
        end = run > end ? run : end;
    }
    bool backticks = sight.code_point == '`' && look(cut, cut->at + 1).code_point == '`';
    return backticks ? add(cut, cut->at + 2, SS_TOKEN_QUOTE) : add(cut, end, SS_TOKEN_MARK);
}

/* What an apostrophe can lean on: "U.S." 's, 5% 's, "Hannity" 's. */
static bool carries_clitic(const cutter *cut)
{
    if (cut->gap != SS_GAP_NONE || cut->count == 0)
        return false;
    const ss_token *before = &cut->token[cut->count - 1];
    uint32_t code_point = look(cut, before->start).code_point;
    return before->kind != SS_TOKEN_MARK || code_point == '%' || ss_character_is_closing(code_point);
}

/* Nothing before that a closing mark could close on: space, an opening mark, a dash. */
static bool starts_afresh(const cutter *cut)
{
    if (cut->gap != SS_GAP_NONE || cut->count == 0)
        return true;
    uint32_t before = look(cut, cut->token[cut->count - 1].start).code_point;
    return ss_character_is_opening(before) || ss_character_is_dash(before) || before == 0x201C || before == 0x2018 ||
           before == '"';
}

/* Behind the apostrophe, "90s": two digits and an s. */
static bool is_decade(const cutter *cut, uint32_t at)
{
    return look(cut, at).class == SS_CLASS_DIGIT && look(cut, at + 1).class == SS_CLASS_DIGIT &&
           (look(cut, at + 2).code_point | 0x20) == 's' && !ss_class_in_word(look(cut, at + 3).class);
}

/* Words that begin with an apostrophe in place of letters, in lower case: "'Tis" may open a quotation. */
static bool is_elision(const cutter *cut, uint32_t at)
{
    static const char *const elided[] = {"em", "tis", "twas", "til", "n"};
    for (size_t i = 0; i < sizeof elided / sizeof *elided; i++) {
        uint32_t letters = (uint32_t)strlen(elided[i]);
        if (cut->length - at >= letters && memcmp(cut->text + at, elided[i], letters) == 0 &&
            !ss_class_in_word(look(cut, at + letters).class))
            return true;
    }
    return false;
}

/* '' stands for one double mark; of ''' the single one is inside: before the double one where they
 * close, behind it where they open. */
static bool is_doubled(const cutter *cut, ss_sight sight)
{
    uint32_t after = cut->at + sight.length;
    bool second = look(cut, after).code_point == sight.code_point;
    bool third = look(cut, after + sight.length).code_point == sight.code_point;
    bool fourth = look(cut, after + 2u * sight.length).code_point == sight.code_point;
    return second && (!third || fourth || starts_afresh(cut));
}

/* An apostrophe at a word's start, or a quotation mark: quote.c tells what is left of both apart. */
static ss_status cut_quote(cutter *cut, ss_sight sight)
{
    uint32_t after = cut->at + sight.length;
    if (ss_character_is_apostrophe(sight.code_point)) {
        uint32_t clitic = ss_word_clitic_end(cut->text, cut->length, cut->at);
        if (clitic > cut->at && carries_clitic(cut))
            return add(cut, clitic, SS_TOKEN_WORD);
        if (starts_afresh(cut)) {
            uint8_t next = look(cut, after).class;
            bool curly = sight.code_point == RIGHT_SINGLE_QUOTE; /* never opens a quotation in English */
            if (is_decade(cut, after) || (curly && next == SS_CLASS_DIGIT))
                return add(cut, ss_word_end(cut->text, cut->length, cut->at), SS_TOKEN_NUMBER);
            if (is_elision(cut, after) || (curly && next == SS_CLASS_LETTER))
                return add_word(cut, ss_word_end(cut->text, cut->length, cut->at), SS_TOKEN_WORD);
        }
        if (is_doubled(cut, sight))
            return add(cut, after + sight.length, SS_TOKEN_QUOTE);
    }
    return add(cut, cluster_end(cut, sight), SS_TOKEN_QUOTE);
}

static ss_status cut_next(cutter *cut)
{
    ss_sight sight = look(cut, cut->at);
    switch (sight.class) {
    case SS_CLASS_LETTER:
        return cut_word(cut, SS_TOKEN_WORD);
    case SS_CLASS_DIGIT:
        return cut_word(cut, SS_TOKEN_NUMBER);
    case SS_CLASS_IDEOGRAPH:
        return add(cut, cluster_end(cut, sight), SS_TOKEN_WORD);
    case SS_CLASS_QUOTE:
        return cut_quote(cut, sight);
    default:
        return cut_mark(cut, sight);
    }
}

ss_status ss_tokens_cut(ss_arena *arena, const uint8_t *text, uint32_t length, ss_tokens *out)
{
    *out = (ss_tokens){0};
    cutter cut = {.arena = arena, .text = text, .length = length, .wrapped = ss_wrap_detect(text, length)};
    cut.capacity = length / 4 + 16; /* doubled twice it holds a token a byte: grown no further than that */
    cut.token = ss_arena_alloc(arena, cut.capacity, sizeof *cut.token);
    if (cut.token == NULL)
        return SS_ERR_MEMORY;
    ss_address_begin(&cut.addresses, text, length);
    for (skip_gap(&cut); cut.at < length; skip_gap(&cut)) {
        ss_status status = cut.count % SS_STOP_EVERY == 0 && ss_arena_is_stopped(arena) ? SS_ERR_STOPPED : cut_next(&cut);
        if (status != SS_OK)
            return status;
    }
    /* outside addresses every byte is looked at a fixed number of times */
    *out = (ss_tokens){text, length, cut.token, cut.count, (length + cut.addresses.looked) / SS_BYTES_AN_OPERATION};
    return SS_OK;
}
