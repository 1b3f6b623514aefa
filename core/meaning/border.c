#include "meaning/border.h"

#include <string.h>

#include "meaning/border_draft.h"

/* Tokens of a sentence on either side of a cue that are looked at: all that people write, and a bound for the rest. */
#define REACH 400u

static ss_range sentence_of(const ss_document *document, ss_range cue)
{
    uint32_t part = ss_part_of(&document->sentences, cue.first);
    ss_range sentence = {document->sentences.first[part], document->sentences.first[part + 1]};
    if (cue.first - sentence.first > REACH)
        sentence.first = cue.first - REACH;
    if (sentence.end > cue.end + REACH)
        sentence.end = cue.end + REACH;
    return sentence;
}

bool ss_draft_is_word(const ss_draft *self, uint32_t token)
{
    return self->tokens->token[token].kind == SS_TOKEN_WORD;
}

bool ss_draft_is_part(const ss_draft *self, uint32_t token)
{
    if (ss_range_has(self->cue, token))
        return true;
    for (uint32_t i = 0; i < self->source_count; i++)
        if (ss_range_has(self->source[i], token))
            return true;
    for (uint32_t i = 0; i < self->content_count; i++)
        if (ss_range_has(self->content[i], token))
            return true;
    return false;
}

void ss_draft_drop_content(ss_draft *self, uint32_t index)
{
    memmove(&self->content[index], &self->content[index + 1], (--self->content_count - index) * sizeof *self->content);
    self->changed = true;
}

static ss_status settle(ss_arena *arena, const ss_draft *self, ss_relation *relation)
{
    if (!self->changed)
        return SS_OK;
    ss_range *source = ss_arena_copy(arena, self->source, self->source_count, sizeof *source);
    ss_range *content = ss_arena_copy(arena, self->content, self->content_count, sizeof *content);
    if (source == NULL || content == NULL)
        return SS_ERR_MEMORY;
    relation->cue = self->cue;
    relation->source = source;
    relation->source_count = self->source_count;
    relation->content = content;
    relation->content_count = self->content_count;
    return SS_OK;
}

ss_status ss_borders_mend(ss_arena *arena, const ss_document *document, ss_relations *relations)
{
    for (uint32_t i = 0; i < relations->count; i++) {
        ss_relation *relation = &relations->relation[i];
        ss_draft self = {.document = document, .tokens = &document->tokens, .cue = relation->cue};
        if (relation->cue.first == relation->cue.end || relation->source_count > SS_MAX_SOURCE_SPANS ||
            relation->content_count > SS_MAX_CONTENT_SPANS)
            continue;
        self.sentence = sentence_of(document, relation->cue);
        self.source_count = relation->source_count;
        self.content_count = relation->content_count;
        if (relation->source_count > 0)
            memcpy(self.source, relation->source, relation->source_count * sizeof *self.source);
        if (relation->content_count > 0)
            memcpy(self.content, relation->content, relation->content_count * sizeof *self.content);
        ss_draft_mend_source(&self);
        ss_draft_mend_content(&self);
        if (settle(arena, &self, relation) != SS_OK)
            return SS_ERR_MEMORY;
    }
    return SS_OK;
}
