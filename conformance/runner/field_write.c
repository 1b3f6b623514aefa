/* field_write.c - fields of messages as the lines of a session.txt have them.  Runner. */
#include <ctype.h>
#include <string.h>
#include "field.h"
#include "text.h"

static bool is_plain(sc_value value)
{
    for (size_t at = 0; at < value.length; at++)
        if (!isalnum((unsigned char)value.data[at]) && strchr("_-./+*", value.data[at]) == NULL)
            return false;
    return value.length > 0;
}

char *sc_value_write(sc_pool *pool, sc_value value, bool quoted)
{
    sc_bytes out = {pool, NULL, 0, 0};
    if (!quoted && is_plain(value))
        return sc_pool_copy(pool, value.data, value.length);
    sc_bytes_add(&out, "\"", 1);
    for (size_t at = 0; at < value.length;) {
        const uint8_t *byte = (const uint8_t *)value.data + at;
        uint32_t code;
        bool bad;
        size_t length = sc_text_decode(byte, value.length - at, &code, &bad);
        const char *escape = NULL;
        if (code == '\n')
            escape = "\\n";
        else if (code == '"' || code == '\\')
            escape = sc_pool_print(pool, "\\%c", (int)code);
        else if (bad || code < ' ' || code == 0x7f) {
            escape = sc_pool_print(pool, "\\x%02x", *byte);
            length = 1;
        }
        sc_bytes_add(&out, escape != NULL ? escape : (const char *)byte, escape != NULL ? strlen(escape) : length);
        at += length;
    }
    sc_bytes_add(&out, "\"", 1);
    return sc_pool_copy(pool, out.data, out.length);
}

bool sc_field_is_listed(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = list; at != NULL && (at = strstr(at, name)) != NULL; at++)
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

char *sc_field_write(sc_pool *pool, const ProtobufCMessage *message, const char *always)
{
    sc_bytes out = {pool, NULL, 0, 0};
    for (unsigned at = 0; at < message->descriptor->n_fields; at++) {
        const ProtobufCFieldDescriptor *field = &message->descriptor->fields[at];
        sc_value value;
        if (!sc_field_get(pool, message, field->name, &value))
            continue;
        bool is_default = value.length == 0 || strcmp(value.data, "0") == 0 || strcmp(value.data, "no") == 0 ||
                          strcmp(value.data, "UNSPECIFIED") == 0;
        if (is_default && !sc_field_is_listed(always, field->name))
            continue;
        bool is_list = field->label == PROTOBUF_C_LABEL_REPEATED; /* its commas separate */
        const char *text = is_list ? value.data : sc_value_write(pool, value, false);
        text = sc_pool_print(pool, " %s=%s", field->name, text);
        sc_bytes_add(&out, text, strlen(text));
    }
    return sc_pool_copy(pool, out.data, out.length);
}
