/* jsonl.c - one JSON object a document, one document a line.  Floor: plugin.
 *
 * jansson makes every value and does all escaping; only the commas and brackets between records are
 * written here, so that a document's records never stand in memory together. */
#include "format/jsonl.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include "text/utf8.h"

#define SHORTEST_SCRATCH 4096u

/* Where texts are joined and made valid before jansson copies them. */
typedef struct scratch {
    ss_arena *arena;
    char *bytes; /* [capacity] */
    size_t length;
    size_t capacity;
} scratch;

typedef struct writer {
    FILE *out;
    const ss_answer *answer;
    scratch text;
} writer;

/* ---- texts ----------------------------------------------------------------------------------- */

static bool add(scratch *self, const void *bytes, size_t length)
{
    if (length > self->capacity - self->length) {
        size_t capacity = self->capacity < SHORTEST_SCRATCH ? SHORTEST_SCRATCH : self->capacity;
        while (capacity - self->length < length)
            capacity *= 2;
        char *grown = ss_arena_grow(self->arena, self->bytes, self->capacity, capacity, 1);
        if (grown == NULL)
            return false;
        self->bytes = grown;
        self->capacity = capacity;
    }
    memcpy(self->bytes + self->length, bytes, length);
    self->length += length;
    return true;
}

/* JSON has no bytes that are not UTF-8: each bad sequence is written as U+FFFD. */
static bool add_valid(scratch *self, const uint8_t *text, uint32_t length)
{
    uint32_t from = 0, at = 0;
    bool added = true;
    while (at < length && added) {
        ss_character character = ss_utf8_decode(text, length, at);
        if (character.bad) {
            added = add(self, text + from, at - from) && add(self, "\xEF\xBF\xBD", 3);
            from = at + character.length;
        }
        at += character.length;
    }
    return added && add(self, text + from, length - from);
}

/* The fragments joined by one space. */
static json_t *text_of(writer *self, const sayso_span *span, uint32_t count)
{
    bool added = true;
    self->text.length = 0;
    for (uint32_t i = 0; i < count && added; i++)
        added = (i == 0 || add(&self->text, " ", 1)) &&
                add_valid(&self->text, self->answer->text + span[i].start, span[i].end - span[i].start);
    return added ? json_stringn_nocheck(self->text.bytes, self->text.length) : NULL;
}

static json_t *string_of(scratch *self, const void *bytes, size_t length)
{
    self->length = 0;
    if (!add_valid(self, bytes, (uint32_t)length) || !add(self, "", 1))
        return NULL;
    return json_stringn_nocheck(self->bytes, self->length - 1);
}

static json_t *terminated_of(scratch *self, const char *string)
{
    return string_of(self, string, strlen(string));
}

/* ---- values: each is NULL when memory ran out, and so is what is made of it ------------------ */

/* Takes over both, also on failure. */
static json_t *with(json_t *object, const char *key, json_t *value)
{
    if (object != NULL && json_object_set_new_nocheck(object, key, value) == 0)
        return object;
    if (object == NULL)
        json_decref(value);
    json_decref(object);
    return NULL;
}

static json_t *with_item(json_t *array, json_t *value)
{
    if (array != NULL && json_array_append_new(array, value) == 0)
        return array;
    if (array == NULL)
        json_decref(value);
    json_decref(array);
    return NULL;
}

static json_t *span_of(const writer *self, sayso_span span)
{
    json_t *pair = with_item(json_array(), json_integer(sayso_offset(self->answer->annotator, span.start)));
    return with_item(pair, json_integer(sayso_offset(self->answer->annotator, span.end)));
}

static json_t *spans_of(const writer *self, const sayso_span *span, uint32_t count)
{
    json_t *spans = json_array();
    for (uint32_t i = 0; i < count && spans != NULL; i++)
        spans = with_item(spans, span_of(self, span[i]));
    return spans;
}

static json_t *part_of(writer *self, const sayso_span *span, uint32_t count)
{
    json_t *part = with(json_object(), "spans", spans_of(self, span, count));
    return with(part, "text", text_of(self, span, count));
}

static json_t *phrases_of(writer *self, const sayso_span *span, uint32_t count)
{
    json_t *phrases = json_array();
    for (uint32_t i = 0; i < count && phrases != NULL; i++) {
        json_t *phrase = with(json_object(), "span", span_of(self, span[i]));
        phrases = with_item(phrases, with(phrase, "text", text_of(self, &span[i], 1)));
    }
    return phrases;
}

static json_t *fingerprint_of(uint64_t fingerprint)
{
    char digits[17];
    snprintf(digits, sizeof digits, "%016llx", (unsigned long long)fingerprint);
    return json_string_nocheck(digits);
}

/* ---- records --------------------------------------------------------------------------------- */

static json_t *attribution_of(writer *self, const sayso_attribution *one)
{
    json_t *record = with(json_object(), "id", json_integer(one->id));
    record = with(record, "kind", json_string_nocheck(sayso_kind_name(one->kind)));
    if (one->source_count > 0)
        record = with(record, "source", part_of(self, one->source, one->source_count));
    if (one->cue.start < one->cue.end)
        record = with(record, "cue", part_of(self, &one->cue, 1));
    if (one->content_count > 0)
        record = with(record, "content", part_of(self, one->content, one->content_count));
    if (one->speaker != 0)
        record = with(record, "speaker", json_integer(one->speaker));
    record = with(record, "confidence", json_real(one->confidence / 1000.0));
    record = with(record, "act", json_string_nocheck(sayso_act_name(one->act)));
    record = with(record, "negated", json_boolean(one->negated));
    if (one->parent != 0 && one->parent <= self->answer->result->attribution_count)
        record = with(record, "parent", json_integer(one->parent));
    return with(record, "fingerprint", fingerprint_of(one->fingerprint));
}

static json_t *members_of(const sayso_speaker *one)
{
    json_t *members = json_array();
    for (uint32_t i = 0; i < one->member_count && members != NULL; i++)
        members = with_item(members, json_integer(one->member[i]));
    return members;
}

static json_t *speaker_of(writer *self, const sayso_speaker *one)
{
    json_t *record = with(json_object(), "id", json_integer(one->id));
    record = with(record, "name", string_of(&self->text, one->name.bytes, one->name.length));
    record = with(record, "key", string_of(&self->text, one->key.bytes, one->key.length));
    record = with(record, "kind", json_string_nocheck(sayso_speaker_kind_name(one->kind)));
    if (one->role_count > 0)
        record = with(record, "role", phrases_of(self, one->role, one->role_count));
    if (one->affiliation_count > 0)
        record = with(record, "affiliation", phrases_of(self, one->affiliation, one->affiliation_count));
    if (one->member_count > 0)
        record = with(record, "members", members_of(one));
    return with(record, "mentions", spans_of(self, one->mention, one->mention_count));
}

static json_t *credit_of(writer *self, const sayso_credit *one)
{
    json_t *record = with(json_object(), "kind", json_string_nocheck(sayso_credit_kind_name(one->kind)));
    record = with(record, "span", span_of(self, one->span));
    return with(record, "text", text_of(self, &one->span, 1));
}

/* ---- the line -------------------------------------------------------------------------------- */

/* In JSON a byte above 0x7F stands inside a string, so these can be escaped wherever they are.
 * JSON allows them raw, but readers that cut lines as Unicode says would cut here. */
static const char *escaped_break(const char *at, size_t *length)
{
    *length = 3;
    if (memcmp(at, "\xE2\x80\xA8", 3) == 0)
        return "\\u2028";
    if (memcmp(at, "\xE2\x80\xA9", 3) == 0)
        return "\\u2029";
    *length = 2;
    return memcmp(at, "\xC2\x85", 2) == 0 ? "\\u0085" : NULL;
}

/* The first of them from `at` on, or NULL. */
static const char *next_break(const char *at, const char **escape, size_t *length)
{
    while ((at = strpbrk(at, "\xE2\xC2")) != NULL && (*escape = escaped_break(at, length)) == NULL)
        at++;
    return at;
}

static void put_escaping_breaks(FILE *out, const char *json)
{
    const char *at, *escape;
    size_t length;
    for (; (at = next_break(json, &escape, &length)) != NULL; json = at + length) {
        fwrite(json, 1, (size_t)(at - json), out);
        fputs(escape, out);
    }
    fputs(json, out);
}

/* As much as put_escaping_breaks writes. */
static size_t escaped_length(const char *json)
{
    const char *at, *escape;
    size_t length, sum = 0;
    for (; (at = next_break(json, &escape, &length)) != NULL; json = at + length)
        sum += (size_t)(at - json) + strlen(escape);
    return sum + strlen(json);
}

/* A confidence has three digits or fewer (it is a count of thousandths), so three significant ones
 * say it whole. Takes the value over; the caller frees what comes, NULL without memory. */
static char *dump(json_t *value, size_t flags)
{
    char *json = value == NULL ? NULL : json_dumps(value, JSON_COMPACT | JSON_REAL_PRECISION(3) | flags);
    json_decref(value);
    return json;
}

/* Takes the value over; an embedded object goes without its braces. */
static ss_status put(FILE *out, json_t *value, size_t flags)
{
    char *json = dump(value, flags);
    if (json == NULL)
        return SS_ERR_MEMORY;
    put_escaping_breaks(out, json);
    free(json);
    return SS_OK;
}

/* Opens the line: how the document is called, and its status. An id is JSON already. */
static ss_status put_name(FILE *out, scratch *text, const char *document, const char *id, const char *status)
{
    json_t *rest = json_object();
    putc('{', out);
    if (id != NULL) {
        fputs("\"id\":", out);
        put_escaping_breaks(out, id);
        putc(',', out);
    } else {
        rest = with(rest, "document", terminated_of(text, document));
    }
    return put(out, with(rest, "status", json_string_nocheck(status)), JSON_EMBED);
}

static json_t *head_of(writer *self)
{
    const ss_answer *answer = self->answer;
    json_t *head = json_object();
    if (answer->result->error.message[0] != '\0')
        head = with(head, "message", terminated_of(&self->text, answer->result->error.message));
    head = with(head, "model", terminated_of(&self->text, answer->model));
    head = with(head, "rules", terminated_of(&self->text, answer->rules));
    return with(head, "offset_unit", json_string_nocheck(sayso_offset_unit_name(answer->unit)));
}

static bool is_given(const ss_answer *answer, uint32_t speaker)
{
    return answer->speaker == NULL || answer->speaker[speaker];
}

static ss_status put_records(writer *self)
{
    const sayso_result *result = self->answer->result;
    ss_status status = SS_OK;
    bool any = false;
    fputs(",\"attributions\":[", self->out);
    for (uint32_t i = 0; i < result->attribution_count && status == SS_OK; i++) {
        fputs(i == 0 ? "" : ",", self->out);
        status = put(self->out, attribution_of(self, &result->attribution[i]), 0);
    }
    fputs("],\"speakers\":[", self->out);
    for (uint32_t i = 0; i < result->speaker_count && status == SS_OK; i++) {
        if (!is_given(self->answer, i))
            continue;
        fputs(any ? "," : "", self->out);
        any = true;
        status = put(self->out, speaker_of(self, &result->speaker[i]), 0);
    }
    fputs("],\"credits\":[", self->out);
    for (uint32_t i = 0; i < result->credit_count && status == SS_OK; i++) {
        fputs(i == 0 ? "" : ",", self->out);
        status = put(self->out, credit_of(self, &result->credit[i]), 0);
    }
    fputs("]", self->out);
    return status;
}

ss_status ss_jsonl_write(FILE *out, const ss_answer *answer)
{
    writer self = {.out = out, .answer = answer, .text = {.arena = answer->arena}};
    ss_status status = put_name(out, &self.text, answer->document, answer->id, sayso_status_name(answer->result->status));
    putc(',', out);
    if (status == SS_OK)
        status = put(out, head_of(&self), JSON_EMBED);
    if (status == SS_OK)
        status = put_records(&self);
    fputs("}\n", out);
    return status;
}

ss_status ss_jsonl_write_failure(FILE *out, ss_arena *arena, const char *document, const char *id, const char *status,
                                 const char *message)
{
    scratch text = {.arena = arena};
    ss_status done = put_name(out, &text, document, id, status);
    putc(',', out);
    if (done == SS_OK)
        done = put(out, with(json_object(), "message", terminated_of(&text, message)), JSON_EMBED);
    fputs("}\n", out);
    return done;
}

/* ---- measuring ------------------------------------------------------------------------------- */

static size_t measure(void *format, ss_cut_sort sort, uint32_t index)
{
    writer *self = format;
    const sayso_result *result = self->answer->result;
    char *json = dump(sort == SS_CUT_ATTRIBUTION ? attribution_of(self, &result->attribution[index])
                      : sort == SS_CUT_CREDIT    ? credit_of(self, &result->credit[index])
                                                 : speaker_of(self, &result->speaker[index]),
                      0);
    size_t length = json == NULL ? 0 : escaped_length(json) + 1;
    free(json);
    return length;
}

ss_status ss_jsonl_cut(const ss_answer *answer, ss_cut_limits limits, ss_cut *out)
{
    writer self = {.answer = answer, .text = {.arena = answer->arena}};
    return ss_cut_make(answer->arena, answer->result, limits, measure, &self, out);
}
