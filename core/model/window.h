/* window.h - the parts of a document that the network sees at once.  Floor: model. */
#ifndef SS_WINDOW_H
#define SS_WINDOW_H
#include "text/document.h"

/* Most tokens of any model's window; ss_weights says how many its own has. */
#define SS_WINDOW_TOKENS 384u

/* The window that starts at token `first` (< number of tokens): whole paragraphs as long as they fit in `most` tokens; a
 * longer paragraph is cut at the end of its last sentence that fits, a longer sentence anywhere. core/train/corpus.py
 * cuts alike. Depends on nothing before `first`. O(paragraphs in the window + log of all). */
ss_range ss_window_at(const ss_document *document, uint32_t first, uint32_t most);

/* The piece of a token's paragraph that lies in the window. */
ss_range ss_window_paragraph(const ss_document *document, ss_range window, uint32_t token);

#endif
