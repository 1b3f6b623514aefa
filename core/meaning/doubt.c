#include "meaning/doubt.h"

#include "meaning/act.h"

/* Relations before and behind a cue whose contents are looked at. */
#define MOST_AROUND 6u

/* Of the development texts' records below it one in seven is right, ... */
#define LEAST_CONFIDENCE 200u

/* ... of those below these whose cue is no word of saying, thinking or wanting one in four, where the content is a
 * clause or a quotation and where it is a bare phrase ... */
#define LEAST_OF_UNKNOWN 300u
#define LEAST_OF_PHRASE 700u

/* ... of those below this whose cue is a colon or dash ... */
#define LEAST_OF_MARK 440u

/* ... and of those below this that another's content holds. */
#define LEAST_OF_INNER 440u

/* "has not been seen": what is only seen, not seen to be something, is no attribution; "weighed out according to size".
 */
static bool says_nothing(const ss_document *document, const ss_relation *relation)
{
    static const char *const seen[] = {"seen", "heard"};
    const ss_tokens *tokens = &document->tokens;
    if (relation->content_count == 0)
        return false;
    ss_range first = relation->content[0], last = relation->content[relation->content_count - 1];
    bool only_seen = relation->source_count == 0 && last.end <= relation->cue.first &&
                     SS_TOKEN_IS_ONE_OF(tokens, relation->cue.end - 1, seen);
    return only_seen || (first.end - first.first > 2 && ss_token_is(tokens, first.first, "according"));
}

static bool is_quoted(const ss_document *document, uint32_t token)
{
    return document->place[token] != SS_QUOTE_OUTSIDE && document->place[token] != SS_QUOTE_STRAY;
}

/* "her daughter", "the podium with him": no clause and no quotation, so nothing that is said. */
static bool is_bare_phrase(const ss_document *document, ss_range content)
{
    const ss_tokens *tokens = &document->tokens;
    static const char *const opening[] = {"that", "how", "if",  "what", "when", "where", "whether", "who", "why",
                                          "i",    "he",  "she", "it",   "we",   "they",  "you",     "there"};
    static const char *const finite[] = {"is",    "are", "was",   "were", "has",    "have", "had", "will", "would", "can", "could",
                                         "may",   "might", "must", "should", "does", "do",   "did", "'s",  "'re",   "'ll", "n't"};
    if (SS_TOKEN_IS_ONE_OF(tokens, content.first, opening))
        return false;
    for (uint32_t i = content.first; i < content.end; i++)
        if (is_quoted(document, i) || SS_TOKEN_IS_ONE_OF(tokens, i, finite))
            return false;
    return true;
}

static bool is_doubtful(const ss_document *document, const ss_relation *relation)
{
    if (says_nothing(document, relation) || relation->confidence < LEAST_CONFIDENCE)
        return true;
    const ss_tokens *tokens = &document->tokens;
    bool bare = relation->content_count == 1 && is_bare_phrase(document, relation->content[0]);
    /* what a turn holds the layout tells better */
    bool mark = relation->cue.first < relation->cue.end && tokens->token[relation->cue.end - 1].kind == SS_TOKEN_MARK;
    uint32_t least = bare ? LEAST_OF_PHRASE : mark ? LEAST_OF_MARK : LEAST_OF_UNKNOWN;
    return relation->confidence < least && !ss_act_is_known(document, relation);
}

/* Whether the content of a relation near in text holds the cue; readings are in the order of their cues. */
static bool is_inside(const ss_readings *readings, uint32_t index)
{
    ss_range cue = readings->reading[index].cue;
    uint32_t first = index > MOST_AROUND ? index - MOST_AROUND : 0;
    for (uint32_t i = first; i < readings->count && i <= index + MOST_AROUND; i++)
        for (uint32_t k = 0; i != index && k < readings->reading[i].content_count; k++)
            if (ss_range_has(readings->reading[i].content[k], cue.first))
                return true;
    return false;
}

void ss_doubts_leave_out(const ss_document *document, const ss_readings *readings, ss_relations *relations)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < relations->count; i++) {
        const ss_reading *reading = &readings->reading[i];
        bool out = reading->wish == SS_CUE_SHOWN
                       ? is_inside(readings, i)
                       : reading->wish != SS_CUE_BEGINS && is_doubtful(document, &relations->relation[i]);
        if (!out)
            relations->relation[kept++] = relations->relation[i];
    }
    relations->count = kept;
}

void ss_doubts_leave_out_inner(ss_relations *relations)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < relations->count; i++) {
        const ss_relation *one = &relations->relation[i];
        bool inner = false;
        for (uint32_t k = i > MOST_AROUND ? i - MOST_AROUND : 0; k < relations->count && k <= i + MOST_AROUND; k++)
            for (uint32_t c = 0; k != i && c < relations->relation[k].content_count; c++)
                inner = inner || ss_range_has(relations->relation[k].content[c], one->cue.first);
        if (!inner || one->confidence >= LEAST_OF_INNER)
            relations->relation[kept++] = *one;
    }
    relations->count = kept;
}
