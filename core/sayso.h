/* sayso.h - who said what: the library's one public header.
 *
 *     model ──► annotator ──► result
 *     process   thread        until the next call
 *
 * A model is read once and shared, read-only, by all threads. Each thread makes an annotator and
 * gives it one text after another; the result lives inside the annotator until its next call.
 *
 *     sayso_model *model;
 *     sayso_annotator *annotator;
 *     const sayso_result *result;
 *     if (sayso_model_builtin(&model, NULL) || sayso_annotator_create(model, &annotator))
 *         ...
 *     sayso_annotate(annotator, text, length, NULL, &result);
 *
 * The library never prints, exits, aborts, or reads the clock, the locale, the environment or a
 * file. The same bytes give the same result on every machine. */
#ifndef SAYSO_H
#define SAYSO_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SAYSO_API __attribute__((visibility("default")))
#else
#define SAYSO_API
#endif

#define SAYSO_VERSION "0.1.0"

typedef enum sayso_status {
    SAYSO_OK = 0,
    SAYSO_CANCELLED = 1,    /* the stop flag said so */
    SAYSO_DEADLINE = 2,     /* the stop flag said so */
    SAYSO_TOO_LARGE = 3,    /* the text is longer than SAYSO_MAX_DOCUMENT_BYTES */
    SAYSO_INVALID_TEXT = 4, /* bad UTF-8 with strict_text */
    SAYSO_UNSUPPORTED = 5,  /* a media type or language that is not served */
    SAYSO_LIMIT = 6,        /* records up to a limit were made and are valid */
    SAYSO_BAD_MODEL = 7,
    SAYSO_MEMORY = 8,
    SAYSO_INTERNAL = 9,
    SAYSO_BAD_RULES = 10
} sayso_status;

/* What was wrong and where, for messages. */
typedef struct sayso_error {
    char message[256]; /* what, where, what to do; terminated; empty when there is nothing to say */
    uint64_t offset;   /* byte of the input it is about */
    uint32_t line;     /* of a rules file, from 1; else 0 */
    uint32_t column;   /* in characters, from 1; else 0 */
} sayso_error;

#define SAYSO_MAX_DOCUMENT_BYTES (16u << 20)

/* ---- the model ------------------------------------------------------------------------------ */

typedef struct sayso_model sayso_model;

/* The model inside the library. The caller frees it. SAYSO_MEMORY, SAYSO_BAD_MODEL. error may be
 * NULL. */
SAYSO_API sayso_status sayso_model_builtin(sayso_model **out, sayso_error *error);

/* The same of a name: "fast" is the one above; "accurate", unless the library was built without it, takes some
 * twenty-five times as long and finds more. SAYSO_UNSUPPORTED for a name that the library does not hold. */
SAYSO_API sayso_status sayso_model_named(const char *name, sayso_model **out, sayso_error *error);

/* Names of the models inside the library, "fast" first; NULL past the last. */
SAYSO_API const char *sayso_model_builtin_name(uint32_t index);

/* A model file's bytes, copied, so that they stay the caller's. Treated as hostile: SAYSO_BAD_MODEL with error saying what is wrong at which byte. *out is NULL on error. */
SAYSO_API sayso_status sayso_model_read(const void *bytes, size_t length, sayso_model **out, sayso_error *error);

/* Rules that a user wrote (plugin/doc/rules.md), copied, beside those of the library; they take the place of others
 * that were added before. Not while an annotator works with the model. SAYSO_BAD_RULES with error saying what is wrong
 * in which line and column, SAYSO_MEMORY: the model is as it was. */
SAYSO_API sayso_status sayso_model_add_rules(sayso_model *model, const void *bytes, size_t length, sayso_error *error);

/* The library's own rules as such a file, not terminated. */
SAYSO_API const char *sayso_builtin_rules(size_t *length);

/* Name and digest of the weights, "fast-0.1 3f5a9c0e12345678"; lives as long as the model. */
SAYSO_API const char *sayso_model_name(const sayso_model *model);

/* Digest of the rules in force, "builtin 0123456789abcdef", behind it " user 0123456789abcdef" where rules were added;
 * lives until others are added. */
SAYSO_API const char *sayso_model_rules(const sayso_model *model);

/* Names of the kernels that this processor runs, "plain" first, the fastest, which is taken by itself,
 * last; NULL past it. All give the same records. */
SAYSO_API const char *sayso_kernel_name(uint32_t index);

/* Takes the kernel of that name, for measuring and for tests. Before the first annotator is created.
 * SAYSO_UNSUPPORTED when this processor does not run it. */
SAYSO_API sayso_status sayso_model_set_kernel(sayso_model *model, const char *name);

SAYSO_API void sayso_model_free(sayso_model *model); /* NULL is fine */

/* ---- what comes back ------------------------------------------------------------------------ */

/* The values of all enums below are those of proto/sayso.proto. */
typedef enum sayso_offset_unit {
    SAYSO_UTF8_BYTE = 1,
    SAYSO_UTF16_UNIT = 2,
    SAYSO_CODE_POINT = 3
} sayso_offset_unit;

typedef enum sayso_kind { SAYSO_DIRECT = 1, SAYSO_INDIRECT = 2, SAYSO_MIXED = 3 } sayso_kind;

typedef enum sayso_act {
    SAYSO_STATEMENT = 1,
    SAYSO_DENIAL = 2,
    SAYSO_QUESTION = 3,
    SAYSO_ORDER = 4,
    SAYSO_PROMISE = 5,
    SAYSO_BELIEF = 6,
    SAYSO_INTENTION = 7,
    SAYSO_ATTITUDE = 8,
    SAYSO_PERCEPTION = 9,
    SAYSO_RULING = 10,
    SAYSO_REFUSAL = 11
} sayso_act;

typedef enum sayso_speaker_kind {
    SAYSO_PERSON = 1,
    SAYSO_ORGANISATION = 2,
    SAYSO_GROUP = 3,
    SAYSO_ANONYMOUS = 4,
    SAYSO_DOCUMENT = 5,
    SAYSO_AUTHOR = 6,
    SAYSO_UNKNOWN = 7
} sayso_speaker_kind;

typedef enum sayso_credit_kind {
    SAYSO_BYLINE = 1,
    SAYSO_DATELINE = 2,
    SAYSO_WIRE = 3,
    SAYSO_PUBLISHER = 4,
    SAYSO_SOURCE_LINK = 5
} sayso_credit_kind;

/* The name of a value as the schema writes it without its prefix ("DIRECT"); "UNSPECIFIED" for a
 * number that is none. */
SAYSO_API const char *sayso_kind_name(sayso_kind kind);
SAYSO_API const char *sayso_act_name(sayso_act act);
SAYSO_API const char *sayso_speaker_kind_name(sayso_speaker_kind kind);
SAYSO_API const char *sayso_credit_kind_name(sayso_credit_kind kind);
SAYSO_API const char *sayso_status_name(sayso_status status);
SAYSO_API const char *sayso_offset_unit_name(sayso_offset_unit unit);

/* Bytes [start, end) of the text as given, a byte order mark and carriage returns counted. Every
 * border is a character's. */
typedef struct sayso_span {
    uint32_t start;
    uint32_t end;
} sayso_span;

typedef struct sayso_attribution {
    uint32_t id;               /* 1, 2, ... in text order */
    sayso_kind kind;
    sayso_act act;
    bool negated;
    uint16_t confidence;       /* permille, calibrated */
    uint32_t speaker;          /* a sayso_speaker's id, 0 = none */
    uint32_t parent;           /* the id of the attribution whose content holds this one, 0 = outermost */
    uint64_t fingerprint;      /* simhash of the content's words */
    sayso_span cue;            /* start == end: none, the quotation only floats */
    const sayso_span *source;  /* [source_count], 0..16, in text order */
    const sayso_span *content; /* [content_count], 1..64, in text order */
    uint32_t source_count;
    uint32_t content_count;
} sayso_attribution;

/* UTF-8, not terminated. */
typedef struct sayso_text {
    const char *bytes;
    uint32_t length;
} sayso_text;

typedef struct sayso_speaker {
    uint32_t id;                   /* 1, 2, ... in the order of first mention as a source */
    sayso_speaker_kind kind;
    sayso_text name;               /* the fullest name the text gives, at most 1 KiB */
    sayso_text key;                /* the name folded, for facets and joins */
    const sayso_span *role;        /* [role_count], at most 16 */
    const sayso_span *affiliation; /* [affiliation_count], at most 16 */
    const sayso_span *mention;     /* [mention_count], the first 1,024 */
    const uint32_t *member;        /* [member_count], at most 64 ids */
    uint32_t role_count;
    uint32_t affiliation_count;
    uint32_t mention_count;
    uint32_t member_count;
} sayso_speaker;

typedef struct sayso_credit {
    sayso_credit_kind kind;
    sayso_span span;
} sayso_credit;

/* Speakers of records that sayso_settle gave have ids above this, until sayso_finish says which record
 * each became. */
#define SAYSO_PROVISIONAL (1u << 30)

typedef struct sayso_merge {
    uint32_t provisional; /* an id that sayso_settle gave */
    uint32_t into;        /* the record it became */
} sayso_merge;

typedef struct sayso_result {
    const sayso_attribution *attribution; /* [attribution_count] */
    const sayso_speaker *speaker;         /* [speaker_count] */
    const sayso_credit *credit;           /* [credit_count] */
    const sayso_merge *merge;             /* [merge_count], of sayso_finish after sayso_settle */
    uint32_t attribution_count;
    uint32_t speaker_count;
    uint32_t credit_count;
    uint32_t merge_count;
    uint32_t replaced_sequences;          /* bad UTF-8 sequences, each read as one U+FFFD */
    uint64_t operations;                  /* work done, in units of about one token looked at once: the same on every
                                           * machine, and grows no faster than the text */
    sayso_status status;                  /* what sayso_annotate answered */
    sayso_error error;                    /* empty with SAYSO_OK */
} sayso_result;

/* ---- annotating ------------------------------------------------------------------------------ */

typedef struct sayso_annotator sayso_annotator;

/* All zero is the default of every field. */
typedef struct sayso_options {
    sayso_offset_unit unit;         /* of sayso_result_offset; 0 = SAYSO_UTF8_BYTE */
    bool strict_text;               /* refuse bad UTF-8 instead of reading U+FFFD */
    bool outermost_only;            /* leave out attributions inside the content of others */
    uint16_t min_confidence;        /* permille; records below are left out */
    const char *media_type;         /* NULL or "" = text/plain, terminated */
    const char *language;           /* BCP 47, terminated; NULL or "" = detect */
    const volatile int *stop;       /* NULL, or polled: non-zero stops the work, and its value
                                     * (SAYSO_CANCELLED or SAYSO_DEADLINE) is answered; written
                                     * with an atomic store by whoever stops */
} sayso_options;

/* Borrows the model for the annotator's life. Not thread-safe: one a thread. SAYSO_MEMORY. */
SAYSO_API sayso_status sayso_annotator_create(const sayso_model *model, sayso_annotator **out);
SAYSO_API void sayso_annotator_free(sayso_annotator *annotator); /* NULL is fine */

/* Reads the text and answers with who said what in it. text is borrowed until the next call with
 * this annotator or its end; options (NULL = defaults) for this call alone. *out is always set and
 * lives until then too. Records are valid with SAYSO_OK and SAYSO_LIMIT, and none are there
 * otherwise. Linear time; memory is bounded by the text's length. */
SAYSO_API sayso_status sayso_annotate(sayso_annotator *annotator, const void *text, size_t length,
                                      const sayso_options *options, const sayso_result **out);

/* The same for a text that is still coming:
 *
 *     sayso_begin, sayso_settle as often as wished, sayso_finish
 *
 * gives the same records as sayso_annotate on the whole. Each call is handed all bytes that have come so
 * far; they may have moved since the call before. Options are the same at each call. */
SAYSO_API void sayso_begin(sayso_annotator *annotator);

/* Answers with the attributions that have become final since the last call, and their speakers under
 * provisional ids, named as well as the text so far allows; no credits. Nothing is final before 16 KiB
 * have come, nor in a paragraph that is not followed by two others, nor ever in Markdown: then there are
 * no records. A refusal (SAYSO_UNSUPPORTED) will not change. Each call reads all tokens again, so call it
 * each time the text has grown by a share of its length; what the network has read it does not read again. */
SAYSO_API sayso_status sayso_settle(sayso_annotator *annotator, const void *text, size_t length,
                                    const sayso_options *options, const sayso_result **out);

/* Answers for the whole text: all attributions, those given before too, under the same ids; all speakers
 * under their own; and what became of the provisional ones. */
SAYSO_API sayso_status sayso_finish(sayso_annotator *annotator, const void *text, size_t length,
                                    const sayso_options *options, const sayso_result **out);

/* A byte offset of the last text in the unit that its options asked for. O(1). */
SAYSO_API uint32_t sayso_offset(const sayso_annotator *annotator, uint32_t byte);

#ifdef __cplusplus
}
#endif
#endif
