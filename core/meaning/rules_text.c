#include "meaning/rules_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "text/utf8.h"

/* Without its line break. */
typedef struct line {
    uint32_t start; /* first byte that is no blank */
    uint32_t end;   /* behind the last byte that is no blank */
    uint32_t indent;
} line;

typedef struct reader {
    ss_arena *arena;
    ss_rules_text text;
    ss_rules_fault *fault;
    uint32_t at;       /* the next line */
    ss_rule *rule;     /* [capacity] */
    uint32_t capacity;
} reader;

/* ---- places ---------------------------------------------------------------------------------------- */

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static uint32_t skip_blanks(const ss_rules_text *text, uint32_t at, uint32_t end)
{
    while (at < end && is_blank(text->bytes[at]))
        at++;
    return at;
}

static bool has_order_mark(const ss_rules_text *text)
{
    return text->length >= 3 && memcmp(text->bytes, "\xEF\xBB\xBF", 3) == 0;
}

ss_status ss_rules_refuse(const ss_rules_text *text, uint32_t at, ss_rules_fault *fault, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(fault->what, sizeof fault->what, format, arguments);
    va_end(arguments);
    fault->at = at = at < text->length ? at : text->length;
    fault->line = fault->column = 1;
    for (uint32_t i = has_order_mark(text) && at >= 3 ? 3 : 0; i < at; i++) {
        bool starts = (text->bytes[i] & 0xC0) != 0x80;
        fault->column += starts;
        if (text->bytes[i] == '\n') {
            fault->line++;
            fault->column = 1;
        }
    }
    return SS_ERR_INVALID_TEXT;
}

/* The next line that is neither empty nor a comment, from byte `from` on; false at the end. */
static bool read_line(const ss_rules_text *text, uint32_t *from, line *out)
{
    while (*from < text->length) {
        uint32_t start = *from;
        const uint8_t *feed = memchr(text->bytes + start, '\n', text->length - start);
        uint32_t end = feed == NULL ? text->length : (uint32_t)(feed - text->bytes);
        *from = feed == NULL ? end : end + 1;
        *out = (line){.start = skip_blanks(text, start, end), .end = end};
        while (out->end > out->start && is_blank(text->bytes[out->end - 1]))
            out->end--;
        out->indent = out->start - start;
        if (out->start < out->end && text->bytes[out->start] != '#')
            return true;
    }
    return false;
}

uint32_t ss_rules_place(const ss_rules_text *text, const ss_rule_text *value, size_t at)
{
    const uint8_t *feed = memchr(text->bytes + value->from.start, '\n', value->from.end - value->from.start);
    line piece = {.start = value->from.start, .end = feed == NULL ? value->from.end : (uint32_t)(feed - text->bytes)};
    uint32_t next = piece.end;
    ss_rules_text part = {.bytes = text->bytes, .length = value->from.end};
    while (piece.end > piece.start && is_blank(text->bytes[piece.end - 1]))
        piece.end--;
    for (bool more = true; more; more = read_line(&part, &next, &piece)) {
        if (at <= piece.end - piece.start)
            return piece.start + (uint32_t)at;
        at -= piece.end - piece.start;
    }
    return value->from.end;
}

/* ---- values ---------------------------------------------------------------------------------------- */

static ss_status copy(ss_arena *arena, const uint8_t *bytes, ss_span from, ss_rule_text *out)
{
    char *text = ss_arena_alloc(arena, (size_t)(from.end - from.start) + 1, 1);
    if (text == NULL)
        return SS_ERR_MEMORY;
    memcpy(text, bytes + from.start, from.end - from.start);
    *out = (ss_rule_text){text, from.end - from.start, from};
    return SS_OK;
}

/* A value that begins at `start` of a line and goes on in those below that are indented further. */
static ss_status read_value(reader *self, uint32_t start, line first, ss_rule_text *out)
{
    uint32_t next = self->at, end = first.end;
    line more;
    start = skip_blanks(&self->text, start, first.end);
    while (read_line(&self->text, &next, &more) && more.indent > first.indent) {
        end = more.end;
        self->at = next;
    }
    char *text = ss_arena_alloc(self->arena, (size_t)(end - start) + 1, 1);
    if (text == NULL)
        return SS_ERR_MEMORY;
    memcpy(text, self->text.bytes + start, first.end - start);
    uint32_t length = first.end - start;
    ss_rules_text part = {.bytes = self->text.bytes, .length = end};
    for (next = first.end; read_line(&part, &next, &more); length += more.end - more.start)
        memcpy(text + length, self->text.bytes + more.start, more.end - more.start);
    *out = (ss_rule_text){text, length, {start, end}};
    return SS_OK;
}

/* How many bytes the quotation mark has that opens at `at`, 0 for none, and what closes it. */
static uint32_t opening_mark(const char *bytes, uint32_t length, const char **closing)
{
    if (length >= 1 && bytes[0] == '"') {
        *closing = "\"";
        return 1;
    }
    *closing = "\xE2\x80\x9D";
    return length >= 3 && memcmp(bytes, "\xE2\x80\x9C", 3) == 0 ? 3 : 0;
}

/* Bytes to the closing mark in a text that begins behind the opening one; `length` when there is none. */
static uint32_t to_closing(const char *bytes, uint32_t length, const char *closing)
{
    uint32_t size = (uint32_t)strlen(closing), at = 0;
    while (at + size <= length && memcmp(bytes + at, closing, size) != 0)
        at++;
    return at + size <= length ? at : length;
}

bool ss_rules_unquote(ss_arena *arena, const ss_rule_text *value, ss_rule_text *out)
{
    const char *closing;
    uint32_t mark = opening_mark(value->text, value->length, &closing), size = (uint32_t)strlen(closing);
    if (mark == 0 || value->length < mark + size)
        return false;
    uint32_t inside = to_closing(value->text + mark, value->length - mark, closing);
    if (inside == value->length - mark || mark + inside + size != value->length)
        return false;
    char *text = ss_arena_alloc(arena, (size_t)inside + 1, 1);
    if (text == NULL)
        return false;
    memcpy(text, value->text + mark, inside);
    *out = (ss_rule_text){text, inside, {value->from.start + mark, value->from.start + mark + inside}};
    return true;
}

/* ---- rules ----------------------------------------------------------------------------------------- */

/* A run of what is neither blank nor "=". */
static uint32_t word_end(const ss_rules_text *text, uint32_t at, uint32_t end)
{
    while (at < end && !is_blank(text->bytes[at]) && text->bytes[at] != '=')
        at++;
    return at;
}

/* The name behind a rule's word: in quotation marks, or one word. *at moves behind it. */
static ss_status read_name(reader *self, uint32_t *at, uint32_t end, ss_rule *rule)
{
    const ss_rules_text *text = &self->text;
    const char *closing, *bytes = (const char *)text->bytes + *at;
    uint32_t mark = opening_mark(bytes, end - *at, &closing);
    ss_span name = {*at, word_end(text, *at, end)};
    *at = name.end;
    if (mark > 0) {
        uint32_t room = end - name.start - mark, inside = to_closing(bytes + mark, room, closing);
        if (inside == room)
            return ss_rules_refuse(text, name.start, self->fault, "a quotation mark that is not closed on its line");
        rule->quoted = true;
        name = (ss_span){name.start + mark, name.start + mark + inside};
        *at = name.end + (uint32_t)strlen(closing);
    }
    return copy(self->arena, text->bytes, name, &rule->name);
}

static ss_status read_setting(reader *self, line at, ss_rule_setting *out)
{
    const ss_rules_text *text = &self->text;
    ss_span name = {at.start, word_end(text, at.start, at.end)};
    uint32_t sign = skip_blanks(text, name.end, at.end);
    if (name.start == name.end || sign == at.end || text->bytes[sign] != '=')
        return ss_rules_refuse(text, at.start, self->fault,
                               "a setting is written NAME = VALUE; a value goes on in lines that are indented further than its name");
    ss_status status = copy(self->arena, text->bytes, name, &out->name);
    return status == SS_OK ? read_value(self, sign + 1, at, &out->value) : status;
}

static ss_status read_settings(reader *self, ss_rule *rule)
{
    ss_rule_setting setting[SS_MAX_RULE_SETTINGS];
    uint32_t next = self->at, count = 0;
    line at;
    while (read_line(&self->text, &next, &at) && at.indent > 0) {
        self->at = next;
        if (count == SS_MAX_RULE_SETTINGS)
            return ss_rules_refuse(&self->text, at.start, self->fault, "more than %u settings of one rule", SS_MAX_RULE_SETTINGS);
        ss_status status = read_setting(self, at, &setting[count]);
        if (status != SS_OK)
            return status;
        count++;
        next = self->at;
    }
    ss_rule_setting *kept = ss_arena_copy(self->arena, setting, count, sizeof *kept);
    if (kept == NULL)
        return SS_ERR_MEMORY;
    rule->setting = kept;
    rule->setting_count = count;
    return SS_OK;
}

static ss_status read_rule(reader *self, line first, ss_rule *rule)
{
    const ss_rules_text *text = &self->text;
    if (first.indent > 0)
        return ss_rules_refuse(text, first.start, self->fault, "an indented line, and no rule above it that it could belong to");
    uint32_t at = word_end(text, first.start, first.end);
    ss_status status = copy(self->arena, text->bytes, (ss_span){first.start, at}, &rule->word);
    at = skip_blanks(text, at, first.end);
    if (status == SS_OK)
        status = read_name(self, &at, first.end, rule);
    if (status != SS_OK)
        return status;
    at = skip_blanks(text, at, first.end);
    rule->has_value = at < first.end && text->bytes[at] == '=';
    if (rule->has_value)
        return read_value(self, at + 1, first, &rule->value);
    if (at < first.end)
        return ss_rules_refuse(text, at, self->fault, "a rule's name is one word or stands in quotation marks; behind it comes = or nothing");
    return read_settings(self, rule);
}

static ss_status append(reader *self, const ss_rule *rule)
{
    if (self->text.count == SS_MAX_RULES)
        return ss_rules_refuse(&self->text, rule->word.from.start, self->fault, "more than %u rules", SS_MAX_RULES);
    if (self->text.count == self->capacity) {
        uint32_t capacity = self->capacity == 0 ? 32 : 2 * self->capacity;
        ss_rule *grown = ss_arena_grow(self->arena, self->rule, self->capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        self->text.rule = self->rule = grown;
        self->capacity = capacity;
    }
    self->rule[self->text.count++] = *rule;
    return SS_OK;
}

static ss_status check(reader *self, size_t length)
{
    const ss_rules_text *text = &self->text;
    if (length > SS_MAX_RULES_BYTES)
        return ss_rules_refuse(text, SS_MAX_RULES_BYTES, self->fault, "a rules file of more than %u bytes", SS_MAX_RULES_BYTES);
    ss_utf8_report report = ss_utf8_check(text->bytes, text->length);
    if (report.bad_sequences > 0)
        return ss_rules_refuse(text, (uint32_t)report.first_bad, self->fault, "not UTF-8 from here on");
    const uint8_t *nul = text->length == 0 ? NULL : memchr(text->bytes, '\0', text->length);
    if (nul != NULL)
        return ss_rules_refuse(text, (uint32_t)(nul - text->bytes), self->fault, "a NUL byte");
    return SS_OK;
}

ss_status ss_rules_text_read(ss_arena *arena, const uint8_t *bytes, size_t length, ss_rules_text *out,
                             ss_rules_fault *fault)
{
    uint32_t kept = length > SS_MAX_RULES_BYTES ? SS_MAX_RULES_BYTES : (uint32_t)length;
    reader self = {.arena = arena, .text = {.bytes = bytes, .length = kept}, .fault = fault};
    *out = (ss_rules_text){0};
    ss_status status = check(&self, length);
    self.at = has_order_mark(&self.text) ? 3 : 0;
    line first;
    while (status == SS_OK && read_line(&self.text, &self.at, &first)) {
        ss_rule rule = {0};
        status = read_rule(&self, first, &rule);
        if (status == SS_OK)
            status = append(&self, &rule);
    }
    if (status == SS_OK)
        *out = self.text;
    return status;
}
