/* address.h - URLs, e-mail addresses, @handles and #tags.  Floor: text. */
#ifndef SS_ADDRESS_H
#define SS_ADDRESS_H
#include <stdint.h>

/* Finds addresses along one pass over a text: remembers where the next "@" and "://" stand, so that
 * ordinary words cost nothing. */
typedef struct ss_address_finder {
    const uint8_t *text; /* borrowed */
    uint32_t length;
    uint32_t next_at;     /* the first "@" at or after where was looked last */
    uint32_t next_scheme; /* the first "://" so */
    uint64_t looked;      /* bytes that were looked at, the measure of the cost */
} ss_address_finder;

void ss_address_begin(ss_address_finder *finder, const uint8_t *text, uint32_t length);

/* The end of the address that starts at `at`, without the punctuation that ends a clause, at most
 * SS_MAX_TOKEN_BYTES on; `at` when none starts there. The caller sees to it that no word goes on into
 * `at` (a@b is no handle), and that `at` does not go back between calls. Linear
 * over a whole text. */
uint32_t ss_address_end(ss_address_finder *finder, uint32_t at);

/* The end of the path behind a bare host name [start, end), as in example.org/news; `end` when
 * there is none. */
uint32_t ss_address_path_end(ss_address_finder *finder, uint32_t start, uint32_t end);

#endif
