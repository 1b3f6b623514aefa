/* fingerprint.h - a 64-bit simhash of a content, equal for equal words, near for near ones.  Floor: meaning.
 * Source: Charikar 2002, over shingles of three words. */
#ifndef SS_FINGERPRINT_H
#define SS_FINGERPRINT_H
#include <stdint.h>
#include "base/span.h"
#include "text/token.h"

/* Of the words (letters and digits) of the ranges: NFKC-casefolded, marks dropped; shingles of
 * three words, all of them when fewer, joined by one space, each hashed with 64-bit FNV-1a; bit i
 * is set when more shingles have it than not. 0 when there is no word. Equal for the same words
 * whatever the marks, case or spacing. How far one changed word moves it depends on the length
 * (fingerprint_test.c): it touches three shingles, of a quotation of 60 words six bits on average.
 * Linear in the bytes. */
uint64_t ss_fingerprint(const ss_tokens *tokens, const ss_range *range, uint32_t range_count);

#endif
