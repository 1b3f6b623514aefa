/* walk.h - the walk over a text, mention by mention, that tells whom each means.  Floor: meaning.
 *
 *     sources (speaker.c) ─┐
 *     all else (outside.c) ┴─► who it is (walk.c) ──► cast, kin, sets: what the next mention may mean */
#ifndef SS_WALK_H
#define SS_WALK_H
#include "meaning/antecedent.h"
#include "meaning/interview.h"
#include "meaning/joint.h"
#include "meaning/kin.h"
#include "meaning/record.h"
#include "meaning/reference.h"
#include "meaning/source.h"

/* References whose entity is kept for a relative clause behind them: "a chef who once cooked for two presidents said". */
#define SS_WALK_RECENT 4u

typedef struct ss_referred {
    uint32_t head; /* + 1, 0 = none */
    uint32_t entity;
} ss_referred;

/* Noun phrases that stand before the pronoun that tells whose they are: "A native of Ohio and a former nurse, she was". */
#define SS_WALK_WAITING 2u

typedef struct ss_waiting {
    ss_mention mention;
    uint32_t token; /* of the pronoun */
} ss_waiting;

typedef struct ss_walk {
    ss_arena *arena;
    const ss_document *document;
    ss_names names;
    ss_sources sources;
    ss_references references;
    ss_cast cast;
    ss_joint joint;              /* what "and" joins outside the sources */
    ss_kin kin;                  /* who is whose */
    ss_interview interview;
    uint8_t *tag;                /* [tokens] */
    const ss_relations *relations;
    const ss_watch *watch;
    ss_range spoken;             /* the quotation of the source at hand, empty when it has none */
    uint32_t asked;              /* mentions of the watch that are done */
    ss_mention *mention;         /* [sources.count] */
    uint32_t *entity;            /* [sources.count], SS_NO_ENTITY until known */
    uint32_t *source_of;         /* [relations], index + 1 of the relation's source, 0 = none */
    ss_log_entry *log;           /* every mention */
    uint32_t log_count;
    uint32_t log_capacity;
    ss_referred recent[SS_WALK_RECENT];     /* the newest references, in turn */
    uint32_t recent_count;
    ss_waiting waiting[SS_WALK_WAITING];
    uint32_t waiting_count;
    uint32_t author;             /* entity, SS_NO_ENTITY until somebody says "I" outside quotations */
} ss_walk;

/* ---- walk.c: any mention ------------------------------------------------------------------------------------ */

/* Keeps the words of a mention for the record of its entity. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_walk_note(ss_walk *walk, ss_range range, uint32_t entity);

/* Where a mention that starts at a token stands. */
ss_sighting ss_walk_sighting(const ss_walk *walk, const ss_mention *mention, uint32_t token);

/* Tells the watch, when there is one. */
void ss_walk_tell(const ss_walk *walk, const ss_mention *mention, uint32_t entity);

/* The entity that a relation is attributed to, when it is known already or has a name; SS_NO_ENTITY. */
uint32_t ss_walk_speaker_of(const ss_walk *walk, uint32_t relation);

/* The same of the quotation, or the turn, that says the words at a token. */
uint32_t ss_walk_quoted_speaker(const ss_walk *walk, uint32_t token);

/* *entity: whom a mention means, which cannot be `never`; SS_NO_ENTITY when none that is known. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_walk_find(ss_walk *walk, const ss_mention *mention, const ss_sighting *sighting, uint32_t never,
                                   uint32_t *entity);

/* Learns what a mention tells of who is whose. */
void ss_walk_see_kin(ss_walk *walk, const ss_mention *mention, const ss_sighting *sighting, uint32_t entity);

/* ---- outside.c: mentions outside the sources ---------------------------------------------------------------- */

/* Sees a name. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_walk_see_name(ss_walk *walk, uint32_t index);

/* Sees a pronoun or a noun phrase; a pronoun that means nobody clearly is forgotten, and a predicate, too. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_walk_see_reference(ss_walk *walk, const ss_mention *mention, bool predicate);

/* "A native of Ohio, | she was": noun phrases that wait for the pronoun are whose it is. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_walk_settle_waiting(ss_walk *walk, const ss_mention *pronoun, uint32_t entity);

#endif
