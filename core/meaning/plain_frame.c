#include "meaning/plain_frame.h"

#include <string.h>

#include "base/limits.h"
#include "meaning/lexeme.h"

/* Tokens behind "said" to the end of its sentence: "on Sunday". */
#define MOST_BEHIND 4u

/* A clause that was said has at least this many tokens, and who said it at most that many. */
#define LEAST_CLAUSE 4u
#define MOST_SPEAKER 40u

/* Words of the speaker in a headline, before its colon. */
#define MOST_HEADED 4u

typedef struct frame {
    const ss_document *document;
    const ss_tokens *tokens;
    ss_range sentence; /* without its final marks */
    ss_range cue;
    ss_range source;
    ss_range content;
} frame;

#define IS_ONE_OF(self, token, array) \
    ((token) < (self)->sentence.end && SS_TOKEN_IS_ONE_OF((self)->tokens, token, array))

static bool is(const frame *self, uint32_t token, const char *word)
{
    return token < self->sentence.end && ss_token_is(self->tokens, token, word);
}

static bool fill(frame *self, ss_range source, ss_range cue, ss_range content)
{
    self->source = source;
    self->cue = cue;
    self->content = content;
    return source.first < source.end && content.first < content.end;
}

static uint32_t find(const frame *self, uint32_t from, const char *word)
{
    while (from < self->sentence.end && !ss_token_is(self->tokens, from, word))
        from++;
    return from;
}

/* "In the view of Tilda Ross, ..." and "In her opinion, ..." */
static bool is_view(frame *self)
{
    static const char *const opinion[] = {"view", "opinion", "judgment", "judgement", "estimation"};
    static const char *const owner[] = {"my", "his", "her", "their", "its", "our"};
    uint32_t at = self->sentence.first;
    if (!is(self, at, "in"))
        return false;
    if (is(self, at + 1, "the") && IS_ONE_OF(self, at + 2, opinion) && is(self, at + 3, "of")) {
        uint32_t comma = find(self, at + 4, ",");
        return comma < self->sentence.end &&
               fill(self, (ss_range){at + 4, comma}, (ss_range){at, at + 4}, (ss_range){comma + 1, self->sentence.end});
    }
    if (!IS_ONE_OF(self, at + 1, owner) || !IS_ONE_OF(self, at + 2, opinion))
        return false;
    uint32_t first = at + 3 + is(self, at + 3, ",");
    return fill(self, (ss_range){at + 1, at + 2}, (ss_range){at + 2, at + 3}, (ss_range){first, self->sentence.end});
}

/* "The regulator did not comment on the timetable." */
static bool is_silence(frame *self)
{
    static const char *const aux[] = {"did", "does", "would", "could", "has", "have"};
    static const char *const comment[] = {"comment", "commented"};
    for (uint32_t at = self->sentence.first + 1;
         at + 4 < self->sentence.end && at - self->sentence.first < MOST_SPEAKER; at++) {
        if (self->tokens->token[at].kind != SS_TOKEN_WORD)
            return false;
        if (IS_ONE_OF(self, at, aux) && (is(self, at + 1, "not") || is(self, at + 1, "n't")) &&
            IS_ONE_OF(self, at + 2, comment) && is(self, at + 3, "on"))
            return fill(self, (ss_range){self->sentence.first, at}, (ss_range){at, at + 4},
                        (ss_range){at + 4, self->sentence.end});
    }
    return false;
}

/* "Then there was the rumour that a fish had been weighed.": nobody's, and so the whole rest of the sentence. */
static bool is_rumour(frame *self)
{
    static const char *const noun[] = {"rumour",      "rumours",     "rumor",  "rumors",     "allegation",
                                       "allegations", "claim",       "claims", "accusation", "accusations",
                                       "suggestion",  "speculation", "belief", "fear",       "fears"};
    static const char *const be[] = {"was", "were", "is", "are", "been"};
    if (!is(self, self->sentence.first, "there") && !is(self, self->sentence.first + 1, "there"))
        return false;
    uint32_t that = find(self, self->sentence.first, "that");
    if (that < self->sentence.first + 3 || that + 2 >= self->sentence.end || !IS_ONE_OF(self, that - 1, noun) ||
        !(IS_ONE_OF(self, that - 2, be) || IS_ONE_OF(self, that - 3, be)))
        return false;
    self->cue = (ss_range){that - 1, that};
    self->source = (ss_range){that, that};
    self->content = (ss_range){that, self->sentence.end};
    return true;
}

static bool starts_speaker(const frame *self, uint32_t token)
{
    static const char *const word[] = {"a",     "an", "the", "its",  "his", "her",
                                       "their", "he", "she", "they", "it",  "one"};
    return IS_ONE_OF(self, token, word) ||
           (ss_token_is_capitalised(self->tokens, token) && self->tokens->token[token].kind == SS_TOKEN_WORD);
}

/* "CLAUSE, an engineer who saw it said on Sunday." */
static bool is_closing(frame *self)
{
    static const char *const said[] = {"said", "says", "found", "reported", "announced", "ruled"};
    static const char *const have[] = {"has", "have"};
    static const char *const when[] = {"on", "in", "at", "this", "last", "yesterday", "today", "late", "earlier"};
    if (self->sentence.end - self->sentence.first < 2 * LEAST_CLAUSE)
        return false;
    uint32_t verb = self->sentence.end - 1;
    while (self->sentence.end - verb < MOST_BEHIND && !IS_ONE_OF(self, verb, said))
        verb--;
    if (!IS_ONE_OF(self, verb, said) || (verb + 1 < self->sentence.end && !IS_ONE_OF(self, verb + 1, when)))
        return false;
    uint32_t comma = verb;
    while (comma > self->sentence.first && !is(self, comma, ","))
        comma--;
    uint32_t first = verb - IS_ONE_OF(self, verb - 1, have);
    if (comma < self->sentence.first + LEAST_CLAUSE || comma + 2 >= first || first - comma > MOST_SPEAKER ||
        !starts_speaker(self, comma + 1))
        return false;
    return fill(self, (ss_range){comma + 1, first}, (ss_range){first, verb + 1},
                (ss_range){self->sentence.first, comma});
}

/* "Mayor: Bridge will open" at the head of a text. */
static bool is_headline(frame *self)
{
    uint32_t end = self->document->paragraphs.count > 1 ? self->document->paragraphs.first[1] : 0;
    uint32_t colon = find(self, self->sentence.first, ":");
    if (self->sentence.first != 0 || self->sentence.end != end || colon == 0 || colon > MOST_HEADED ||
        colon + LEAST_CLAUSE > end)
        return false;
    bool speaker = ss_lexeme_of(self->tokens, colon - 1) &
                   (SS_LEXEME_ROLE | SS_LEXEME_ORGANISATION | SS_LEXEME_GROUP | SS_LEXEME_DOCUMENT);
    return speaker && fill(self, (ss_range){0, colon}, (ss_range){colon, colon + 1}, (ss_range){colon + 1, end});
}

static bool is_quoted(const frame *self)
{
    for (uint32_t i = self->sentence.first; i < self->sentence.end; i++)
        if (self->document->place[i] != SS_QUOTE_OUTSIDE)
            return true;
    return false;
}

static bool read_sentence(frame *self)
{
    while (self->sentence.end > self->sentence.first + 1 && ss_token_is(self->tokens, self->sentence.end - 1, "."))
        self->sentence.end--;
    return is_headline(self) ||
           (!is_quoted(self) && (is_view(self) || is_silence(self) || is_rumour(self) || is_closing(self)));
}

/* Sentences that a cue stands in. */
static ss_status mark_taken(ss_arena *arena, const ss_document *document, const ss_relations *relations, bool **out)
{
    bool *taken = *out = ss_arena_alloc(arena, document->sentences.count + 1, sizeof *taken);
    if (taken == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < relations->count; i++)
        taken[ss_part_of(&document->sentences, relations->relation[i].cue.first)] = true;
    return SS_OK;
}

static bool make(ss_arena *arena, const frame *found, ss_relation *out)
{
    ss_range *range = ss_arena_alloc(arena, 2, sizeof *range);
    if (range == NULL)
        return false;
    range[0] = found->source;
    range[1] = found->content;
    *out = (ss_relation){.cue = found->cue,
                         .source = &range[0],
                         .source_count = found->source.first < found->source.end,
                         .content = &range[1],
                         .content_count = 1,
                         .confidence = SS_PLAIN_CONFIDENCE,
                         .act = SS_ACT_STATEMENT};
    out->kind = (uint8_t)ss_relation_kind(found->document, out);
    return true;
}

ss_status ss_plain_frames_add(ss_arena *arena, const ss_document *document, uint32_t read, ss_relations *relations)
{
    const ss_parts *sentences = &document->sentences;
    bool *taken;
    size_t most = relations->count + (size_t)sentences->count;
    ss_relation *relation = ss_arena_alloc(arena, most + 1, sizeof *relation);
    if (relation == NULL || mark_taken(arena, document, relations, &taken) != SS_OK)
        return SS_ERR_MEMORY;
    uint32_t count = relations->count;
    if (count > 0)
        memcpy(relation, relations->relation, count * sizeof *relation);
    for (uint32_t part = 0; part < sentences->count && sentences->first[part + 1] <= read; part++) {
        frame found = {.document = document,
                       .tokens = &document->tokens,
                       .sentence = {sentences->first[part], sentences->first[part + 1]}};
        if (taken[part] || found.sentence.first == found.sentence.end || !read_sentence(&found))
            continue;
        if (!make(arena, &found, &relation[count++]))
            return SS_ERR_MEMORY;
    }
    ss_relations_order(relation, count);
    *relations = (ss_relations){relation, count < SS_MAX_ATTRIBUTIONS ? count : SS_MAX_ATTRIBUTIONS};
    return count > SS_MAX_ATTRIBUTIONS ? SS_ERR_LIMIT : SS_OK;
}
