/* json_request.c - a document that comes as one line of JSON.  Floor: plugin.
 *
 * jansson reads the line. A look before it bounds what it may cost, and one after it finds the id's own bytes, so that
 * a number comes back as it was written: 1.10, or one with twenty digits. */
#include "json_request.h"
#include <stdio.h>
#include <string.h>

/* ---- the bytes of a line ------------------------------------------------------------------------ */

/* Behind the string that begins at `at`. Of a line that is JSON or not: never past its end. */
static size_t string_end(const char *line, size_t length, size_t at)
{
    for (at++; at < length && line[at] != '"'; at++)
        at += line[at] == '\\';
    return at < length ? at + 1 : length;
}

static bool is_opener(char byte)
{
    return byte == '{' || byte == '[';
}

static bool is_closer(char byte)
{
    return byte == '}' || byte == ']';
}

/* Whether jansson may read it. Every value but the first follows a comma or an opening bracket. */
static const char *costs_too_much(const char *line, size_t length)
{
    uint32_t depth = 0, values = 1;
    for (size_t at = 0; at < length;) {
        if (line[at] == '"') {
            at = string_end(line, length, at);
            continue;
        }
        depth += is_opener(line[at]);
        values += line[at] == ',' || is_opener(line[at]);
        if (is_closer(line[at]) && depth > 0)
            depth--;
        if (depth > SS_REQUEST_MOST_DEPTH)
            return "nested deeper than 16 levels";
        if (values > SS_REQUEST_MOST_VALUES)
            return "more than 4096 values in one line";
        at++;
    }
    return NULL;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* The bytes of the value of the line's member `index`. The line is a JSON object that has it. */
static void find_value(const char *line, size_t length, size_t index, const char **value, size_t *value_length)
{
    size_t at = 0, depth = 0, start, member = 0;
    while (member < index || depth != 1 || line[at] != ':') {
        if (line[at] == '"') {
            at = string_end(line, length, at);
            continue;
        }
        depth += is_opener(line[at]);
        depth -= is_closer(line[at]);
        member += depth == 1 && line[at] == ',';
        at++;
    }
    for (start = at + 1; is_blank(line[start]); start++)
        continue;
    at = start;
    if (line[at] == '"')
        at = string_end(line, length, at);
    else
        while (line[at] != ',' && line[at] != '}' && !is_blank(line[at]))
            at++;
    *value = line + start;
    *value_length = at - start;
}

/* ---- its members -------------------------------------------------------------------------------- */

static bool refuse(ss_request *request, const char *message)
{
    snprintf(request->message, sizeof request->message, "%s", message);
    return false;
}

/* jansson keeps the members in the order of the line. */
static size_t index_of(json_t *object, const char *wanted)
{
    const char *key;
    json_t *value;
    size_t index = 0;
    json_object_foreach (object, key, value) {
        if (strcmp(key, wanted) == 0)
            break;
        index++;
    }
    return index;
}

static bool take_id(ss_request *request, const char *line, size_t length)
{
    const json_t *id = json_object_get(request->root, "id");
    if (!json_is_string(id) && !json_is_number(id))
        return refuse(request, id == NULL ? "\"id\" is missing: give a string or a number" : "\"id\" is neither a string nor a number");
    find_value(line, length, index_of(request->root, "id"), &request->id, &request->id_length);
    if (request->id_length <= SS_REQUEST_ID_MOST_BYTES)
        return true;
    request->id = NULL;
    return refuse(request, "\"id\" is longer than 4096 bytes");
}

static bool take_text(ss_request *request)
{
    const json_t *text = json_object_get(request->root, "text");
    if (!json_is_string(text))
        return refuse(request, text == NULL ? "\"text\" is missing" : "\"text\" is no string");
    request->text = (const uint8_t *)json_string_value(text);
    request->text_length = json_string_length(text);
    return true;
}

/* null is as good as absent. */
static bool take_name(ss_request *request, const char *key, const char *no_string, const char **out)
{
    const json_t *value = json_object_get(request->root, key);
    if (value == NULL || json_is_null(value))
        return true;
    if (!json_is_string(value) || strlen(json_string_value(value)) != json_string_length(value))
        return refuse(request, no_string);
    *out = json_string_value(value);
    return true;
}

static bool parse(ss_request *request, const char *line, size_t length)
{
    json_error_t error;
    if (length == 0)
        return refuse(request, "an empty line");
    const char *cost = costs_too_much(line, length);
    if (cost != NULL)
        return refuse(request, cost);
    request->root = json_loadb(line, length, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, &error);
    if (request->root == NULL) {
        snprintf(request->message, sizeof request->message, "no JSON: %s (at byte %d of the line)", error.text, error.position);
        return false;
    }
    return json_is_object(request->root) || refuse(request, "no JSON object");
}

bool ss_request_read(const char *line, size_t length, ss_request *out)
{
    *out = (ss_request){.root = NULL};
    return parse(out, line, length) && take_id(out, line, length) && take_text(out) &&
           take_name(out, "media_type", "\"media_type\" is no string of a media type", &out->media_type) &&
           take_name(out, "language", "\"language\" is no string of a language", &out->language);
}

void ss_request_free(ss_request *request)
{
    json_decref(request->root);
    request->root = NULL;
}
