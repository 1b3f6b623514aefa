/* markdown_scan.h - a stretch of Markdown that is looked through, and counted.  Floor: text. */
#ifndef SS_MARKDOWN_SCAN_H
#define SS_MARKDOWN_SCAN_H
#include <stdbool.h>
#include <stdint.h>

/* Lines end in '\n' here, whatever the source has. Functions that look for a construct at `at` answer
 * with its end, or with `at` when it is none. */
typedef struct ss_markdown_scan {
    const uint8_t *byte; /* [length], borrowed */
    uint32_t length;
    uint64_t *steps; /* every loop adds what it looks at */
} ss_markdown_scan;

/* The byte at `at`, -1 at the end. */
static inline int ss_markdown_at(const ss_markdown_scan *scan, uint32_t at)
{
    return at < scan->length ? scan->byte[at] : -1;
}

static inline bool ss_markdown_is_blank(int byte)
{
    return byte == ' ' || byte == '\t';
}

static inline bool ss_markdown_is_space(int byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n';
}

static inline bool ss_markdown_is_letter(int byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static inline bool ss_markdown_is_digit(int byte)
{
    return byte >= '0' && byte <= '9';
}

/* ASCII punctuation: what a backslash may stand before. */
static inline bool ss_markdown_is_mark(int byte)
{
    return byte > ' ' && byte < 0x7F && !ss_markdown_is_letter(byte) && !ss_markdown_is_digit(byte);
}

static inline uint32_t ss_markdown_skip_blank(const ss_markdown_scan *scan, uint32_t at)
{
    uint32_t start = at;
    while (at < scan->length && ss_markdown_is_blank(scan->byte[at]))
        at++;
    *scan->steps += at - start + 1;
    return at;
}

static inline uint32_t ss_markdown_skip_space(const ss_markdown_scan *scan, uint32_t at)
{
    uint32_t start = at;
    while (at < scan->length && ss_markdown_is_space(scan->byte[at]))
        at++;
    *scan->steps += at - start + 1;
    return at;
}

/* Past a run of one byte. */
static inline uint32_t ss_markdown_skip_run(const ss_markdown_scan *scan, uint32_t at, uint8_t byte)
{
    uint32_t start = at;
    while (at < scan->length && scan->byte[at] == byte)
        at++;
    *scan->steps += at - start + 1;
    return at;
}

#endif
