#include "meaning/inner_quote.h"

#include <string.h>

#include "base/limits.h"
#include "meaning/lexeme.h"

/* Words of the one who is quoted inside, and between "called" and what somebody is called. */
#define MOST_SUBJECT 6u
#define MOST_OBJECT 4u

/* What relations have of a token. */
enum { IN_CONTENT = 1, IN_CUE = 2 };

typedef struct reading_inner {
    const ss_document *document;
    const ss_tokens *tokens;
    uint8_t *has; /* [tokens] flags of the above */
} reading_inner;

static bool is_verb(const reading_inner *self, uint32_t token)
{
    static const char *const verbs[] = {"said",   "says",    "say",       "saying",  "told",     "tells",    "tell",
                                        "asked",  "asks",    "ask",       "shouted", "shouts",   "shout",    "yelled",
                                        "yell",   "cried",   "cry",       "called",  "calls",    "call",     "wrote",
                                        "writes", "replied", "whispered", "whisper", "answered", "screamed", "added",
                                        "joked",  "warned",  "goes",      "went"};
    return SS_TOKEN_IS_ONE_OF(self->tokens, token, verbs);
}

/* The verb that leads to the quotation: right before it or its comma, or before whom it calls what. `open` when none
 * does. */
static uint32_t verb_before(const reading_inner *self, uint32_t outer, uint32_t open)
{
    uint32_t end = open;
    if (end > outer + 1 && (ss_token_is(self->tokens, end - 1, ",") || ss_token_is(self->tokens, end - 1, ":")))
        end--;
    for (uint32_t i = end; i > outer + 1 && end - i < MOST_OBJECT; i--) {
        if (self->tokens->token[i - 1].kind != SS_TOKEN_WORD)
            return open;
        if (is_verb(self, i - 1))
            return i - 1;
    }
    return open;
}

static uint32_t first_of_verb(const reading_inner *self, uint32_t outer, uint32_t verb)
{
    static const char *const auxiliary[] = {"used", "to",   "had",   "has",  "have", "would", "always",
                                            "once", "just", "never", "also", "then", "will"};
    while (verb > outer + 1 && SS_TOKEN_IS_ONE_OF(self->tokens, verb - 1, auxiliary))
        verb--;
    return verb;
}

/* The words before the verb, back to a mark or a conjunction; empty when they are no short noun phrase. */
static ss_range subject_before(const reading_inner *self, uint32_t outer, uint32_t verb)
{
    static const char *const joint[] = {"and", "but", "so", "because", "when", "then", "that", "if", "as", "while"};
    ss_range subject = {verb, verb};
    while (subject.first > outer + 1 && verb - subject.first <= MOST_SUBJECT &&
           self->tokens->token[subject.first - 1].kind == SS_TOKEN_WORD &&
           !SS_TOKEN_IS_ONE_OF(self->tokens, subject.first - 1, joint))
        subject.first--;
    if (verb - subject.first > MOST_SUBJECT)
        subject.first = verb;
    return subject;
}

static bool has_any(const reading_inner *self, ss_range range, uint8_t flag)
{
    for (uint32_t i = range.first; i < range.end; i++)
        if (self->has[i] & flag)
            return true;
    return false;
}

/* range: [2], for source and content. */
static bool read_inner(const reading_inner *self, const ss_quote *outer, const ss_quote *inner, ss_range *range,
                       ss_relation *out)
{
    uint32_t verb = verb_before(self, outer->open, inner->open);
    if (!inner->closed || verb == inner->open || !(self->has[outer->open] & IN_CONTENT))
        return false;
    uint32_t first = first_of_verb(self, outer->open, verb);
    range[0] = subject_before(self, outer->open, first);
    range[1] = (ss_range){inner->open, inner->end};
    if (range[0].first == range[0].end || has_any(self, (ss_range){range[0].first, inner->end}, IN_CUE))
        return false;
    *out = (ss_relation){.cue = {first, verb + 1},
                         .source = &range[0],
                         .source_count = 1,
                         .content = &range[1],
                         .content_count = 1,
                         .confidence = SS_INNER_CONFIDENCE,
                         .kind = SS_KIND_DIRECT,
                         .act = SS_ACT_STATEMENT};
    return true;
}

static ss_status mark(ss_arena *arena, const ss_relations *relations, reading_inner *self)
{
    self->has = ss_arena_alloc(arena, self->tokens->count + 1, sizeof *self->has);
    if (self->has == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < relations->count; i++) {
        const ss_relation *one = &relations->relation[i];
        for (uint32_t k = one->cue.first; k < one->cue.end; k++)
            self->has[k] |= IN_CUE;
        for (uint32_t c = 0; c < one->content_count; c++)
            self->has[one->content[c].first] |= IN_CONTENT; /* a quotation that is one has its mark there */
    }
    return SS_OK;
}

ss_status ss_inner_quotes_add(ss_arena *arena, const ss_document *document, uint32_t read, ss_relations *relations)
{
    reading_inner self = {.document = document, .tokens = &document->tokens};
    const ss_quotes *quotes = &document->quotes;
    const ss_quote *outer = NULL;
    size_t most = relations->count + (size_t)quotes->count;
    ss_relation *relation = ss_arena_alloc(arena, most + 1, sizeof *relation);
    ss_range *range = ss_arena_alloc(arena, 2 * (size_t)quotes->count + 1, sizeof *range);
    if (relation == NULL || range == NULL || mark(arena, relations, &self) != SS_OK)
        return SS_ERR_MEMORY;
    uint32_t count = relations->count;
    if (count > 0)
        memcpy(relation, relations->relation, count * sizeof *relation);
    for (uint32_t i = 0; i < quotes->count; i++) {
        const ss_quote *one = &quotes->quote[i];
        if (one->depth == 0)
            outer = one;
        if (one->depth == 1 && outer != NULL && outer->end <= read &&
            read_inner(&self, outer, one, &range[2 * (size_t)i], &relation[count]))
            count++;
    }
    ss_relations_order(relation, count);
    *relations = (ss_relations){relation, count < SS_MAX_ATTRIBUTIONS ? count : SS_MAX_ATTRIBUTIONS};
    return count > SS_MAX_ATTRIBUTIONS ? SS_ERR_LIMIT : SS_OK;
}
