#include "text/sentence.h"

#include "text/abbreviation.h"
#include "text/character.h"
#include "text/opener.h"

/* Tokens looked at past a possible end for the word that would start the next sentence. */
#define LONGEST_OPENING 4u

#define ELLIPSIS 0x2026u

/* What may end a sentence, by how much must follow to believe it. */
typedef enum terminator {
    TERMINATOR_NONE,
    TERMINATOR_FULL,     /* . ? ! */
    TERMINATOR_ELLIPSIS, /* ... */
    TERMINATOR_SHORT,    /* the full stop of an abbreviation */
    TERMINATOR_WIDE      /* of Chinese and Japanese: nothing need follow */
} terminator;

typedef struct splitter {
    const ss_tokens *tokens;
    uint32_t sentence; /* first token of the one being read */
    uint64_t operations;
} splitter;

static uint32_t code_point(const ss_tokens *tokens, uint32_t index)
{
    const ss_token *token = &tokens->token[index];
    return ss_utf8_decode(tokens->text, token->start + token->length, token->start).code_point;
}

static ss_token_gap gap(const ss_tokens *tokens, uint32_t index)
{
    return index < tokens->count ? (ss_token_gap)tokens->token[index].gap : SS_GAP_PARAGRAPH;
}

static bool is_abbreviation(const ss_tokens *tokens, uint32_t index)
{
    const ss_token *token = &tokens->token[index];
    return token->kind == SS_TOKEN_WORD && token->length > 1 && tokens->text[token->start + token->length - 1] == '.';
}

static terminator mark_terminator(const ss_tokens *tokens, uint32_t index)
{
    switch (code_point(tokens, index)) {
    case '.':
        if (tokens->token[index].length > 1)
            return TERMINATOR_ELLIPSIS;
        /* ".38" is no end */
        return gap(tokens, index) != SS_GAP_NONE && gap(tokens, index + 1) == SS_GAP_NONE ? TERMINATOR_NONE
                                                                                           : TERMINATOR_FULL;
    case '?':
    case '!':
    case 0x203C: case 0x203D: case 0x2047: case 0x2048: case 0x2049:
        return TERMINATOR_FULL;
    case ELLIPSIS:
        return TERMINATOR_ELLIPSIS;
    case 0x3002: case 0xFF01: case 0xFF0E: case 0xFF1F: case 0xFF61:
        return TERMINATOR_WIDE;
    default:
        return TERMINATOR_NONE;
    }
}

static terminator terminator_at(const ss_tokens *tokens, uint32_t index)
{
    if (tokens->token[index].kind == SS_TOKEN_MARK)
        return mark_terminator(tokens, index);
    return is_abbreviation(tokens, index) ? TERMINATOR_SHORT : TERMINATOR_NONE;
}

/* A quotation mark or bracket that closes: nothing stands between it and what it closes, or it is
 * one of the marks that can do nothing else. */
static bool closes(const ss_tokens *tokens, uint32_t index)
{
    uint32_t mark = code_point(tokens, index);
    if (tokens->token[index].kind == SS_TOKEN_MARK)
        return ss_character_is_closing(mark);
    if (tokens->token[index].kind != SS_TOKEN_QUOTE)
        return false;
    switch (mark) {
    case 0x2018: case 0x201A: case 0x201B: case 0x201C: case 0x201E: case 0x201F:
    case 0xAB: case 0x2039: case 0x300C: case 0x300E: case 0xFF62: case '`':
        return false;
    case 0x201D:
        return true;
    default: /* between two spaces it is the old way of setting a closing mark */
        return gap(tokens, index) == SS_GAP_NONE || gap(tokens, index + 1) != SS_GAP_NONE;
    }
}

/* Past further terminators and everything that closes; *quoted when a quotation mark is among them. */
static uint32_t end_of_closing(const ss_tokens *tokens, uint32_t index, bool *quoted)
{
    while (index < tokens->count && gap(tokens, index) != SS_GAP_PARAGRAPH) {
        bool terminates = tokens->token[index].kind == SS_TOKEN_MARK && gap(tokens, index) == SS_GAP_NONE &&
                          mark_terminator(tokens, index) != TERMINATOR_NONE;
        if (!terminates && !closes(tokens, index))
            break;
        *quoted = *quoted || tokens->token[index].kind == SS_TOKEN_QUOTE;
        index++;
    }
    return index;
}

/* The word that would start a sentence at index, past marks that open; the index itself when there
 * is none near. */
static uint32_t first_word(const ss_tokens *tokens, uint32_t index)
{
    for (uint32_t i = index; i < tokens->count && i - index < LONGEST_OPENING; i++) {
        if (i > index && gap(tokens, i) == SS_GAP_PARAGRAPH)
            break;
        if (tokens->token[i].kind <= SS_TOKEN_ADDRESS)
            return i;
        if (tokens->token[i].kind == SS_TOKEN_MARK && !ss_character_is_opening(code_point(tokens, i)) &&
            mark_terminator(tokens, i) != TERMINATOR_ELLIPSIS)
            break;
    }
    return index;
}

static bool starts_lower(const ss_tokens *tokens, uint32_t index)
{
    return tokens->token[index].kind == SS_TOKEN_WORD && ss_character_is_lower(code_point(tokens, index));
}

/* Marks that go on with what was before: , ; : ) % / and dashes. */
static bool goes_on(const ss_tokens *tokens, uint32_t index)
{
    uint32_t mark = code_point(tokens, index);
    return tokens->token[index].kind == SS_TOKEN_MARK &&
           (mark == ',' || mark == ';' || mark == ':' || mark == '%' || mark == '/' || mark == '&' || mark == '=' ||
            ss_character_is_closing(mark) || ss_character_is_dash(mark));
}

static bool is_listed_number(const splitter *split, uint32_t full_stop)
{
    const ss_tokens *tokens = split->tokens;
    return full_stop == split->sentence + 1 && gap(tokens, split->sentence) == SS_GAP_PARAGRAPH &&
           tokens->token[split->sentence].kind == SS_TOKEN_NUMBER && gap(tokens, full_stop) == SS_GAP_NONE;
}

/* "(b. 1970)": one letter behind a bracket, before a year. */
static bool is_year_of(const splitter *split, uint32_t full_stop, uint32_t next)
{
    const ss_tokens *tokens = split->tokens;
    return full_stop >= split->sentence + 2 && code_point(tokens, full_stop - 2) == '(' &&
           tokens->token[full_stop - 1].length == 1 && starts_lower(tokens, full_stop - 1) &&
           tokens->token[next].kind == SS_TOKEN_NUMBER;
}

/* After the full stop of an abbreviation, with `next` the next word. */
static bool ends_after_short(const ss_tokens *tokens, uint32_t index, uint32_t next)
{
    const ss_token *token = &tokens->token[index];
    switch (ss_abbreviation_of(tokens->text + token->start, token->length - 1u)) {
    case SS_ABBREVIATION_LEADING:
    case SS_ABBREVIATION_NUMBERED:
        return false;
    case SS_ABBREVIATION_MONTH:
        return tokens->token[next].kind != SS_TOKEN_NUMBER && ss_token_is_capitalised(tokens, next);
    default:
        return ss_token_is_capitalised(tokens, next) && ss_opener_is(tokens, next);
    }
}

/* Whether a sentence that may end at token `index` does so before `after`, which is in its paragraph. */
static bool ends_before(const splitter *split, uint32_t index, terminator kind, bool quoted, uint32_t after)
{
    const ss_tokens *tokens = split->tokens;
    uint32_t next = first_word(tokens, after);
    if (kind == TERMINATOR_WIDE)
        return true;
    if (goes_on(tokens, after) || starts_lower(tokens, next) || is_listed_number(split, index) ||
        is_year_of(split, index, next))
        return false;
    if (gap(tokens, after) == SS_GAP_NONE && !ss_token_is_capitalised(tokens, next))
        return false;
    if (kind == TERMINATOR_SHORT && !quoted)
        return ends_after_short(tokens, index, next);
    if (kind == TERMINATOR_ELLIPSIS && !quoted)
        return ss_token_is_capitalised(tokens, next) && !ss_token_is(tokens, next, "I");
    return true;
}

typedef struct part_list {
    ss_arena *arena;
    uint32_t *first;
    uint32_t count;
    uint32_t capacity;
} part_list;

static ss_status part_list_add(part_list *list, uint32_t first)
{
    if (list->count == list->capacity) {
        uint32_t capacity = list->capacity == 0 ? 64 : list->capacity * 2;
        uint32_t *grown = ss_arena_grow(list->arena, list->first, list->capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        list->first = grown;
        list->capacity = capacity;
    }
    list->first[list->count++] = first;
    return SS_OK;
}

/* The list's last entry is the number of tokens. */
static ss_status part_list_end(part_list *list, const ss_tokens *tokens, ss_parts *out)
{
    ss_status status = part_list_add(list, tokens->count);
    if (status == SS_OK)
        *out = (ss_parts){list->first, list->count - 1, 0};
    return status;
}

/* The first token of the sentence after the one that holds `index`, or `index` + 1 when that one goes on. */
static uint32_t step(splitter *split, uint32_t index, bool *ends)
{
    const ss_tokens *tokens = split->tokens;
    terminator kind = terminator_at(tokens, index);
    uint32_t after = index + 1;
    *ends = false;
    if (kind != TERMINATOR_NONE) {
        bool quoted = false;
        after = end_of_closing(tokens, after, &quoted);
        split->operations += LONGEST_OPENING;
        *ends = after < tokens->count && gap(tokens, after) != SS_GAP_PARAGRAPH &&
                ends_before(split, index, kind, quoted, after);
    }
    split->operations += after - index;
    *ends = *ends || (after < tokens->count && gap(tokens, after) == SS_GAP_PARAGRAPH);
    return after;
}

ss_status ss_sentences_split(ss_arena *arena, const ss_tokens *tokens, ss_parts *out)
{
    *out = (ss_parts){0};
    part_list list = {.arena = arena};
    splitter split = {.tokens = tokens};
    bool starts = true;
    for (uint32_t i = 0; i < tokens->count;) {
        if (starts) {
            split.sentence = i;
            ss_status status = part_list_add(&list, i);
            if (status != SS_OK)
                return status;
        }
        i = step(&split, i, &starts);
    }
    ss_status status = part_list_end(&list, tokens, out);
    out->operations = split.operations;
    return status;
}

ss_status ss_paragraphs_split(ss_arena *arena, const ss_tokens *tokens, ss_parts *out)
{
    *out = (ss_parts){0};
    part_list list = {.arena = arena};
    for (uint32_t i = 0; i < tokens->count; i++) {
        if (tokens->token[i].gap != SS_GAP_PARAGRAPH)
            continue;
        ss_status status = part_list_add(&list, i);
        if (status != SS_OK)
            return status;
    }
    return part_list_end(&list, tokens, out);
}

uint32_t ss_part_of(const ss_parts *parts, uint32_t token)
{
    uint32_t low = 0, high = parts->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (parts->first[middle] <= token)
            low = middle;
        else
            high = middle;
    }
    return low;
}
