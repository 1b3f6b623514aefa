/* piece.h - the word pieces of tokens, which a transformer reads.  Floor: model.
 *
 * WordPiece as BERT's uncased models have it: of the folded token, marks dropped and punctuation cut off, the longest
 * piece that the lexicon knows, then the longest that goes on from there; a part that cannot be cut to its end is one
 * unknown piece. The lexicon holds hashes, so one part in a hundred thousand may be cut wrongly, on every machine alike.
 * Source: Wu et al., Google's Neural Machine Translation System, 2016; Devlin et al., BERT, 2019. */
#ifndef SS_PIECE_H
#define SS_PIECE_H
#include "base/span.h"
#include "model/pack.h"
#include "text/token.h"

#define SS_TOKEN_PIECES 6u     /* of one token at most: its beginning counts. core/train/pieces.py has both numbers */
#define SS_WINDOW_PIECES 512u  /* with the marks at both ends: the places that pretraining knew */

typedef struct ss_pieces {
    uint32_t row[SS_WINDOW_PIECES];   /* of the table of pieces */
    uint16_t first[SS_WINDOW_PIECES]; /* [tokens] each token's first piece */
    uint32_t count;
} ss_pieces;

/* Cuts the tokens of a window, at most SS_WINDOW_PIECES - 2; of each as many pieces as let all fit. Linear. */
void ss_pieces_cut(const ss_pack *pack, const ss_tokens *tokens, ss_range window, ss_pieces *out);

#endif
