/* answer.h - what every output format is given: a document and what was found in it.  Floor: plugin. */
#ifndef SS_ANSWER_H
#define SS_ANSWER_H
#include "base/arena.h"
#include "sayso.h"

/* All borrowed; the result is the annotator's last one, with SAYSO_OK or SAYSO_LIMIT. */
typedef struct ss_answer {
    const char *document; /* the file's name as given, "-" for standard input; may be no UTF-8 */
    const char *id;       /* JSON that names it instead; NULL: it has none */
    const uint8_t *text;
    uint32_t length;
    const sayso_result *result;
    const sayso_annotator *annotator; /* turns bytes into the unit below */
    const char *model;
    const char *rules;
    sayso_offset_unit unit;
    const bool *speaker; /* [speaker_count], whether it is given; NULL: all are */
    bool cues_only;      /* brat: leave out quotations that only float, which corpora do not mark */
    ss_arena *arena; /* for what a format needs while it writes; the caller resets it */
} ss_answer;

#endif
