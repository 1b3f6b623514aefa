/* wire.c - one pass over a message's bytes before anything is unpacked.  Floor: plugin. */
#include "wire.h"
#include <stdbool.h>

#define LONGEST_VARINT 10u
#define LONGEST_TAG 5u

enum { WIRE_VARINT = 0, WIRE_64BIT = 1, WIRE_LENGTH = 2, WIRE_32BIT = 5 };

typedef struct level {
    const ProtobufCMessageDescriptor *type;
    const uint8_t *end;
} level;

typedef struct scan {
    const uint8_t *at;
    level open[SS_WIRE_MAX_NESTING + 1]; /* [depth], the outermost first */
    uint32_t depth;
    uint32_t fields;
    const char *message;
} scan;

static ss_status invalid(scan *self, const char *message)
{
    self->message = message;
    return SS_ERR_INVALID_TEXT;
}

static ss_status past_bound(scan *self, const char *message)
{
    self->message = message;
    return SS_ERR_LIMIT;
}

/* False when there is no whole varint of `longest` bytes and 64 bits before `end`. */
static bool take_varint(const uint8_t **at, const uint8_t *end, uint32_t longest, uint64_t *out)
{
    *out = 0;
    for (uint32_t i = 0; i < longest && *at < end; i++) {
        uint8_t byte = *(*at)++;
        if (i == LONGEST_VARINT - 1 && byte > 1)
            return false;
        *out |= (uint64_t)(byte & 0x7f) << (7 * i);
        if (!(byte & 0x80))
            return true;
    }
    return false;
}

/* The wire type of a single value of this type. */
static uint32_t wire_type_of(ProtobufCType type)
{
    switch (type) {
    case PROTOBUF_C_TYPE_STRING:
    case PROTOBUF_C_TYPE_BYTES:
    case PROTOBUF_C_TYPE_MESSAGE:
        return WIRE_LENGTH;
    case PROTOBUF_C_TYPE_FIXED32:
    case PROTOBUF_C_TYPE_SFIXED32:
    case PROTOBUF_C_TYPE_FLOAT:
        return WIRE_32BIT;
    case PROTOBUF_C_TYPE_FIXED64:
    case PROTOBUF_C_TYPE_SFIXED64:
    case PROTOBUF_C_TYPE_DOUBLE:
        return WIRE_64BIT;
    default:
        return WIRE_VARINT;
    }
}

static ss_status count_field(scan *self)
{
    if (self->fields == SS_WIRE_MAX_FIELDS)
        return past_bound(self, "a frame of more than 4096 fields");
    self->fields++;
    return SS_OK;
}

static ss_status scan_packed(scan *self, uint32_t wire_type, const uint8_t *end)
{
    const uint8_t *at = self->at;
    size_t width = wire_type == WIRE_32BIT ? 4 : 8;
    uint64_t ignored;
    ss_status status = SS_OK;
    while (at < end && status == SS_OK) {
        if (wire_type != WIRE_VARINT ? (size_t)(end - at) < width : !take_varint(&at, end, LONGEST_VARINT, &ignored))
            return invalid(self, "a packed list that ends inside an element");
        at += wire_type == WIRE_VARINT ? 0 : width;
        status = count_field(self);
    }
    if (status == SS_OK)
        self->at = end;
    return status;
}

static ss_status scan_length(scan *self, const ProtobufCFieldDescriptor *field, const uint8_t *end)
{
    uint64_t length;
    if (!take_varint(&self->at, end, LONGEST_TAG, &length) || length > (uint64_t)(end - self->at))
        return invalid(self, "a field longer than what holds it");
    const uint8_t *inner_end = self->at + length;
    if (field != NULL && wire_type_of(field->type) != WIRE_LENGTH)
        return scan_packed(self, wire_type_of(field->type), inner_end);
    if (field == NULL || field->type != PROTOBUF_C_TYPE_MESSAGE) {
        self->at = inner_end;
        return SS_OK;
    }
    if (self->depth > SS_WIRE_MAX_NESTING)
        return past_bound(self, "messages nested more than 4 deep");
    self->open[self->depth++] = (level){field->descriptor, inner_end};
    return SS_OK;
}

static ss_status scan_value(scan *self, uint32_t wire_type, const ProtobufCFieldDescriptor *field, const uint8_t *end)
{
    uint64_t ignored;
    size_t width = wire_type == WIRE_32BIT ? 4 : 8;
    switch (wire_type) {
    case WIRE_VARINT:
        return take_varint(&self->at, end, LONGEST_VARINT, &ignored) ? SS_OK : invalid(self, "a varint that does not end");
    case WIRE_32BIT:
    case WIRE_64BIT:
        if ((size_t)(end - self->at) < width)
            return invalid(self, "a field longer than what holds it");
        self->at += width;
        return SS_OK;
    case WIRE_LENGTH:
        return scan_length(self, field, end);
    default:
        return invalid(self, "a wire type that proto3 does not have");
    }
}

/* A repeated number may come packed or not; anything else has one wire type. */
static bool fits(const ProtobufCFieldDescriptor *field, uint32_t wire_type)
{
    uint32_t own = wire_type_of(field->type);
    return wire_type == own || (wire_type == WIRE_LENGTH && field->label == PROTOBUF_C_LABEL_REPEATED);
}

static ss_status scan_field(scan *self, level message)
{
    uint64_t tag;
    ss_status status = count_field(self);
    if (status != SS_OK)
        return status;
    if (!take_varint(&self->at, message.end, LONGEST_TAG, &tag) || tag > UINT32_MAX || tag >> 3 == 0)
        return invalid(self, "a field number that may not be");
    uint32_t wire_type = (uint32_t)tag & 7;
    const ProtobufCFieldDescriptor *field =
        protobuf_c_message_descriptor_get_field(message.type, (unsigned)(tag >> 3));
    if (field != NULL && !fits(field, wire_type))
        return invalid(self, "a field of another wire type than the schema's");
    return scan_value(self, wire_type, field, message.end);
}

ss_status ss_wire_check(const ProtobufCMessageDescriptor *type, const uint8_t *bytes, size_t length, ss_wire_report *report)
{
    scan self = {.at = bytes, .open = {{type, bytes + length}}, .depth = 1};
    const uint8_t *field = bytes;
    ss_status status = SS_OK;
    while (self.depth > 0 && status == SS_OK) {
        level message = self.open[self.depth - 1];
        if (self.at == message.end) {
            self.depth--;
            continue;
        }
        field = self.at;
        status = scan_field(&self, message);
    }
    *report = (ss_wire_report){self.fields, (size_t)(field - bytes), self.message};
    return status;
}
