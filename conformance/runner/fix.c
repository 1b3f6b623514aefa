/* fix.c - writes expected.txt and session.txt anew from what came, for review.  Runner. */
#include <string.h>
#include "document_case.h"
#include "field.h"
#include "file.h"

typedef struct fixing {
    sc_pool *pool;
    const sc_words *words;
    const sc_answer *answer;
    sc_bytes out;
} fixing;

static void add(fixing *f, const char *key, const char *value)
{
    sc_bytes_add(&f->out, key, strlen(key));
    sc_bytes_add(&f->out, ": ", 2);
    sc_bytes_add(&f->out, value, strlen(value));
    sc_bytes_add(&f->out, "\n", 1);
}

static void add_spans(fixing *f, const char *key, Sayso__V1__Span *const *span, size_t count)
{
    for (size_t at = 0; at < count; at++)
        add(f, key, sc_quote_write(f->pool, f->words->text, (sc_place){span[at]->start, span[at]->end}));
    if (count == 0)
        add(f, key, "none");
}

static void add_attribution(fixing *f, const Sayso__V1__Attribution *one)
{
    const char *name = sc_match_name(f->pool, sc_answer_speaker(f->answer, one->speaker));
    const char *kind = sc_field_enum_name(&sayso__v1__kind__descriptor, (int)one->kind);
    sc_bytes_add(&f->out, "\n", 1);
    add_spans(f, "cue", &one->cue, one->cue != NULL);
    add_spans(f, "source", one->source, one->n_source);
    if (one->n_content > 0)
        add_spans(f, "content", one->content, one->n_content);
    add(f, "speaker", name == NULL ? "none" : name);
    if (kind != NULL)
        add(f, "kind", kind);
}

/* Whether a line belongs to a block that nothing answered. */
static bool was_missed(const sc_expectation *expectation, const sc_match *match, unsigned line)
{
    for (size_t b = 0; b < expectation->count; b++)
        if (line >= expectation->block[b].line && line <= expectation->block[b].last_line)
            return match->found[b] == SC_NO_MATCH && !sc_block_is_optional(&expectation->block[b]);
    return false;
}

bool sc_fix_expected(sc_pool *pool, const sc_case *one, const sc_words *words, const sc_expectation *expectation, const sc_match *match,
                     const sc_answer *answer)
{
    fixing f = {pool, words, answer, {pool, NULL, 0, 0}};
    sc_bytes source = {pool, NULL, 0, 0};
    unsigned number = 0;
    if (!sc_file_read(pool, one->folder, "expected.txt", &source))
        return false;
    for (size_t at = 0; at < source.length;) {
        const uint8_t *stop = memchr(source.data + at, '\n', source.length - at);
        size_t size = stop == NULL ? source.length - at : (size_t)(stop - source.data) - at + 1;
        if (!was_missed(expectation, match, ++number))
            sc_bytes_add(&f.out, source.data + at, size);
        at += size;
    }
    sc_bytes_add(&f.out, "\nin: everywhere\n", 16);
    for (size_t a = 0; a < answer->attribution_count; a++)
        if (!match->answers[a] && !expectation->others_allowed)
            add_attribution(&f, answer->attribution[a]);
    return sc_file_write(pool, one->folder, "expected.txt", f.out.data, f.out.length);
}

/* Behind the value that stands at `at`: a text in quotation marks, or up to a blank. */
static size_t value_end(const sc_bytes *source, size_t at)
{
    bool inside = false;
    for (; at < source->length && source->data[at] != '\n'; at++) {
        if (source->data[at] == '\\' && inside)
            at++;
        else if (source->data[at] == '"')
            inside = !inside;
        else if (source->data[at] == ' ' && !inside)
            break;
    }
    return at < source->length ? at : source->length;
}

bool sc_fix_session(sc_pool *pool, const sc_case *one, const sc_bytes *source, const sc_verdict *verdict)
{
    size_t at = 0, length;
    const char *key = sc_pool_print(pool, " %s=", verdict->key == NULL ? "" : verdict->key);
    for (unsigned line = 1; line < verdict->line && at < source->length; at++)
        line += source->data[at] == '\n';
    const uint8_t *found = verdict->key == NULL ? NULL : memmem(source->data + at, source->length - at, key, strlen(key));
    if (found == NULL)
        return true; /* nothing that could be written anew */
    size_t begin = (size_t)(found - source->data) + strlen(key), end = value_end(source, begin);
    sc_bytes out = {pool, NULL, 0, 0};
    const char *value = sc_value_write(pool, (sc_value){verdict->actual, strlen(verdict->actual)}, false);
    length = strlen(value);
    sc_bytes_add(&out, source->data, begin);
    sc_bytes_add(&out, value, length);
    sc_bytes_add(&out, source->data + end, source->length - end);
    return sc_file_write(pool, one->folder, "session.txt", out.data, out.length);
}
