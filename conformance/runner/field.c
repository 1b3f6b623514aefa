/* field.c - fields of messages by their names in the schema, as text.  Runner. */
#include "field.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void *place_of(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
    return (void *)((uintptr_t)message + field->offset);
}

/* OFFSET_UNIT_UNSPECIFIED begins with what all names of the enum begin with. */
static size_t common_length(const ProtobufCEnumDescriptor *enumeration)
{
    return strlen(enumeration->values[0].name) - strlen("UNSPECIFIED");
}

const char *sc_field_enum_name(const ProtobufCEnumDescriptor *enumeration, int number)
{
    const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(enumeration, number);
    return value == NULL ? NULL : value->name + common_length(enumeration);
}

static bool read_number(const char *text, uint64_t *number)
{
    char *end;
    *number = strtoull(text, &end, 0);
    return *text >= '0' && *text <= '9' && *end == '\0';
}

static bool read_enum(const ProtobufCEnumDescriptor *enumeration, const char *text, int *number)
{
    uint64_t plain;
    for (unsigned at = 0; at < enumeration->n_values; at++)
        if (strcmp(enumeration->values[at].name + common_length(enumeration), text) == 0) {
            *number = enumeration->values[at].value;
            return true;
        }
    bool fine = read_number(text, &plain);
    *number = (int)plain;
    return fine;
}

/* Puts one value at a place of the field's type. */
static bool put(const ProtobufCFieldDescriptor *field, void *place, const sc_value *value)
{
    uint64_t number = 0;
    switch (field->type) {
    case PROTOBUF_C_TYPE_ENUM:
        return read_enum(field->descriptor, value->data, place);
    case PROTOBUF_C_TYPE_BOOL:
        *(protobuf_c_boolean *)place = strcmp(value->data, "yes") == 0;
        return strcmp(value->data, "yes") == 0 || strcmp(value->data, "no") == 0;
    case PROTOBUF_C_TYPE_BYTES:
        *(ProtobufCBinaryData *)place = (ProtobufCBinaryData){value->length, (uint8_t *)(uintptr_t)value->data};
        return true;
    case PROTOBUF_C_TYPE_UINT64:
    case PROTOBUF_C_TYPE_FIXED64:
        return read_number(value->data, place);
    case PROTOBUF_C_TYPE_UINT32:
    case PROTOBUF_C_TYPE_FIXED32:
        if (!read_number(value->data, &number) || number > UINT32_MAX)
            return false;
        *(uint32_t *)place = (uint32_t)number;
        return true;
    default:
        return false;
    }
}

static size_t size_of(const ProtobufCFieldDescriptor *field)
{
    switch (field->type) {
    case PROTOBUF_C_TYPE_BYTES:
        return sizeof(ProtobufCBinaryData);
    case PROTOBUF_C_TYPE_UINT64:
    case PROTOBUF_C_TYPE_FIXED64:
        return sizeof(uint64_t);
    case PROTOBUF_C_TYPE_BOOL:
        return sizeof(protobuf_c_boolean);
    default:
        return sizeof(uint32_t);
    }
}

const char *sc_field_set(sc_pool *pool, ProtobufCMessage *message, const char *name, const sc_value *value, size_t count)
{
    const ProtobufCFieldDescriptor *field = protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);
    if (field == NULL || field->type == PROTOBUF_C_TYPE_MESSAGE)
        return sc_pool_print(pool, "%s has no field %s", message->descriptor->short_name, name);
    char *place = place_of(message, field);
    size_t size = size_of(field);
    if (field->label == PROTOBUF_C_LABEL_REPEATED) {
        *(size_t *)((uintptr_t)message + field->quantifier_offset) = count;
        char *values = sc_pool_take(pool, count * size + 1);
        *(void **)(void *)place = values;
        place = values;
    } else if (count != 1)
        return sc_pool_print(pool, "%s takes one value", name);
    for (size_t at = 0; at < count; at++)
        if (!put(field, place + at * size, &value[at]))
            return sc_pool_print(pool, "%s cannot be %s", name, value[at].data);
    return NULL;
}

static sc_value print_one(sc_pool *pool, const ProtobufCFieldDescriptor *field, const void *place)
{
    const char *text = NULL;
    uint64_t number = 0;
    if (field->type == PROTOBUF_C_TYPE_BYTES) {
        const ProtobufCBinaryData *data = place;
        return (sc_value){sc_pool_copy(pool, data->data, data->len), data->len};
    }
    if (field->type == PROTOBUF_C_TYPE_BOOL)
        text = *(const protobuf_c_boolean *)place ? "yes" : "no";
    else if (size_of(field) == sizeof(uint64_t))
        number = *(const uint64_t *)place;
    else
        number = *(const uint32_t *)place;
    if (field->type == PROTOBUF_C_TYPE_ENUM)
        text = sc_field_enum_name(field->descriptor, (int)number);
    if (text == NULL)
        text = sc_pool_print(pool, "%" PRIu64, number);
    return (sc_value){text, strlen(text)};
}

bool sc_field_get(sc_pool *pool, const ProtobufCMessage *message, const char *name, sc_value *out)
{
    const ProtobufCFieldDescriptor *field = protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);
    if (field == NULL || field->type == PROTOBUF_C_TYPE_MESSAGE)
        return false;
    const char *place = place_of(message, field);
    if (field->label != PROTOBUF_C_LABEL_REPEATED) {
        *out = print_one(pool, field, place);
        return true;
    }
    size_t count = *(const size_t *)((uintptr_t)message + field->quantifier_offset);
    sc_bytes all = {pool, NULL, 0, 0};
    place = *(void *const *)(const void *)place;
    for (size_t at = 0; at < count; at++) {
        sc_value one = print_one(pool, field, place + at * size_of(field));
        sc_bytes_add(&all, ",", at > 0);
        sc_bytes_add(&all, one.data, one.length);
    }
    *out = (sc_value){sc_pool_copy(pool, all.data, all.length), all.length};
    return true;
}

bool sc_field_is_number(const ProtobufCMessage *message, const char *name)
{
    const ProtobufCFieldDescriptor *field = protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);
    return field != NULL && field->type != PROTOBUF_C_TYPE_BYTES && field->type != PROTOBUF_C_TYPE_BOOL &&
           field->type != PROTOBUF_C_TYPE_ENUM && field->type != PROTOBUF_C_TYPE_MESSAGE;
}
