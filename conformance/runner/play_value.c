/* play_value.c - numbers, ranges, bytes and fields of a session's lines.  Runner. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "compress.h"
#include "file.h"
#include "play_inside.h"

/* ---- numbers ----------------------------------------------------------------------------------------- */

static bool take_suffix(const char **at, uint64_t *number)
{
    static const struct {
        const char *name;
        uint64_t times;
    } suffixes[] = {{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"ms", 1}, {"s", 1000}};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (strncmp(*at, suffixes[i].name, strlen(suffixes[i].name)) == 0) {
            *number *= suffixes[i].times;
            *at += strlen(suffixes[i].name);
            return true;
        }
    return **at == '\0' || **at == '+' || **at == '-';
}

static bool field_number(sc_play_state *play, const ProtobufCMessage *message, const char *name, uint64_t *number)
{
    sc_value text;
    if (message == NULL || !sc_field_is_number(message, name) || !sc_field_get(play->pool, message, name, &text))
        return false;
    *number = strtoull(text.data, NULL, 10);
    return true;
}

/* @1.attributions, @1.bytes, @1.sent, @ack.max_frame_bytes */
static bool take_reference(sc_play_state *play, const char **at, uint64_t *number)
{
    size_t name = strcspn(*at, "."), rest;
    if ((*at)[name] != '.')
        return false;
    rest = strcspn(*at + name, "+-");
    const char *whose = sc_pool_copy(play->pool, *at, name), *what = sc_pool_copy(play->pool, *at + name + 1, rest - 1);
    *at += name + rest;
    if (strcmp(whose, "ack") == 0)
        return play->host.ack != NULL && play->host.ack->limits != NULL &&
               field_number(play, &play->host.ack->limits->base, what, number);
    const sc_document *document = sc_play_find(play, (uint32_t)strtoul(whose, NULL, 10));
    if (document == NULL)
        return false;
    *number = strcmp(what, "sent") == 0 ? document->data.length : document->answer.bytes;
    if (strcmp(what, "sent") == 0 || strcmp(what, "bytes") == 0)
        return true;
    return document->answer.done != NULL && field_number(play, &document->answer.done->base, what, number);
}

static bool take_term(sc_play_state *play, const char **at, uint64_t *number)
{
    if (**at == '@') {
        ++*at;
        return take_reference(play, at, number);
    }
    char *end;
    if (**at < '0' || **at > '9')
        return false;
    *number = strtoull(*at, &end, 0);
    *at = end;
    return take_suffix(at, number);
}

const char *sc_play_number(sc_play_state *play, const sc_value *value, uint64_t *out)
{
    const char *at = value->data;
    uint64_t term;
    bool fine = take_term(play, &at, out);
    while (fine && *at != '\0') {
        bool minus = *at == '-';
        fine = *at == '-' || *at == '+';
        at++;
        fine = fine && take_term(play, &at, &term);
        if (fine)
            *out = minus ? *out - term : *out + term;
    }
    return fine ? NULL : sc_pool_print(play->pool, "%s is no number here", value->data);
}

const char *sc_play_option(sc_play_state *play, const sc_line *line, const char *key, uint64_t without, uint64_t *out)
{
    const sc_word *word = sc_script_find(line, key);
    *out = without;
    return word == NULL ? NULL : sc_play_number(play, &word->value[0], out);
}

const char *sc_play_range(sc_play_state *play, const sc_line *line, size_t index, uint32_t *first, uint32_t *last)
{
    const sc_word *word = sc_script_bare(line, index);
    char *end;
    if (word == NULL || word->quoted)
        return "a document's id is missing";
    *first = *last = (uint32_t)strtoul(word->value[0].data, &end, 0);
    if (end != word->value[0].data && strncmp(end, "..", 2) == 0)
        *last = (uint32_t)strtoul(end + 2, &end, 0);
    if (*end != '\0' || word->value[0].length == 0)
        return sc_pool_print(play->pool, "%s is no document id", word->value[0].data);
    return NULL;
}

const char *sc_play_nonces(sc_play_state *play, const sc_line *line, size_t index, uint64_t *first, uint64_t *last)
{
    const sc_word *word = sc_script_bare(line, index);
    char *end = NULL;
    *first = *last = 0;
    if (word == NULL)
        return NULL;
    *first = *last = strtoull(word->value[0].data, &end, 0);
    if (strncmp(end, "..", 2) == 0)
        *last = strtoull(end + 2, &end, 0);
    return *end == '\0' && *last >= *first ? NULL : sc_pool_print(play->pool, "%s is no nonce", word->value[0].data);
}

/* ---- bytes ------------------------------------------------------------------------------------------- */

bool sc_play_is_data_key(const char *key)
{
    static const char *const keys[] = {"file", "repeat", "bytes", "compress", "cut", "append", "size", "frame_bytes"};
    for (size_t at = 0; at < sizeof keys / sizeof *keys; at++)
        if (strcmp(keys[at], key) == 0)
            return true;
    return false;
}

/* Once, or again and again up to so many bytes. */
static void multiply(sc_play_state *play, sc_bytes *once, uint64_t times, uint64_t bytes, sc_bytes *out)
{
    *out = (sc_bytes){play->pool, NULL, 0, 0};
    uint64_t total = bytes > 0 ? bytes : once->length * times;
    sc_bytes_room(out, (size_t)total);
    while (out->length < total && once->length > 0) {
        size_t left = (size_t)total - out->length;
        sc_bytes_add(out, once->data, left < once->length ? left : once->length);
    }
}

/* The text of the bare words and of file=. */
static const char *written_data(sc_play_state *play, const sc_line *line, size_t index, sc_bytes *out)
{
    const sc_word *word, *file = sc_script_find(line, "file");
    *out = (sc_bytes){play->pool, NULL, 0, 0};
    for (; (word = sc_script_bare(line, index)) != NULL; index++) {
        if (!word->quoted)
            return sc_pool_print(play->pool, "%s: a text stands in quotation marks", word->value[0].data);
        sc_bytes_add(out, word->value[0].data, word->value[0].length);
    }
    if (file != NULL && !sc_file_read(play->pool, play->folder, file->value[0].data, out))
        return sc_pool_print(play->pool, "the file %s cannot be read", file->value[0].data);
    return NULL;
}

const char *sc_play_data(sc_play_state *play, const sc_line *line, size_t index, sc_bytes *out)
{
    sc_bytes once, plain;
    uint64_t times, bytes, cut;
    const sc_word *compress = sc_script_find(line, "compress"), *append = sc_script_find(line, "append");
    const char *fault = written_data(play, line, index, &once);
    if (fault == NULL)
        fault = sc_play_option(play, line, "repeat", 1, &times);
    if (fault == NULL)
        fault = sc_play_option(play, line, "bytes", 0, &bytes);
    if (fault == NULL)
        fault = sc_play_option(play, line, "cut", 0, &cut);
    if (fault != NULL)
        return fault;
    multiply(play, &once, times, bytes, &plain);
    *out = plain;
    if (compress != NULL && !sc_compress_deflate(play->pool, compress->value[0].data, &plain, out))
        return "compress= takes zlib or gzip";
    out->length -= cut < out->length ? (size_t)cut : out->length;
    if (append != NULL)
        sc_bytes_add(out, append->value[0].data, append->value[0].length);
    return NULL;
}

static int digit_of(char byte)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = byte == '\0' ? NULL : strchr(digits, byte);
    return found == NULL ? -1 : (int)(found - digits);
}

const char *sc_play_hex(sc_play_state *play, const sc_line *line, sc_bytes *out)
{
    const sc_word *word;
    *out = (sc_bytes){play->pool, NULL, 0, 0};
    for (size_t index = 0; (word = sc_script_bare(line, index)) != NULL; index++) {
        const sc_value *value = &word->value[0];
        if (value->data[0] == '*') {
            sc_bytes once = *out;
            multiply(play, &once, strtoull(value->data + 1, NULL, 10), 0, out);
            continue;
        }
        for (size_t at = 0; at < value->length; at += 2) {
            int high = digit_of(value->data[at]), low = high < 0 ? -1 : digit_of(value->data[at + 1]);
            if (low < 0)
                return sc_pool_print(play->pool, "%s: bytes are pairs of hexadecimal digits", value->data);
            uint8_t byte = (uint8_t)(high << 4 | low);
            sc_bytes_add(out, &byte, 1);
        }
    }
    return NULL;
}

const char *sc_play_read_answer(sc_play_state *play, const sc_line *line, Sayso__V1__PluginFrame **out)
{
    sc_bytes data;
    const char *fault = sc_play_hex(play, line, &data);
    if (fault != NULL)
        return fault;
    ProtobufCAllocator allocator = sc_pool_allocator(play->pool);
    *out = sayso__v1__plugin_frame__unpack(&allocator, data.length, data.data);
    return *out == NULL ? "answer wants the bytes of a PluginFrame" : NULL;
}

/* ---- fields ------------------------------------------------------------------------------------------ */

static const char *set_field(sc_play_state *play, const sc_word *word, ProtobufCMessage *message)
{
    const sc_value *value = word->value;
    sc_value counted;
    uint64_t number;
    if (sc_field_is_number(message, word->key)) {
        const char *fault = sc_play_number(play, value, &number);
        if (fault != NULL)
            return fault;
        counted.data = sc_pool_print(play->pool, "%" PRIu64, number);
        counted.length = strlen(counted.data);
        return sc_field_set(play->pool, message, word->key, &counted, 1);
    }
    return sc_field_set(play->pool, message, word->key, value, word->count);
}

const char *sc_play_fields(sc_play_state *play, const sc_line *line, ProtobufCMessage *message, ProtobufCMessage *inner,
                           bool (*skip)(const char *))
{
    const char *fault = NULL;
    for (size_t at = 0; at < line->count && fault == NULL; at++) {
        const sc_word *word = &line->word[at];
        if (word->key == NULL || (skip != NULL && skip(word->key)))
            continue;
        bool is_inner = inner != NULL && protobuf_c_message_descriptor_get_field_by_name(inner->descriptor, word->key) != NULL;
        if (word->relation != SC_IS)
            return sc_pool_print(play->pool, "%s is set with =", word->key);
        fault = set_field(play, word, is_inner ? inner : message);
    }
    return fault;
}

bool sc_play_fits(sc_play_state *play, const sc_word *word, const sc_value *actual, bool is_number)
{
    sc_word counted = *word;
    uint64_t number;
    counted.value = sc_pool_take(play->pool, word->count * sizeof *counted.value);
    for (size_t at = 0; at < word->count; at++) {
        counted.value[at] = word->value[at];
        if (is_number && sc_play_number(play, &word->value[at], &number) == NULL)
            counted.value[at].data = sc_pool_print(play->pool, "%" PRIu64, number);
    }
    return sc_script_fits(&counted, actual, is_number);
}
