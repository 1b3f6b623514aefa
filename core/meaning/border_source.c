/* border_source.c - mend who says it, and the cue.  Floor: meaning. */
#include <string.h>

#include "meaning/border_draft.h"
#include "meaning/lexeme.h"
#include "meaning/run.h"

/* Words that the network may have left out between two pieces of one noun phrase. */
#define MOST_BETWEEN 4u

/* Words at the end of a content that may be its source's. */
#define MOST_BEFORE_SOURCE 4u

/* Words of who does what a passive says, behind "by". */
#define MOST_AGENT 8u

/* A passive's adverb may stand before its participle: "was recently told". */
#define BEFORE_PARTICIPLE 2u

static bool touches_any(const ss_draft *self, ss_range between)
{
    for (uint32_t i = between.first; i < between.end; i++)
        if (ss_draft_is_part(self, i))
            return true;
    return false;
}

/* ---- source -------------------------------------------------------------------------------------------- */

/* "Her keeper for thirty | Jaroslav Hruby": a source is one noun phrase. */
static void join_source(ss_draft *self)
{
    while (self->source_count > 1) {
        ss_range between = {self->source[0].end, self->source[1].first};
        if (between.end - between.first > MOST_BETWEEN || touches_any(self, between))
            return;
        self->source[0].end = self->source[1].end;
        memmove(&self->source[1], &self->source[2], (--self->source_count - 1) * sizeof *self->source);
        self->changed = true;
    }
}

/* "Minister Bo | the contact group, | he": who is meant by a pronoun of its own is no part of the source. */
static void keep_pronoun(ss_draft *self)
{
    static const char *const words[] = {"he", "she", "they", "it", "i", "we"};
    for (uint32_t i = 1; i < self->source_count; i++) {
        ss_range one = self->source[i];
        if (one.end != one.first + 1 || !SS_TOKEN_IS_ONE_OF(self->tokens, one.first, words))
            continue;
        self->source[0] = one;
        self->source_count = 1;
        self->changed = true;
    }
}

/* "prosecutor Ida | Holm": a source does not end inside a name. */
static void finish_name(ss_draft *self)
{
    if (self->source_count == 0)
        return;
    ss_range *last = &self->source[self->source_count - 1];
    while (last->end < self->sentence.end && ss_draft_is_word(self, last->end - 1) &&
           ss_draft_is_word(self, last->end) && ss_token_is_capitalised(self->tokens, last->end - 1) &&
           ss_run_may_start(self->tokens, self->sentence, last->end) && !ss_draft_is_part(self, last->end)) {
        last->end++;
        self->changed = true;
    }
}

/* "… in the middle, fire | officer Gunnar Teig said": where the content runs into the source, the comma parts them. */
static void part_at_comma(ss_draft *self)
{
    if (self->source_count != 1 || self->content_count == 0 || self->source[0].end > self->cue.first)
        return;
    ss_range *content = &self->content[self->content_count - 1], *source = &self->source[0];
    if (content->end != source->first || content->end < content->first + 2 || !ss_draft_is_word(self, content->end - 1))
        return;
    uint32_t comma = content->end - 1;
    while (comma > content->first + 1 && content->end - comma < MOST_BEFORE_SOURCE && ss_draft_is_word(self, comma))
        comma--;
    if (comma == content->first || !ss_token_is(self->tokens, comma, ","))
        return;
    source->first = comma + 1;
    content->end = comma;
    self->changed = true;
}

/* "A chef | who once cooked for two presidents | said that": whom a relative clause tells of is who says it. */
static void take_antecedent(ss_draft *self)
{
    static const char *const relative[] = {"who", "which", "whose"};
    if (self->source_count == 0 || self->content_count < 2 || self->content[0].end != self->source[0].first ||
        self->source[0].end > self->cue.first || !SS_TOKEN_IS_ONE_OF(self->tokens, self->source[0].first, relative))
        return;
    self->source[0].first = self->content[0].first;
    ss_draft_drop_content(self, 0);
}

/* ---- passives ------------------------------------------------------------------------------------------ */

static bool is_be(const ss_tokens *tokens, uint32_t token)
{
    static const char *const forms[] = {"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "am"};
    return SS_TOKEN_IS_ONE_OF(tokens, token, forms);
}

/* "was told", "have been warned": its participle, 0 when the cue is no passive of a verb that has a hearer. */
static uint32_t told(const ss_draft *self)
{
    static const char *const forms[] = {"told",    "asked",    "warned",     "urged",    "ordered", "informed",
                                        "advised", "reminded", "instructed", "notified", "assured", "briefed"};
    for (uint32_t i = self->cue.first + 1; i < self->cue.end; i++) {
        if (!SS_TOKEN_IS_ONE_OF(self->tokens, i, forms))
            continue;
        for (uint32_t k = i; k > self->cue.first && i - k < BEFORE_PARTICIPLE; k--)
            if (is_be(self->tokens, k - 1))
                return i;
    }
    return 0;
}

/* The subject of "was told" hears; who says it stands behind "by", or nowhere. */
static void mend_hearer(ss_draft *self)
{
    uint32_t participle = told(self), by = participle + 1;
    if (participle == 0)
        return;
    bool agent = by < self->sentence.end && ss_token_is(self->tokens, by, "by");
    for (uint32_t i = self->source_count; i-- > 0;)
        if (self->source[i].first < participle) {
            memmove(&self->source[i], &self->source[i + 1], (--self->source_count - i) * sizeof *self->source);
            self->changed = true;
        }
    if (!agent)
        return;
    while (self->content_count > 1 && self->content[0].first < participle)
        ss_draft_drop_content(self, 0);
    if (self->cue.end == by) {
        self->cue.end++;
        self->changed = true;
    }
}

/* "is believed | by biologists | to": who does stands between "by" and what is believed. */
static void find_agent(ss_draft *self)
{
    uint32_t by = self->cue.end > self->cue.first && ss_token_is(self->tokens, self->cue.end - 1, "by")
                      ? self->cue.end - 1
                      : self->cue.end;
    if (self->source_count > 0 || by + 1 >= self->sentence.end || !ss_token_is(self->tokens, by, "by"))
        return;
    bool passive = false;
    for (uint32_t i = self->cue.first; i < self->cue.end; i++)
        passive = passive || is_be(self->tokens, i);
    ss_range agent = {by + 1, by + 1};
    while (agent.end < self->sentence.end && !ss_draft_is_part(self, agent.end) &&
           self->tokens->token[agent.end].kind < SS_TOKEN_QUOTE)
        agent.end++;
    if (!passive || agent.end == agent.first || agent.end == self->sentence.end || agent.end - agent.first > MOST_AGENT)
        return;
    self->cue.end = by + 1;
    self->source[self->source_count++] = agent;
    self->changed = true;
}

/* ---- cue ----------------------------------------------------------------------------------------------- */

/* "declined | to comment on the case": what was not commented on is the content. */
static void take_comment(ss_draft *self)
{
    static const char *const refuse[] = {"declined", "declines", "decline", "declining",
                                         "refused",  "refuses",  "refuse"};
    static const char *const about[] = {"on", "about"};
    uint32_t at = self->cue.end;
    if (self->content_count == 0 || self->content[0].first > at || self->content[0].end <= at)
        return;
    bool to = ss_token_is(self->tokens, at - 1, "to");
    uint32_t verb = to ? at - 2 : at - 1;
    if (to ? self->cue.end - self->cue.first < 2 : !ss_token_is(self->tokens, at++, "to"))
        return;
    ss_range *content = &self->content[0];
    if (!SS_TOKEN_IS_ONE_OF(self->tokens, verb, refuse) || at + 2 >= content->end ||
        !ss_token_is(self->tokens, at, "comment") || !SS_TOKEN_IS_ONE_OF(self->tokens, at + 1, about))
        return;
    self->cue.end = content->first = at + 2;
    self->changed = true;
}

/* "also refuted an article about | her pay": what is refuted is the content, all of it. */
static void shed_object(ss_draft *self)
{
    static const char *const verb[] = {"refuted",  "refutes",  "denied",  "denies",    "disputed",
                                       "disputes", "rejected", "rejects", "dismissed", "dismisses"};
    static const char *const determiner[] = {"a", "an", "the", "any", "his", "her", "its", "their"};
    if (self->content_count == 0 || self->content[0].first != self->cue.end)
        return;
    for (uint32_t i = self->cue.first; i + 2 < self->cue.end; i++)
        if (SS_TOKEN_IS_ONE_OF(self->tokens, i, verb) && SS_TOKEN_IS_ONE_OF(self->tokens, i + 1, determiner)) {
            self->cue.end = self->content[0].first = i + 1;
            self->changed = true;
            return;
        }
}

void ss_draft_mend_source(ss_draft *self)
{
    static void (*const mend[])(ss_draft *) = {mend_hearer, find_agent,      keep_pronoun, join_source, part_at_comma,
                                               take_antecedent, finish_name,     take_comment, shed_object};
    for (size_t i = 0; i < sizeof mend / sizeof mend[0]; i++)
        mend[i](self);
}
