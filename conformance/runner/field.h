/* field.h - fields of messages by their names in the schema, as text.  Runner. */
#ifndef SC_FIELD_H
#define SC_FIELD_H
#include <stdbool.h>
#include "pool.h"

/* Some bytes with a NUL behind them. */
typedef struct sc_value {
    const char *data; /* [length] */
    size_t length;
} sc_value;

/* Sets a field: numbers, `yes` and `no`, values of an enum by their last part (`OK`, `UTF8_BYTE`) or number, bytes; of a
 * repeated one all values, in their order. NULL, or what is wrong. */
const char *sc_field_set(sc_pool *pool, ProtobufCMessage *message, const char *name, const sc_value *value, size_t count);

/* A field as text, as sc_field_set reads it; a repeated one with commas between. False without such a field. */
bool sc_field_get(sc_pool *pool, const ProtobufCMessage *message, const char *name, sc_value *out);

/* A value as a session.txt has it: in quotation marks where it needs them, or always. */
char *sc_value_write(sc_pool *pool, sc_value value, bool quoted);

/* ` key=value` for every field that is set, and for those named in `always`, separated by blanks. */
char *sc_field_write(sc_pool *pool, const ProtobufCMessage *message, const char *always);

/* Whether a name is one of those in a list, which blanks separate; NULL is a list of none. */
bool sc_field_is_listed(const char *list, const char *name);

bool sc_field_is_number(const ProtobufCMessage *message, const char *name);

/* An enum's value by the last part of its name; NULL for a number without one. */
const char *sc_field_enum_name(const ProtobufCEnumDescriptor *enumeration, int number);

#endif
