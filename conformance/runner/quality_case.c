/* quality_case.c - documents with what is right about them: measures of an engine.  Runner. */
#include <string.h>
#include "document_case.h"
#include "field.h"
#include "file.h"

typedef struct measuring {
    sc_pool *pool;
    const sc_case *one;
    const json_t *demand;
    sc_words *words;
    sc_expectation expectation;
    const sc_answer *answer;
    sc_match match;
    sc_bytes fault; /* what is not right, one thing after another */
} measuring;

static void complain(measuring *m, const char *text)
{
    sc_bytes_add(&m->fault, "; ", m->fault.length > 0 ? 2 : 0);
    sc_bytes_add(&m->fault, text, strlen(text));
}

/* The bits of case.json's `compare`; all without. */
static const char *read_compare(const sc_case *one, unsigned *compare)
{
    size_t index;
    json_t *value, *list = json_object_get(one->about, "compare");
    *compare = list == NULL ? ~0u : 0;
    json_array_foreach(list, index, value)
    {
        sc_key key = json_is_string(value) ? sc_key_of(json_string_value(value)) : SC_KEYS;
        if (key >= SC_COMPARED)
            return "case.json: `compare` names a part that is none";
        *compare |= 1u << key;
    }
    return NULL;
}

/* On one line. */
static const char *covered(const measuring *m, Sayso__V1__Span *const *span, size_t count)
{
    sc_value slice = sc_answer_slice(m->pool, m->words->text, span, count);
    char *copy = sc_pool_copy(m->pool, slice.data, slice.length);
    for (size_t at = 0; at < slice.length; at++)
        if ((unsigned char)copy[at] < ' ')
            copy[at] = ' ';
    return copy;
}

static const char *show_attribution(const measuring *m, const Sayso__V1__Attribution *one)
{
    const char *cue = one->cue != NULL ? covered(m, &one->cue, 1) : "none", *content = covered(m, one->content, one->n_content);
    int most = 40;
    while (most > 0 && strlen(content) > (size_t)most && ((unsigned char)content[most] & 0xc0) == 0x80)
        most--;
    return sc_pool_print(m->pool, "cue %s, source %s, content %.*s%s", cue, covered(m, one->source, one->n_source), most, content,
                         strlen(content) > (size_t)most ? "…" : "");
}

/* Missed blocks of a kind, by their lines. */
static void name_missed(measuring *m, sc_key kind)
{
    static const char *const what[SC_KEYS] = {[SC_CUE] = "missed", [SC_CREDIT] = "credits missed", [SC_NAME] = "speakers missed"};
    bool any = false;
    for (size_t b = 0; b < m->expectation.count; b++) {
        const sc_block *block = &m->expectation.block[b];
        if (block->kind != kind || m->match.found[b] != SC_NO_MATCH || sc_block_is_optional(block))
            continue;
        const char *line = sc_pool_print(m->pool, "%u", block->line);
        if (any)
            sc_bytes_add(&m->fault, " ", 1);
        else
            complain(m, sc_pool_print(m->pool, "%s at line ", what[kind]));
        sc_bytes_add(&m->fault, line, strlen(line));
        any = true;
    }
}

static void name_wrong(measuring *m)
{
    if (m->match.wrong > 0)
        complain(m, sc_pool_print(m->pool, "%zu unexpected", m->match.wrong));
}

/* What was not expected, for whoever looks into it. */
static const char *show_wrong(const measuring *m)
{
    sc_bytes out = {m->pool, NULL, 0, 0};
    for (size_t a = 0; a < m->answer->attribution_count; a++)
        if (!m->match.answers[a]) {
            const char *line = sc_pool_print(m->pool, "%sunexpected: %s", out.length > 0 ? "\n" : "", show_attribution(m, m->answer->attribution[a]));
            sc_bytes_add(&out, line, strlen(line));
        }
    return out.length == 0 ? NULL : sc_pool_copy(m->pool, out.data, out.length);
}

static void demand_names(measuring *m)
{
    size_t index;
    json_t *value;
    json_array_foreach(json_object_get(m->demand, "names"), index, value)
    {
        bool found = false;
        for (size_t at = 0; at < m->answer->speaker_count && !found; at++)
            found = json_is_string(value) && strcmp(sc_match_name(m->pool, m->answer->speaker[at]), json_string_value(value)) == 0;
        if (!found)
            complain(m, sc_pool_print(m->pool, "no speaker is named %s", json_string_value(value)));
    }
}

/* A whole article: figures, to two digits, so that the message stays the same while the figures nearly do. */
static void check_demand(measuring *m)
{
    const json_t *f1 = json_object_get(m->demand, "f1"), *relations = json_object_get(m->demand, "relations");
    if (f1 != NULL && m->match.f1 < json_number_value(f1))
        complain(m, sc_pool_print(m->pool, "F1 %.2f, demanded %.2f", m->match.f1, json_number_value(f1)));
    if (relations != NULL && m->match.right < (size_t)json_integer_value(relations))
        complain(m, sc_pool_print(m->pool, "%zu found, demanded %lld", m->match.right, (long long)json_integer_value(relations)));
    if (json_is_string(json_object_get(m->demand, "credits")))
        name_missed(m, SC_CREDIT);
    demand_names(m);
    name_missed(m, SC_NAME);
}

static void check_all(measuring *m)
{
    name_missed(m, SC_CUE);
    name_missed(m, SC_CREDIT);
    name_missed(m, SC_NAME);
    if (!m->expectation.others_allowed)
        name_wrong(m);
}

static const char *answer_of(sc_shared *shared, measuring *m, sc_document **document)
{
    sc_sending sending;
    const char *fault = sc_sending_read(m->pool, m->one, &sending), *status;
    if (fault == NULL && sending.alone)
        fault = sc_shared_alone(shared->options, m->pool, sending.unit, &sending.limits, &sending.begin, &sending.data,
                                (int)json_integer_value(json_object_get(m->one->about, "exit")), document);
    else if (fault == NULL)
        fault = sc_shared_document(shared, m->pool, sending.unit, &sending.begin, &sending.data, 0, 0, document);
    if (fault != NULL)
        return fault;
    status = sc_field_enum_name(&sayso__v1__status__descriptor, (int)(*document)->answer.done->status);
    if (status == NULL || strcmp(status, sc_case_text(m->one, "status", "OK")) != 0)
        return sc_pool_print(m->pool, "status %s, wanted %s", status == NULL ? "unknown" : status, sc_case_text(m->one, "status", "OK"));
    m->answer = &(*document)->answer;
    m->words = (*document)->text == NULL ? NULL : sc_words_read(m->pool, (*document)->text);
    return NULL;
}

static const char *read_expectation(measuring *m)
{
    sc_bytes source = {m->pool, NULL, 0, 0};
    if (!sc_file_read(m->pool, m->one->folder, "expected.txt", &source))
        return "expected.txt cannot be read";
    if (m->words->text->bad > 0)
        return "the document of a quality case is UTF-8";
    sc_expectation_read(m->pool, m->words, (const char *)source.data, source.length, &m->expectation);
    return m->expectation.fault;
}

sc_measure sc_quality_case(sc_shared *shared, sc_pool *pool, const sc_case *one, bool fix)
{
    measuring m = {.pool = pool, .one = one, .demand = json_object_get(one->about, "demand"), .fault = {.pool = pool}};
    sc_measure out = {{SC_FAILED, NULL, 0, NULL, NULL, NULL}, 0, false};
    sc_document *document;
    unsigned compare;
    const char *fault = read_compare(one, &compare);
    if (fault == NULL)
        fault = answer_of(shared, &m, &document);
    if (fault == NULL && m.words == NULL) { /* refused, as the case wants it */
        out.verdict.outcome = SC_PASSED;
        return out;
    }
    const char *unsound = fault == NULL ? read_expectation(&m) : NULL;
    if (fault != NULL || unsound != NULL) {
        out.verdict.outcome = unsound != NULL ? SC_UNSOUND : SC_FAILED;
        out.verdict.message = fault != NULL ? fault : unsound;
        return out;
    }
    m.match = sc_match_pair(pool, m.words, &m.expectation, m.answer, compare);
    out.f1 = m.match.f1;
    out.has_f1 = m.demand != NULL;
    (m.demand != NULL ? check_demand : check_all)(&m);
    out.verdict.outcome = m.fault.length == 0 ? SC_PASSED : SC_FAILED;
    out.verdict.message = sc_pool_copy(pool, m.fault.data, m.fault.length);
    out.verdict.detail = show_wrong(&m);
    if (fix && m.fault.length > 0 && !sc_fix_expected(pool, one, m.words, &m.expectation, &m.match, m.answer))
        out.verdict.message = "expected.txt cannot be written";
    return out;
}
