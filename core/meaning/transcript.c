#include "meaning/transcript.h"

#include <string.h>

#include "base/limits.h"

#define NAME_TOKENS 5u  /* "THE ASSISTANT ATTORNEY GENERAL" and a title's full stop */
#define NAMES 16u       /* that are remembered while turns are counted: an interview has few */
#define NAME_BYTES 64u

/* The colon of the turn that a paragraph is, 0 when it is none: a colon is never a text's first token here. */
static uint32_t colon_of(const ss_document *document, uint32_t paragraph)
{
    const ss_tokens *tokens = &document->tokens;
    uint32_t first = document->paragraphs.first[paragraph], end = document->paragraphs.first[paragraph + 1], at = first;
    while (at < end && at - first < NAME_TOKENS && tokens->token[at].kind <= SS_TOKEN_ADDRESS && ss_token_is_capitalised(tokens, at))
        at++;
    bool is_turn = at > first && at + 1 < end && ss_token_is(tokens, at, ":") && tokens->token[at].gap == SS_GAP_NONE &&
                   tokens->token[at + 1].gap != SS_GAP_NONE;
    return is_turn ? at : 0;
}

typedef struct known_name {
    char bytes[NAME_BYTES];
    uint32_t length;
} known_name;

/* The folded name, as far as it fits. */
static known_name name_of(const ss_tokens *tokens, uint32_t first, uint32_t colon)
{
    known_name name = {{0}, 0};
    for (uint32_t i = first; i < colon; i++)
        name.length += ss_token_fold(tokens, i, name.bytes + name.length, NAME_BYTES - name.length);
    return name;
}

/* Remembers a name; whether it was known. */
static bool meet(known_name *known, uint32_t *count, known_name name)
{
    for (uint32_t i = 0; i < *count; i++)
        if (known[i].length == name.length && memcmp(known[i].bytes, name.bytes, name.length) == 0)
            return true;
    if (*count < NAMES)
        known[(*count)++] = name;
    return false;
}

static bool is_transcript(const ss_document *document)
{
    known_name known[NAMES];
    uint32_t names = 0, turns = 0;
    bool again = false;
    for (uint32_t p = 0; p < document->paragraphs.count; p++) {
        uint32_t first = document->paragraphs.first[p], colon = colon_of(document, p);
        if (document->tokens.token[colon == 0 ? first : colon].start >= SS_DECISION_BYTES)
            break;
        if (colon == 0)
            continue;
        turns++;
        again = meet(known, &names, name_of(&document->tokens, first, colon)) || again;
    }
    return again && turns >= SS_TRANSCRIPT_TURNS;
}

/* Colons that are cues already. */
static ss_status mark_cues(ss_arena *arena, const ss_document *document, const ss_relations *relations, bool **out)
{
    bool *is_cue = *out = ss_arena_alloc(arena, document->tokens.count, sizeof *is_cue);
    if (is_cue == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < relations->count; i++)
        for (uint32_t k = relations->relation[i].cue.first; k < relations->relation[i].cue.end; k++)
            is_cue[k] = true;
    return SS_OK;
}

/* range: [2], for source and content. */
static ss_relation turn_of(const ss_document *document, uint32_t paragraph, uint32_t colon, ss_range *range)
{
    uint32_t end = document->paragraphs.first[paragraph + 1];
    if (end - 1 > colon + 1 && ss_token_is(&document->tokens, end - 1, "."))
        end--;
    range[0] = (ss_range){document->paragraphs.first[paragraph], colon};
    range[1] = (ss_range){colon + 1, end};
    return (ss_relation){.cue = {colon, colon + 1},
                         .source = &range[0],
                         .source_count = 1,
                         .content = &range[1],
                         .content_count = 1,
                         .confidence = SS_TURN_CONFIDENCE,
                         .kind = SS_KIND_INDIRECT,
                         .act = SS_ACT_STATEMENT};
}

ss_status ss_transcripts_add(ss_arena *arena, const ss_document *document, uint32_t read, ss_relations *relations)
{
    const ss_parts *paragraphs = &document->paragraphs;
    bool *is_cue;
    if (document->tokens.count == 0 || !is_transcript(document))
        return SS_OK;
    ss_status status = mark_cues(arena, document, relations, &is_cue);
    size_t most = relations->count + (size_t)paragraphs->count;
    ss_relation *relation = ss_arena_alloc(arena, most, sizeof *relation);
    ss_range *range = ss_arena_alloc(arena, 2 * (size_t)paragraphs->count, sizeof *range);
    if (status != SS_OK || relation == NULL || range == NULL)
        return SS_ERR_MEMORY;
    uint32_t count = relations->count;
    if (count > 0)
        memcpy(relation, relations->relation, count * sizeof *relation);
    for (uint32_t p = 0; p < paragraphs->count && paragraphs->first[p + 1] <= read; p++) {
        uint32_t colon = colon_of(document, p);
        if (colon != 0 && !is_cue[colon])
            relation[count++] = turn_of(document, p, colon, &range[2 * (size_t)p]);
    }
    ss_relations_order(relation, count);
    *relations = (ss_relations){relation, count < SS_MAX_ATTRIBUTIONS ? count : SS_MAX_ATTRIBUTIONS};
    return count > SS_MAX_ATTRIBUTIONS ? SS_ERR_LIMIT : SS_OK;
}
