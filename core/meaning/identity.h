/* identity.h - which names are one entity; between cast.c and identity.c.  Floor: meaning. */
#ifndef SS_IDENTITY_H
#define SS_IDENTITY_H
#include "meaning/cast.h"

/* Roles kept of one entity; the record has room for SS_MAX_PHRASES of them. */
#define SS_CAST_MAX_ROLES 16u

/* A new entity, all fields unknown. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_cast_new(ss_cast *cast, uint32_t *out);

/* Hash of a phrase's words without "the" or "this", for SS_FIELD_DESCRIPTION. */
uint64_t ss_cast_description(const ss_cast *cast, ss_range phrase);

#endif
