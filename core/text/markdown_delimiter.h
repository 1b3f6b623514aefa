/* markdown_delimiter.h - pair the marks of emphasis: * _ ~.  Floor: text. */
#ifndef SS_MARKDOWN_DELIMITER_H
#define SS_MARKDOWN_DELIMITER_H
#include "base/limits.h"
#include "text/markdown_scan.h"

/* A run of one of these marks that may open or close emphasis. */
typedef struct ss_markdown_delimiter {
    uint32_t at;    /* the first of those that are not paired yet */
    uint32_t count; /* of these */
    uint8_t byte;
    uint8_t third;  /* the whole run's length modulo 3 */
    bool opens;
    bool closes;
} ss_markdown_delimiter;

/* Runs of one text, in its order. */
typedef struct ss_markdown_delimiters {
    ss_markdown_delimiter run[SS_MAX_MARKDOWN_DELIMITERS];
    uint32_t count;
} ss_markdown_delimiters;

/* Adds the run of `count` equal marks at `at` if what stands around it lets it open or close
 * (CommonMark 6.2, "flanking"), or it is a ** that may be left over. The sign between two digits,
 * "2*3*4", is none. Not to be called when the list is full. */
void ss_markdown_delimiters_add(ss_markdown_delimiters *delimiters, const ss_markdown_scan *scan, uint32_t at, uint32_t count);

/* Pairs the runs from `bottom` on and takes them from the list; what is paired is set to `hidden` in
 * mark[]. CommonMark's "process emphasis": amortised linear, for what an opener was looked for in
 * vain is not looked at again. Then those * that are left over pair too, an opener with the next run as long. */
void ss_markdown_delimiters_pair(ss_markdown_delimiters *delimiters, uint32_t bottom, const ss_markdown_scan *scan,
                                 uint8_t *mark, uint8_t hidden);

#endif
