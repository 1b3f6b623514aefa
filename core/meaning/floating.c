#include "meaning/floating.h"

#include <string.h>

#include "base/limits.h"
#include "meaning/lexeme.h"
#include "meaning/tie.h"
#include "model/window.h"
#include "text/outer_quote.h"

#define NONE UINT32_MAX

/* A fragment of so many words that does not begin as a sentence is an utterance all the same. */
#define LONG_FRAGMENT 8u

/* A title of more words is a sentence in capitals. */
#define LONGEST_TITLE 14u

typedef struct walk {
    ss_arena *arena;
    const ss_document *document;
    ss_outer_quotes outer;
    uint32_t *owner; /* [outer.count] index + 1 of the first relation that claims each, 0 = none */
} walk;

/* ---- who claims what ------------------------------------------------------------------------------------- */

/* A relation claims the quotations that its content reaches into, but not one that it stands in with its cue; unless the
 * closing mark was lost and its content begins with the opening one. */
static void find_owners(walk *self, const ss_relations *relations)
{
    memset(self->owner, 0, self->outer.count * sizeof *self->owner);
    for (uint32_t i = 0; i < relations->count; i++) {
        const ss_relation *relation = &relations->relation[i];
        bool has_cue = relation->cue.first < relation->cue.end;
        for (uint32_t k = 0; relation->holder == 0 && k < relation->content_count; k++) {
            ss_range content = relation->content[k];
            uint32_t q = ss_outer_quotes_from(&self->outer, content.first);
            for (; q < self->outer.count && self->outer.quote[q]->open < content.end; q++) {
                const ss_quote *quote = self->outer.quote[q];
                bool lost = !quote->closed && content.first <= quote->open + 1;
                bool inside = has_cue && !lost && ss_range_has((ss_range){quote->open, quote->end}, relation->cue.first);
                if (self->owner[q] == 0 && !inside)
                    self->owner[q] = i + 1;
            }
        }
    }
}

/* ---- what is an utterance ---------------------------------------------------------------------------------- */

/* Words of titles that have no capital. */
static bool is_small(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {"a",  "an",  "and", "as", "at", "but",  "by",   "for",     "from", "in", "into", "is",
                                        "of", "nor", "on",  "or", "so", "the",  "than", "to",      "up",   "via", "vs", "with"};
    return SS_TOKEN_IS_ONE_OF(tokens, token, words);
}

/* "his new song, “…”", "entitled “…”", "the so-called “…”" */
static bool is_naming(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {
        "album",    "anthem",   "article",  "book",      "called",  "captioned",  "column", "documentary", "dubbed",  "entitled",
        "episode",  "essay",    "exhibition", "film",    "hashtag", "headline",   "headlined", "hit",      "labelled", "labeled",
        "memoir",   "motto",    "movie",    "musical",   "named",   "nicknamed",  "novel",  "phrase",      "play",    "podcast",
        "poem",     "series",   "show",     "single",    "slogan",  "so-called",  "song",   "term",        "termed",  "titled",
        "track"};
    return SS_TOKEN_IS_ONE_OF(tokens, token, words);
}

static bool is_word(const ss_tokens *tokens, uint32_t token)
{
    return tokens->token[token].kind <= SS_TOKEN_ADDRESS &&
           (tokens->token[token].gap != SS_GAP_NONE || token == 0 || tokens->token[token - 1].kind > SS_TOKEN_ADDRESS);
}

static bool has_lower_case(const ss_tokens *tokens, uint32_t token)
{
    ss_span span = ss_token_span(tokens, token);
    for (uint32_t i = span.start; i < span.end; i++)
        if (tokens->text[i] >= 'a' && tokens->text[i] <= 'z')
            return true;
    return false;
}

typedef struct look {
    uint32_t words;
    uint32_t first; /* its first word */
    bool title;     /* all words that may have a capital have one */
    bool ended;     /* as a sentence or a clause of one: . ! ? , */
} look;

static look look_at(const ss_tokens *tokens, const ss_quote *quote)
{
    look out = {.first = quote->end, .title = true};
    uint32_t end = quote->closed ? quote->end - 1 : quote->end;
    bool lower = false;
    for (uint32_t i = quote->open + 1; i < end; i++) {
        if (!is_word(tokens, i))
            continue;
        out.first = out.words == 0 ? i : out.first;
        out.words++;
        bool letters = tokens->token[i].kind == SS_TOKEN_WORD;
        out.title = out.title && (!letters || ss_token_is_capitalised(tokens, i) || is_small(tokens, i));
        lower = lower || has_lower_case(tokens, i);
    }
    static const char *const ends[] = {".", "!", "?", ",", "...", "\xE2\x80\xA6"};
    out.title = out.title && lower && out.words <= LONGEST_TITLE;
    out.ended = !quote->closed || (end > quote->open + 1 && SS_TOKEN_IS_ONE_OF(tokens, end - 1, ends));
    return out;
}

/* Whether what stands before a quotation says that it is a name. */
static bool is_named(const ss_tokens *tokens, const ss_quote *quote)
{
    uint32_t at = quote->open;
    if (at == 0 || tokens->token[at].gap == SS_GAP_PARAGRAPH)
        return false;
    if (ss_token_is(tokens, at - 1, ",") && at > 1)
        at--;
    return is_naming(tokens, at - 1);
}

/* its "one plate and one more after that" menu: between what begins a noun phrase and its noun. */
static bool is_modifier(const ss_tokens *tokens, const ss_quote *quote)
{
    static const char *const determiner[] = {"a", "an", "the", "its", "his", "her", "their", "our", "this", "that", "'s"};
    static const char *const small[] = {"and", "or", "but", "that", "which", "who", "when", "while", "because", "if", "after", "he",
                                        "she", "it", "they", "is", "are", "was", "were", "has", "had", "will", "would"};
    uint32_t next = quote->end;
    if (quote->open == 0 || !quote->closed || next >= tokens->count || tokens->token[next].kind != SS_TOKEN_WORD ||
        tokens->token[quote->open].gap == SS_GAP_PARAGRAPH || tokens->token[next].gap == SS_GAP_PARAGRAPH)
        return false;
    return SS_TOKEN_IS_ONE_OF(tokens, quote->open - 1, determiner) && !ss_token_is_capitalised(tokens, next) &&
           !SS_TOKEN_IS_ONE_OF(tokens, next, small) && !(ss_lexeme_of(tokens, next) & SS_LEXEME_PREPOSITION);
}

static bool is_utterance(const walk *self, uint32_t index)
{
    const ss_tokens *tokens = &self->document->tokens;
    const ss_quote *quote = self->outer.quote[index];
    look seen = look_at(tokens, quote);
    if (seen.words < SS_FLOATING_WORDS || is_named(tokens, quote) || is_modifier(tokens, quote))
        return false;
    if (quote->continues || seen.words >= LONG_FRAGMENT)
        return quote->continues || !seen.title;
    if (seen.title)
        return false;
    uint32_t sentence = ss_part_of(&self->document->sentences, quote->open);
    bool starts = self->document->sentences.first[sentence] == quote->open;
    bool goes_on = index > 0 && self->outer.quote[index - 1]->open >= self->document->sentences.first[sentence];
    bool capital = ss_token_is_capitalised(tokens, seen.first);
    return capital ? seen.ended || starts : seen.ended && (goes_on || starts);
}

/* ---- whom it is of ------------------------------------------------------------------------------------------ */

/* The last token of a quotation with what its relation says around it, before token `end`. */
static uint32_t last_of(const ss_relation *relation, const ss_quote *quote, uint32_t end)
{
    uint32_t last = quote->end - 1;
    if (relation->cue.first < relation->cue.end && relation->cue.end <= end && relation->cue.end - 1 > last)
        last = relation->cue.end - 1;
    for (uint32_t i = 0; i < relation->source_count; i++)
        if (relation->source[i].end <= end && relation->source[i].end - 1 > last)
            last = relation->source[i].end - 1;
    return last;
}

static bool asks(const ss_tokens *tokens, const ss_quote *quote)
{
    return quote->closed && quote->end - quote->open > 2 && ss_token_is(tokens, quote->end - 2, "?");
}

/* Whether quotation `index` is the same speaker's as the one before it. */
static bool runs_on(const walk *self, const ss_relation *before, uint32_t index)
{
    const ss_document *document = self->document;
    const ss_quote *quote = self->outer.quote[index], *other = self->outer.quote[index - 1];
    if (quote->continues)
        return true;
    uint32_t last = last_of(before, other, quote->open);
    uint32_t sentence_end = document->sentences.first[ss_part_of(&document->sentences, last) + 1];
    uint32_t paragraph = ss_part_of(&document->paragraphs, last), next = document->paragraphs.first[paragraph + 1];
    if (quote->open < next)
        return quote->open <= sentence_end;
    return quote->open == next && sentence_end >= next && !asks(&document->tokens, other);
}

/* In text order, so that who began is known: a chain of quotations leads to its first. */
static void find_beginnings(walk *self, ss_relations *relations)
{
    for (uint32_t i = 1; i < self->outer.count; i++) {
        if (self->owner[i] == 0 || self->owner[i - 1] == 0 || self->owner[i] == self->owner[i - 1])
            continue;
        ss_relation *relation = &relations->relation[self->owner[i] - 1];
        const ss_relation *before = &relations->relation[self->owner[i - 1] - 1];
        if (relation->cue.first == relation->cue.end && runs_on(self, before, i))
            relation->runs_on = before->runs_on != 0 ? before->runs_on : self->owner[i - 1];
    }
}

void ss_floating_speak(ss_relations *relations)
{
    for (uint32_t i = 0; i < relations->count; i++)
        if (relations->relation[i].runs_on != 0)
            relations->relation[i].speaker = relations->relation[relations->relation[i].runs_on - 1].speaker;
}

/* ---- adding them --------------------------------------------------------------------------------------------- */

/* Which quotations text past `read` may claim or go on with: left open, and reopened there, or by one of which the same
 * is true, or nothing stands behind them yet. */
static ss_status find_unsettled(const walk *self, uint32_t read, bool **out)
{
    bool *unsettled = *out = ss_arena_alloc(self->arena, self->outer.count, sizeof *unsettled);
    if (unsettled == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = self->outer.count; i-- > 0;) {
        const ss_quote *quote = self->outer.quote[i];
        const ss_quote *next = i + 1 < self->outer.count ? self->outer.quote[i + 1] : NULL;
        bool reopened = next != NULL && next->continues && (next->end > read || unsettled[i + 1]);
        unsettled[i] = !quote->closed && read < self->document->tokens.count && (quote->end >= read || reopened);
    }
    return SS_OK;
}

/* The quotations that float, in text order. */
static ss_status choose(walk *self, const ss_stretches *never, uint32_t read, uint32_t window_tokens,
                        uint32_t **out, uint32_t *count)
{
    uint32_t *chosen = *out = ss_arena_alloc(self->arena, self->outer.count, sizeof *chosen);
    ss_range window = {0, 0};
    *count = 0;
    if (chosen == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < self->outer.count && self->outer.quote[i]->end <= read; i++) {
        const ss_quote *quote = self->outer.quote[i];
        if (i % SS_STOP_EVERY == 0 && ss_arena_is_stopped(self->arena))
            return SS_ERR_STOPPED;
        while (quote->open >= window.end)
            window = ss_window_at(self->document, window.end, window_tokens);
        if (self->owner[i] == 0 && quote->end <= window.end && is_utterance(self, i) &&
            !ss_never_quotes_hold(never, self->document, (ss_range){quote->open, quote->end}))
            chosen[(*count)++] = i;
    }
    return SS_OK;
}

/* Of the quotations chosen from `first` on those that are one: each reopens the one before it, which was left open. */
static uint32_t paragraphs_of(const walk *self, const uint32_t *chosen, uint32_t first, uint32_t count)
{
    uint32_t end = first + 1;
    while (end < count && end - first < SS_MAX_CONTENT_SPANS && chosen[end] == chosen[end - 1] + 1 &&
           self->outer.quote[chosen[end]]->continues && !self->outer.quote[chosen[end - 1]]->closed)
        end++;
    return end - first;
}

/* The relations of the chosen quotations behind those that are there. Returns how many they are. */
static uint32_t put(const walk *self, const uint32_t *chosen, uint32_t count, const bool *unsettled, ss_range *content,
                    ss_range *source, ss_relation *out)
{
    uint32_t made = 0;
    for (uint32_t i = 0; i < count; made++) {
        uint32_t paragraphs = paragraphs_of(self, chosen, i, count);
        ss_tie tie = ss_tie_find(self->document, self->outer.quote[chosen[i + paragraphs - 1]]);
        if (tie.cue.first == tie.cue.end)
            tie = ss_tie_find(self->document, self->outer.quote[chosen[i]]);
        bool tied = tie.cue.first < tie.cue.end;
        source[made] = tie.source;
        out[made] = (ss_relation){.cue = tie.cue,
                                  .source = &source[made],
                                  .source_count = tied,
                                  .content = &content[i],
                                  .content_count = paragraphs,
                                  .confidence = tied ? SS_TIE_CONFIDENCE : SS_FLOATING_CONFIDENCE,
                                  .kind = SS_KIND_DIRECT,
                                  .act = SS_ACT_STATEMENT,
                                  .unsettled = unsettled[chosen[i + paragraphs - 1]]};
        for (uint32_t end = i + paragraphs; i < end; i++)
            content[i] = (ss_range){self->outer.quote[chosen[i]]->open, self->outer.quote[chosen[i]]->end};
    }
    return made;
}

ss_status ss_floating_add(ss_arena *arena, const ss_document *document, const ss_stretches *never, uint32_t read,
                          uint32_t window_tokens, ss_relations *relations)
{
    walk self = {.arena = arena, .document = document};
    uint32_t *chosen, count;
    bool *unsettled;
    ss_status status = ss_outer_quotes_gather(arena, &document->quotes, &self.outer);
    self.owner = ss_arena_alloc(arena, self.outer.count, sizeof *self.owner);
    if (status != SS_OK || self.owner == NULL)
        return SS_ERR_MEMORY;
    find_owners(&self, relations);
    status = find_unsettled(&self, read, &unsettled);
    if (status == SS_OK)
        status = choose(&self, never, read, window_tokens, &chosen, &count);
    if (status != SS_OK || count == 0)
        return status;
    ss_relation *relation = ss_arena_alloc(arena, (size_t)relations->count + count, sizeof *relation);
    ss_range *content = ss_arena_alloc(arena, 2 * (size_t)count, sizeof *content);
    if (relation == NULL || content == NULL)
        return SS_ERR_MEMORY;
    if (relations->count > 0)
        memcpy(relation, relations->relation, relations->count * sizeof *relation);
    uint32_t all = relations->count;
    all += put(&self, chosen, count, unsettled, content, content + count, relation + all);
    ss_relations_order(relation, all);
    *relations = (ss_relations){relation, all < SS_MAX_ATTRIBUTIONS ? all : SS_MAX_ATTRIBUTIONS};
    find_owners(&self, relations);
    find_beginnings(&self, relations);
    return all > SS_MAX_ATTRIBUTIONS ? SS_ERR_LIMIT : SS_OK;
}
