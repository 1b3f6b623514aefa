#include "model/piece.h"

#include <string.h>
#include <utf8proc.h>

#include "base/hash.h"
#include "model/lexicon.h"
#include "text/utf8.h"

#define FOLDED_CAPACITY 96u /* longer tokens are cut there: six pieces have been found by then */
#define UNKNOWN 0u

#define SEED 6u /* of pieces' hashes; core/train/weights.py has the same */
#define GOES_ON "##" /* before a piece that begins no word; a text's own is cut by its punctuation */

/* Pieces of one token. */
typedef struct cut {
    const ss_pack *pack;
    uint32_t *row;
    uint32_t count;
} cut;

static void add(cut *self, uint32_t row)
{
    if (self->count < SS_TOKEN_PIECES)
        self->row[self->count++] = row;
}

static uint32_t character_length(const char *text, uint32_t length)
{
    uint32_t at = 1;
    while (at < length && ((unsigned char)text[at] & 0xC0u) == 0x80u)
        at++;
    return at;
}

/* The longest known piece that text begins with, what stands before it there left out: its row and bytes, or UNKNOWN. */
static uint32_t longest_piece(const ss_pack *pack, const char *before, const char *text, uint32_t length, uint32_t *bytes)
{
    uint32_t hash = ss_hash32(SS_HASH32_START ^ SEED, before, strlen(before)), best = UNKNOWN;
    for (uint32_t at = 0; at < length;) {
        uint32_t step = character_length(text + at, length - at);
        hash = ss_hash32(hash, text + at, step);
        at += step;
        uint32_t row = ss_lexicon_row(pack, ss_hash32_mixed(hash));
        if (row != UNKNOWN) {
            best = row;
            *bytes = at;
        }
    }
    return best;
}

/* A part without punctuation. */
static void cut_part(cut *self, const char *text, uint32_t length)
{
    uint32_t before = self->count, at = 0, bytes = 0;
    while (at < length) {
        uint32_t row = longest_piece(self->pack, at == 0 ? "" : GOES_ON, text + at, length - at, &bytes);
        if (row == UNKNOWN) {
            self->count = before;
            add(self, UNKNOWN);
            return;
        }
        add(self, row);
        at += bytes;
    }
}

static bool stands_alone(uint32_t code_point)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    if (code_point < 128)
        return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_SO;
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

/* The folded token without the marks on its letters. */
static uint32_t plain_text(const ss_tokens *tokens, uint32_t index, char *out)
{
    char folded[FOLDED_CAPACITY];
    uint32_t length = ss_token_fold(tokens, index, folded, sizeof folded), written = 0;
    for (uint32_t at = 0; at < length;) {
        ss_character character = ss_utf8_decode((const uint8_t *)folded, length, at);
        utf8proc_int32_t letters[4] = {(utf8proc_int32_t)character.code_point};
        utf8proc_ssize_t count = 1;
        int boundary = 0;
        if (character.code_point >= 128)
            count = utf8proc_decompose_char(letters[0], letters, 4, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &boundary);
        for (utf8proc_ssize_t i = 0; i < count && i < 4 && written + 4 <= FOLDED_CAPACITY; i++)
            written += (uint32_t)utf8proc_encode_char(letters[i], (utf8proc_uint8_t *)out + written);
        at += character.length;
    }
    return written;
}

static uint32_t cut_token(const ss_pack *pack, const ss_tokens *tokens, uint32_t index, uint32_t *row)
{
    cut self = {pack, row, 0};
    char text[FOLDED_CAPACITY];
    uint32_t length = plain_text(tokens, index, text), part = 0;
    for (uint32_t at = 0; at < length;) {
        ss_character character = ss_utf8_decode((const uint8_t *)text, length, at);
        if (stands_alone(character.code_point)) {
            cut_part(&self, text + part, at - part);
            cut_part(&self, text + at, character.length);
            part = at + character.length;
        }
        at += character.length;
    }
    cut_part(&self, text + part, length - part);
    if (self.count == 0)
        add(&self, UNKNOWN);
    return self.count;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* The most pieces a token may have so that all tokens fit. */
static uint32_t fitting(const uint8_t *count, uint32_t tokens)
{
    for (uint32_t most = SS_TOKEN_PIECES; most > 1; most--) {
        uint32_t sum = 0;
        for (uint32_t t = 0; t < tokens; t++)
            sum += smaller(count[t], most);
        if (sum <= SS_WINDOW_PIECES - 2)
            return most;
    }
    return 1;
}

static uint32_t mark_row(const ss_pack *pack, const char *mark)
{
    return ss_lexicon_row(pack, ss_hash32_mixed(ss_hash32(SS_HASH32_START ^ SEED, mark, strlen(mark))));
}

void ss_pieces_cut(const ss_pack *pack, const ss_tokens *tokens, ss_range window, ss_pieces *out)
{
    uint32_t row[SS_WINDOW_PIECES][SS_TOKEN_PIECES], length = window.end - window.first, at = 0;
    uint8_t count[SS_WINDOW_PIECES];
    for (uint32_t t = 0; t < length; t++)
        count[t] = (uint8_t)cut_token(pack, tokens, window.first + t, row[t]);
    uint32_t most = fitting(count, length);
    out->row[at++] = mark_row(pack, "[CLS]");
    for (uint32_t t = 0; t < length; t++) {
        out->first[t] = (uint16_t)at;
        for (uint32_t k = 0; k < count[t] && k < most; k++)
            out->row[at++] = row[t][k];
    }
    out->row[at++] = mark_row(pack, "[SEP]");
    out->count = at;
}
