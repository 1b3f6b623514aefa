#include "text/markdown_inline.h"

#include <string.h>

#include "text/entity.h"

typedef struct marking {
    ss_markdown_inline *scratch;
    const ss_markdown_labels *labels;
    const ss_markdown_scan *scan;
    uint8_t *mark;
    ss_markdown_missing missing;
    uint32_t brackets;     /* open ones in the ring, */
    uint32_t newest;       /* and the place of the one that opened last */
    uint32_t opened;       /* brackets met so far */
    uint32_t no_links;     /* brackets before this number hold a link already and can be none */
    uint32_t last_bracket; /* where the last '[' stands */
    bool runs_known;       /* scratch->last_run is filled */
    bool html_only;
} marking;

static void set(marking *self, uint32_t start, uint32_t end, ss_markdown_mark mark)
{
    memset(self->mark + start, (int)mark, end - start);
    *self->scan->steps += end - start;
}

/* ---- code spans, escapes, tags -------------------------------------------------------------- */

static void know_runs(marking *self, uint32_t at)
{
    const ss_markdown_scan *scan = self->scan;
    memset(self->scratch->last_run, 0, sizeof self->scratch->last_run);
    *scan->steps += scan->length - at + SS_MAX_MARKDOWN_BACKTICKS;
    while (at < scan->length) {
        const uint8_t *found = memchr(scan->byte + at, '`', scan->length - at);
        if (found == NULL)
            break;
        uint32_t start = (uint32_t)(found - scan->byte);
        at = ss_markdown_skip_run(scan, start, '`');
        if (at - start <= SS_MAX_MARKDOWN_BACKTICKS)
            self->scratch->last_run[at - start] = start;
    }
    self->runs_known = true;
}

/* The start of the next run of `count` backticks; there is one. */
static uint32_t next_run(const ss_markdown_scan *scan, uint32_t at, uint32_t count)
{
    for (;;) {
        while (scan->byte[at] != '`')
            at++;
        uint32_t end = ss_markdown_skip_run(scan, at, '`');
        if (end - at == count)
            return at;
        at = end;
    }
}

/* "`` ` ``": a space at both ends is there to part the backticks. */
static bool is_padded(const ss_markdown_scan *scan, uint32_t start, uint32_t end)
{
    uint8_t first = scan->byte[start], last = scan->byte[end - 1];
    return (first == ' ' || first == '\n') && (last == ' ' || last == '\n') && ss_markdown_skip_space(scan, start) < end;
}

/* Hides the backticks around a code span and answers with its end; a run that nothing closes is text. */
static uint32_t mark_code(marking *self, uint32_t at)
{
    const ss_markdown_scan *scan = self->scan;
    uint32_t inside = ss_markdown_skip_run(scan, at, '`'), count = inside - at;
    if (!self->runs_known)
        know_runs(self, at);
    if (count > SS_MAX_MARKDOWN_BACKTICKS || self->scratch->last_run[count] < inside)
        return inside;
    uint32_t close = next_run(scan, inside, count);
    *scan->steps += close - inside;
    bool padded = is_padded(scan, inside, close);
    set(self, at, inside + padded, SS_MARK_HIDDEN);
    set(self, close - padded, close + count, SS_MARK_HIDDEN);
    return close + count;
}

static uint32_t mark_escape(marking *self, uint32_t at)
{
    int next = ss_markdown_at(self->scan, at + 1);
    if (next != '\n' && !ss_markdown_is_mark(next))
        return at + 1;
    set(self, at, at + 1, SS_MARK_HIDDEN);
    if (next == '\n')
        set(self, at + 1, at + 2, SS_MARK_BREAK);
    return at + 2;
}

/* A line break behind two spaces is a hard one. */
static uint32_t mark_line_break(marking *self, uint32_t at)
{
    const uint8_t *byte = self->scan->byte;
    if (!self->html_only && at >= 2 && byte[at - 1] == ' ' && byte[at - 2] == ' ')
        set(self, at, at + 1, SS_MARK_BREAK);
    return at + 1;
}

static uint32_t mark_angle(marking *self, uint32_t at)
{
    uint32_t end = self->html_only ? at : ss_markdown_address_end(self->scan, at);
    if (end > at) {
        set(self, at, at + 1, SS_MARK_HIDDEN);
        set(self, end - 1, end, SS_MARK_HIDDEN);
        return end;
    }
    bool breaks;
    end = ss_markdown_html_end(self->scan, &self->missing, at, &breaks);
    if (end == at)
        return at + 1;
    set(self, at, end, SS_MARK_HIDDEN);
    if (breaks)
        set(self, at, at + 1, SS_MARK_BREAK);
    return end;
}

static uint32_t mark_entity(marking *self, uint32_t at)
{
    ss_entity entity = ss_entity_read(self->scan->byte, self->scan->length, at);
    *self->scan->steps += SS_MAX_ENTITY_BYTES / 4;
    if (entity.length == 0)
        return at + 1;
    set(self, at + 1, at + entity.length, SS_MARK_HIDDEN);
    set(self, at, at + 1, SS_MARK_ENTITY);
    return at + entity.length;
}

/* ---- emphasis and links ---------------------------------------------------------------------- */

static void pair_delimiters(marking *self, uint32_t bottom)
{
    ss_markdown_delimiters_pair(&self->scratch->delimiters, bottom, self->scan, self->mark, SS_MARK_HIDDEN);
}

static uint32_t mark_delimiter(marking *self, uint32_t at)
{
    ss_markdown_delimiters *delimiters = &self->scratch->delimiters;
    uint32_t end = ss_markdown_skip_run(self->scan, at, self->scan->byte[at]);
    if (delimiters->count == SS_MAX_MARKDOWN_DELIMITERS) {
        pair_delimiters(self, 0);
        self->brackets = 0; /* they count on what is gone */
    }
    ss_markdown_delimiters_add(delimiters, self->scan, at, end - at);
    return end;
}

static uint32_t open_bracket(marking *self, uint32_t at, bool image)
{
    uint32_t footnote = image || self->html_only ? at : ss_markdown_footnote_end(self->scan, at);
    if (footnote > at) {
        set(self, at, footnote, SS_MARK_HIDDEN);
        return footnote;
    }
    self->newest = (self->newest + 1) % SS_MAX_MARKDOWN_BRACKETS;
    self->brackets += self->brackets < SS_MAX_MARKDOWN_BRACKETS;
    self->scratch->bracket[self->newest] = (ss_markdown_bracket){at, self->scratch->delimiters.count, self->opened++, image};
    self->last_bracket = at;
    return at + 1;
}

/* What makes the bracket pair at [open, at] a link: its end, or 0. */
static uint32_t link_end(const marking *self, uint32_t open, uint32_t at)
{
    const ss_markdown_scan *scan = self->scan;
    uint32_t end = ss_markdown_target_end(scan, at + 1);
    if (end > at + 1)
        return end;
    if (self->labels->count == 0)
        return 0;
    ss_span own = {open + 1, at};
    uint32_t label = ss_markdown_label_end(scan, at + 1);
    if (label > at + 1)
        return ss_markdown_labels_have(self->labels, scan, (ss_span){at + 2, label - 1}) ? label : 0;
    bool collapsed = ss_markdown_at(scan, at + 1) == '[' && ss_markdown_at(scan, at + 2) == ']';
    bool plain = self->last_bracket == open && at > open + 1; /* a label holds no bracket */
    return plain && ss_markdown_labels_have(self->labels, scan, own) ? at + 1 + (collapsed ? 2 : 0) : 0;
}

static uint32_t close_bracket(marking *self, uint32_t at)
{
    if (self->brackets == 0)
        return at + 1;
    ss_markdown_bracket bracket = self->scratch->bracket[self->newest];
    self->newest = (self->newest + SS_MAX_MARKDOWN_BRACKETS - 1) % SS_MAX_MARKDOWN_BRACKETS;
    self->brackets--;
    if (!bracket.image && bracket.number < self->no_links)
        return at + 1;
    uint32_t end = link_end(self, bracket.at, at);
    if (end == 0)
        return at + 1;
    pair_delimiters(self, bracket.delimiters);
    set(self, at, end, SS_MARK_HIDDEN);
    set(self, bracket.at, bracket.at + 1, SS_MARK_HIDDEN);
    if (bracket.image) { /* a description is no part of the words around it */
        set(self, bracket.at - 1, bracket.at, SS_MARK_SPACE);
        set(self, end - 1, end, SS_MARK_SPACE);
    } else {
        self->no_links = self->opened;
    }
    return end;
}

/* ---- the pass -------------------------------------------------------------------------------- */

static uint32_t mark_next(marking *self, uint32_t at)
{
    switch (self->scan->byte[at]) {
    case '\n':
        return mark_line_break(self, at);
    case '<':
        return mark_angle(self, at);
    case '&':
        return mark_entity(self, at);
    default:
        break;
    }
    if (self->html_only)
        return at + 1;
    switch (self->scan->byte[at]) {
    case '\\':
        return mark_escape(self, at);
    case '`':
        return mark_code(self, at);
    case '*':
    case '_':
    case '~':
        return mark_delimiter(self, at);
    case '!':
        return ss_markdown_at(self->scan, at + 1) == '[' ? open_bracket(self, at + 1, true) : at + 1;
    case '[':
        return open_bracket(self, at, false);
    case ']':
        return close_bracket(self, at);
    default:
        return at + 1;
    }
}

void ss_markdown_mark_inline(ss_markdown_inline *scratch, const ss_markdown_labels *labels, const ss_markdown_scan *scan,
                             uint32_t from, bool html_only, uint8_t *mark)
{
    marking self = {.scratch = scratch, .labels = labels, .scan = scan, .mark = mark, .html_only = html_only};
    scratch->delimiters.count = 0;
    for (uint32_t at = from; at < scan->length;) {
        at = mark_next(&self, at);
        ++*scan->steps;
    }
    pair_delimiters(&self, 0);
}
