/* suite.h - the cases of a folder, and the rules they cover.  Runner. */
#ifndef SC_SUITE_H
#define SC_SUITE_H
#include <jansson.h>
#include <stdbool.h>
#include "pool.h"

/* By the files it has: session.txt, expected.txt, or a text alone. */
typedef enum sc_case_kind { SC_CASE_SESSION, SC_CASE_TEXT, SC_CASE_QUALITY } sc_case_kind;

typedef struct sc_case {
    const char *category, *name; /* its folders */
    const char *folder;
    sc_case_kind kind;
    json_t *about;     /* case.json; NULL when it is no JSON object */
    const char *fault; /* NULL, or what is wrong with the case itself */
} sc_case;

typedef struct sc_rule {
    const char *name, *sentence;
    size_t covered; /* by how many cases */
} sc_rule;

typedef struct sc_suite {
    sc_case *one; /* [count] by category and name */
    size_t count;
    sc_rule *rule; /* [rule_count] as in the rules' file */
    size_t rule_count;
} sc_suite;

/* Reads a folder of cases, and the rules. NULL, or why nothing can be run. Faults of single cases are theirs. */
const char *sc_suite_read(sc_pool *pool, const char *folder, const char *rules, sc_suite *out);
void sc_suite_free(sc_suite *suite);

/* A text case stands for three: as a text, cut in many ways, and counted in each unit. */
#define SC_TEXT_FACES 3
size_t sc_case_faces(const sc_case *one);

/* `category/name` of a case's face. */
const char *sc_case_name(sc_pool *pool, const sc_case *one, size_t face);

/* A text of case.json, or `without`. */
const char *sc_case_text(const sc_case *one, const char *key, const char *without);

bool sc_case_is_required(const sc_case *one);

#endif
