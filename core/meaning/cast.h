/* cast.h - the people, organisations and documents of one text, before anyone speaks.
 * Floor: meaning.
 *
 *     names ──► cast: entities by name ──► antecedents: pronouns, nominals ──► speakers
 */
#ifndef SS_CAST_H
#define SS_CAST_H
#include "meaning/lookup.h"
#include "meaning/mention.h"
#include "meaning/office.h"
#include "meaning/tag.h"

#define SS_NO_ENTITY UINT32_MAX

/* A role with its place in a list. */
typedef struct ss_role_item {
    ss_role role;
    ss_offices offices; /* of the role */
    uint32_t next; /* index + 1, 0 at the end */
    bool predicate; /* said by a clause only, not beside the name */
} ss_role_item;

typedef struct ss_entity {
    ss_range text;         /* its name: the fullest form so far */
    uint64_t key;          /* hash of that form */
    uint64_t given;        /* hash of its given name, 0 while unknown */
    uint64_t suffix;       /* hash of its "Jr.", 0 while unknown */
    uint32_t role_first;   /* index + 1 into role, in order of mention; 0 = none */
    uint32_t role_last;
    uint32_t mentions;     /* so far in text order, names and sources */
    uint32_t last_token;   /* of the newest mention so far; valid when mentions > 0 */
    uint32_t last_sentence;
    uint32_t last_paragraph;
    uint32_t names;        /* of them, those by name */
    uint32_t all_names;    /* of the whole text, those to come included */
    uint32_t placed_names; /* of those, the ones behind "in" */
    uint32_t first_token;  /* of its first mention */
    uint32_t first_sentence;
    uint32_t subject_sentence; /* + 1, the newest where it was a subject, 0 = none */
    uint32_t last_source;  /* ordinal + 1 of the newest source mention, 0 = none */
    uint32_t member_first; /* of a set: its members in ss_cast.member */
    uint32_t member_count;
    uint32_t newer;        /* list by recency: index + 1, 0 at the end */
    uint32_t older;
    uint16_t parts;        /* of a name, 0 of a phrase */
    uint8_t kind;          /* ss_speaker_kind, 0 while unknown */
    uint8_t gender;        /* ss_gender, from titles and roles */
    uint8_t heard_gender;  /* of the pronouns that were taken for it */
    uint8_t female_percent; /* SS_NAME_SHARE_UNKNOWN */
    uint8_t number;        /* ss_number */
    uint8_t given_letter;  /* first byte of the given name, folded */
    bool initial_given;
    bool named;            /* has a proper name */
    bool place;
    uint8_t last_function; /* ss_function of the newest mention */
    uint8_t last_form;     /* ss_mention_form */
    uint8_t here;          /* mentions in its newest sentence, and in the one before that */
    uint8_t before;
    bool last_quoted;
    bool last_the;         /* "the" stands before it */
    bool last_tagged;      /* it ends with what the tags take for a name */
    bool last_placed;      /* it stands behind "in" */
    bool last_called;
    bool last_spoke;
    bool cited;            /* once named as a work is: in quotation marks, or before a year in brackets */
    bool shortened;        /* named by one word, too, somewhere in the text */
    uint8_t common;        /* words of its name that a list has for no name */
    uint32_t heard[3];     /* pronouns that were taken for it, by gender */
} ss_entity;

/* Candidates and words compared so far, and the count at which the mention at hand is given up. */
typedef struct ss_effort {
    uint64_t operations;
    uint64_t most;
} ss_effort;

/* Whom the last pronoun of a gender meant, or "it", or "they". */
typedef struct ss_focus {
    uint32_t entity; /* + 1, 0 = none */
    uint32_t sentence;
} ss_focus;

#define SS_FOCUSES 4u

/* Of a pronoun. */
uint32_t ss_focus_of(uint8_t gender, uint8_t number);

/* What training and measuring see of the work; see core/train/speakers/clusters.c. */
typedef struct ss_candidate ss_candidate;
typedef struct ss_watch {
    const ss_speaker_weights *weights; /* in place of those inside the program */
    const ss_range *asked;             /* [asked_count] mentions that are looked for besides, ascending */
    uint32_t asked_count;
    void *data;
    /* Before a mention is decided on. */
    void (*candidates)(void *data, const ss_mention *mention, const ss_candidate *candidate, uint32_t count);
    /* After it was, and for every name. */
    void (*mention)(void *data, const ss_mention *mention, uint32_t entity);
} ss_watch;

typedef struct ss_cast {
    ss_arena *arena;
    const ss_document *document;
    const ss_names *names;
    const ss_speaker_weights *weights;
    const uint8_t *tag;      /* [tokens.count] ss_tag */
    const ss_watch *watch;   /* NULL when nobody watches */
    ss_focus focus[SS_FOCUSES]; /* by ss_focus_of */
    ss_entity *entity;       /* [count] */
    uint32_t *entity_of_name; /* [names->count], SS_NO_ENTITY for a weak name that is nobody */
    ss_role_item *role;      /* [role_count] */
    uint32_t *member;        /* [member_count] entities of sets */
    ss_lookup lookup;
    uint32_t count;
    uint32_t capacity;
    uint32_t role_count;
    uint32_t role_capacity;
    uint32_t member_count;
    uint32_t member_capacity;
    uint32_t newest;         /* head of the list by recency, index + 1 */
    uint32_t source_count;   /* source mentions so far */
    ss_effort *effort;       /* counted also by what only looks */
} ss_cast;

/* Gathers the names into entities. A full name and its surname, an organisation and its acronym are
 * one; two full names of one surname are two, and a bare surname that fits both is a third unless
 * the text makes it clear. Borrows arena, document and names for the life of *out. SS_ERR_MEMORY.
 * Near-linear: at most SS_MAX_CANDIDATES entities of one surname are looked at. */
SS_MUST_USE ss_status ss_cast_gather(ss_arena *arena, const ss_document *document, const ss_names *names,
                                     ss_cast *out);

/* The entity of a name; a weak one gets its own now. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_cast_of_name(ss_cast *cast, uint32_t name, uint32_t *entity);

/* A new entity named by the words of a mention without a name. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_cast_add_mention(ss_cast *cast, const ss_mention *mention, uint32_t *entity);

/* The entity of a coordinated source; the one there is when the same words came before. Borrows
 * member. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_cast_add_set(ss_cast *cast, ss_range words, const uint32_t *member, uint32_t member_count,
                                      uint32_t *entity);

/* Adds a role that it does not have yet. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_cast_add_role(ss_cast *cast, uint32_t entity, ss_role role);

/* The same; where it has the role from words that stand behind these or in the headline, which ends at a token, these take
 * their place. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_cast_add_earlier_role(ss_cast *cast, uint32_t entity, ss_role role, uint32_t heading_end);

/* The same for what a clause says of it: it tells whom "the mayor" means, and is no role of the record. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_cast_learn_role(ss_cast *cast, uint32_t entity, ss_role role);

/* Where and how an entity is mentioned. */
typedef struct ss_sighting {
    uint32_t token;
    uint32_t sentence;
    uint32_t paragraph;
    uint8_t function; /* ss_function */
    uint8_t form;     /* ss_mention_form */
    uint8_t gender;   /* ss_gender of a pronoun */
    uint8_t number;   /* ss_number of a pronoun */
    bool reflexive;
    bool the;         /* "the" stands before it */
    bool tagged;      /* it ends with what the tags take for a name */
    bool placed;      /* behind a preposition that places stand behind: "in" */
    bool cited;       /* a name in quotation marks, or before a year in brackets */
    bool called;      /* a name that calls whom it names: "That is right, Mr. Lee." */
    bool quoted;
    bool source;
    bool inner;       /* a source inside what another one says, behind which that one goes on */
} ss_sighting;

/* Notes a mention, which makes the entity the most recent one. Sightings come in text order. O(1). */
void ss_cast_see(ss_cast *cast, uint32_t entity, const ss_sighting *sighting);

#endif
