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

/* A paragraph's words from `first` on, less a final full stop. */
static ss_range words_of(const ss_document *document, uint32_t paragraph, uint32_t first)
{
    uint32_t end = document->paragraphs.first[paragraph + 1];
    if (end - 1 > first && ss_token_is(&document->tokens, end - 1, "."))
        end--;
    return (ss_range){first, end};
}

/* "(Laughter in the gallery.)": nobody says it. */
static bool is_direction(const ss_document *document, uint32_t paragraph)
{
    uint32_t first = document->paragraphs.first[paragraph];
    return ss_token_is(&document->tokens, first, "(") || ss_token_is(&document->tokens, first, "[");
}

/* The paragraph of the next turn among those before `read`; `paragraph` itself when there is none. */
static uint32_t next_turn(const ss_document *document, uint32_t paragraph, uint32_t read)
{
    const ss_parts *paragraphs = &document->paragraphs;
    for (uint32_t p = paragraph + 1; p < paragraphs->count && paragraphs->first[p + 1] <= read; p++)
        if (colon_of(document, p) != 0)
            return p;
    return paragraph;
}

/* range: for the source, the content and [following] paragraphs that go on with it. */
static ss_relation turn_of(const ss_document *document, uint32_t paragraph, uint32_t colon, uint32_t following, ss_range *range)
{
    range[0] = (ss_range){document->paragraphs.first[paragraph], colon};
    range[1] = words_of(document, paragraph, colon + 1);
    for (uint32_t i = 1; i <= following; i++)
        range[1 + i] = words_of(document, paragraph + i, document->paragraphs.first[paragraph + i]);
    return (ss_relation){.cue = {colon, colon + 1},
                         .source = &range[0],
                         .source_count = 1,
                         .content = &range[1],
                         .content_count = 1 + following,
                         .confidence = SS_TURN_CONFIDENCE,
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
        if (colon == 0 || is_cue[colon])
            continue;
        uint32_t next = next_turn(document, p, read), following = next > p ? next - p - 1 : 0;
        for (uint32_t i = 1; i <= following; i++)
            if (is_direction(document, p + i))
                following = i - 1;
        following = following < SS_MAX_CONTENT_SPANS ? following : SS_MAX_CONTENT_SPANS - 1;
        relation[count] = turn_of(document, p, colon, following, &range[2 * (size_t)p]);
        relation[count].unsettled = next == p && read < document->tokens.count;
        relation[count].kind = (uint8_t)ss_relation_kind(document, &relation[count]);
        count++;
    }
    ss_relations_order(relation, count);
    *relations = (ss_relations){relation, count < SS_MAX_ATTRIBUTIONS ? count : SS_MAX_ATTRIBUTIONS};
    return count > SS_MAX_ATTRIBUTIONS ? SS_ERR_LIMIT : SS_OK;
}
