/* border_content.c - mend how far a content goes.  Floor: meaning. */
#include <string.h>

#include "meaning/border_draft.h"
#include "meaning/lexeme.h"

/* "said in her dressing room on Friday, because" */
#define MOST_AFTER_SAID 8u

/* Words of a subordinate clause's subject, and the one that leads it in. */
#define MOST_SUBJECT 5u

/* ---- content ------------------------------------------------------------------------------------------- */

static bool ends_quoted(const ss_draft *self, ss_range range)
{
    return self->tokens->token[range.end - 1].kind == SS_TOKEN_QUOTE &&
           self->document->place[range.end - 1] != SS_QUOTE_OUTSIDE;
}

static bool has_quotation(const ss_draft *self, ss_range range)
{
    for (uint32_t i = range.first; i < range.end; i++)
        if (ss_draft_is_word(self, i) && self->document->place[i] != SS_QUOTE_OUTSIDE)
            return true;
    return false;
}

/* ""No," said Ann Lee | as she left": what follows a quotation and its speaker in the same sentence tells how it was
 * said. */
static void drop_manner(ss_draft *self)
{
    for (uint32_t i = self->content_count; i-- > 1;) {
        ss_range one = self->content[i], before = self->content[i - 1];
        if (before.end <= self->cue.first && self->cue.end <= one.first && ends_quoted(self, before) &&
            !has_quotation(self, one) && one.end <= self->sentence.end && before.first >= self->sentence.first &&
            self->tokens->token[one.first - 1].kind != SS_TOKEN_MARK)
            ss_draft_drop_content(self, i);
    }
}

/* "; Mr. Lee took it up": a clause of its own behind what was said. */
static void stop_at_semicolon(ss_draft *self)
{
    if (self->content_count == 0)
        return;
    ss_range *last = &self->content[self->content_count - 1];
    if (self->content[0].first < self->cue.end || has_quotation(self, *last))
        return;
    for (uint32_t i = last->first + 1; i < last->end; i++)
        if (ss_token_is(self->tokens, i, ";")) {
            last->end = i;
            self->changed = true;
        }
}

static bool cannot_end(const ss_draft *self, uint32_t token)
{
    static const char *const words[] = {"the",   "a",     "an",   "and",   "or",      "but",  "because", "before",
                                        "after", "while", "than", "their", "its",     "my",   "your",    "our",
                                        "of",    "from",  "with", "at",    "between", "into", "if",      "although"};
    return SS_TOKEN_IS_ONE_OF(self->tokens, token, words);
}

/* "to leave before the window | closes": a subordinate clause with its subject alone. */
static bool lacks_verb(const ss_draft *self, ss_range content)
{
    static const char *const lead[] = {"before", "after", "until", "when", "while", "because", "once", "if", "unless"};
    static const char *const determiner[] = {"a", "an", "the", "its", "his", "her", "their"};
    static const char *const joins[] = {"and", "or", "but", "nor", "than", "next", "last", "this", "that"};
    uint32_t next = content.end, least = content.end > content.first + MOST_SUBJECT ? content.end - MOST_SUBJECT : content.first;
    if (next >= self->sentence.end || self->tokens->token[next].kind != SS_TOKEN_WORD || ss_token_is_capitalised(self->tokens, next) ||
        SS_TOKEN_IS_ONE_OF(self->tokens, next, joins) || (ss_lexeme_of(self->tokens, next) & SS_LEXEME_PREPOSITION))
        return false;
    for (uint32_t i = content.end; i-- > least + 1 && ss_draft_is_word(self, i);)
        if (SS_TOKEN_IS_ONE_OF(self->tokens, i, determiner) && i + 1 < content.end)
            return SS_TOKEN_IS_ONE_OF(self->tokens, i - 1, lead);
    return false;
}

/* "to leave before | the window closes": a content that ends with a word that leads on, or with a
 * subject, has the rest of its clause. */
static void finish_clause(ss_draft *self)
{
    if (self->content_count == 0)
        return;
    ss_range *last = &self->content[self->content_count - 1];
    if (last->end < 2 || last->first < self->cue.end || last->end >= self->sentence.end ||
        (!cannot_end(self, last->end - 1) && !lacks_verb(self, *last)))
        return;
    uint32_t end = last->end;
    while (end < self->sentence.end && self->tokens->token[end].kind < SS_TOKEN_QUOTE && !ss_draft_is_part(self, end))
        end++;
    if (end == last->end)
        return;
    last->end = end;
    self->changed = true;
}

/* "Standing on the quay | , Ann Lee said, "No.": how it was said, before who said it. */
static void drop_circumstance(ss_draft *self)
{
    if (self->content_count < 2 || self->source_count == 0)
        return;
    ss_range first = self->content[0], next = self->content[1];
    ss_span word = ss_token_span(self->tokens, first.first);
    const uint8_t *end = self->tokens->text + word.end;
    bool ing = word.end - word.start > 4 && memcmp(end - 3, "ing", 3) == 0;
    if (ing && first.first == self->sentence.first && first.end <= self->source[0].first &&
        self->source[0].end <= self->cue.first && next.first >= self->cue.end &&
        self->document->place[next.first] != SS_QUOTE_OUTSIDE && !has_quotation(self, first))
        ss_draft_drop_content(self, 0);
}

/* ""No" was all," said Ann Lee | , because she was late": a reason behind what was said belongs to it. */
static void take_reason(ss_draft *self)
{
    if (self->content_count == 0 || self->content_count == SS_MAX_CONTENT_SPANS)
        return;
    uint32_t at = self->cue.end;
    for (uint32_t i = 0; i < self->source_count; i++)
        at = self->source[i].end > at ? self->source[i].end : at;
    ss_range last = self->content[self->content_count - 1];
    if (last.end > self->cue.first || ends_quoted(self, last))
        return;
    for (uint32_t i = 0; i < MOST_AFTER_SAID && at < self->sentence.end && !ss_token_is(self->tokens, at, ","); i++)
        at++;
    if (at + 2 >= self->sentence.end || !ss_token_is(self->tokens, at, ",") ||
        !ss_token_is(self->tokens, at + 1, "because"))
        return;
    uint32_t end = self->sentence.end;
    while (end > at + 2 && self->tokens->token[end - 1].kind >= SS_TOKEN_QUOTE)
        end--;
    self->content[self->content_count++] = (ss_range){at + 1, end};
    self->changed = true;
}

/* "Under the clay, said Lee, lies sand.": the one who says it stands in the middle of it. */
static void find_inverted(ss_draft *self)
{
    if (self->source_count > 0 || self->content_count == 0 || self->cue.first < self->sentence.first + 2 ||
        self->cue.end - self->cue.first > 1)
        return;
    uint32_t end = self->cue.end;
    while (end < self->sentence.end && ss_draft_is_word(self, end) && ss_token_is_capitalised(self->tokens, end))
        end++;
    if (end == self->cue.end || end + 1 >= self->sentence.end || !ss_token_is(self->tokens, end, ",") ||
        !ss_token_is(self->tokens, self->cue.first - 1, ",") || self->content[0].first != self->cue.end)
        return;
    self->source[0] = (ss_range){self->cue.end, end};
    self->source_count = 1;
    uint32_t last = self->content[self->content_count - 1].end;
    self->content[0] = (ss_range){self->sentence.first, self->cue.first - 1};
    self->content[1] = (ss_range){end + 1, last > end + 1 ? last : self->sentence.end};
    self->content_count = 2;
    self->changed = true;
}

/* "According to the prosecutor | , Ylva Brandt, | nobody came": a name between commas is who, the rest what. */
static void split_according(ss_draft *self)
{
    if (self->content_count == 0 || self->source_count == 0 ||
        !ss_token_is(self->tokens, self->cue.first, "according") || self->cue.first != self->sentence.first ||
        self->source[0].first != self->cue.end)
        return;
    uint32_t comma = self->source[self->source_count - 1].end, end = comma + 1;
    while (end < self->sentence.end && ss_draft_is_word(self, end) && ss_token_is_capitalised(self->tokens, end))
        end++;
    bool name = comma < self->sentence.end && ss_token_is(self->tokens, comma, ",") && end > comma + 2 &&
                end + 2 < self->sentence.end && ss_token_is(self->tokens, end, ",");
    if (!name || self->content[0].first != comma + 1 || self->content[0].end > end + 1)
        return;
    self->source[self->source_count - 1].end = end;
    uint32_t last = self->sentence.end;
    while (last > end + 2 && self->tokens->token[last - 1].kind >= SS_TOKEN_QUOTE)
        last--;
    self->content[0] = (ss_range){end + 1, last};
    self->content_count = 1;
    self->changed = true;
}

static bool is_past(const ss_draft *self, uint32_t token)
{
    static const char *const verbs[] = {"was",  "were",  "is",     "are",     "has",   "had",   "have",  "did",
                                        "does", "do",    "went",   "came",    "took",  "gave",  "left",  "made",
                                        "put",  "got",   "ran",    "sat",     "stood", "said",  "told",  "kept",
                                        "held", "lost",  "won",    "lay",     "fell",  "led",   "met",   "paid",
                                        "sold", "spent", "bought", "brought", "saw",   "began", "broke", "drove"};
    ss_span word = ss_token_span(self->tokens, token);
    if (!ss_draft_is_word(self, token) || ss_token_is_capitalised(self->tokens, token))
        return false;
    return (word.end - word.start > 4 && memcmp(self->tokens->text + word.end - 2, "ed", 2) == 0) ||
           SS_TOKEN_IS_ONE_OF(self->tokens, token, verbs);
}

/* What follows the cue, when it is one unquoted piece. */
static ss_range *plain_content(ss_draft *self)
{
    ss_range *last = self->content_count == 1 ? &self->content[0] : NULL;
    return last == NULL || last->first < self->cue.end || has_quotation(self, *last) ? NULL : last;
}

/* "that it would rain, and | showed the map": the speaker's next deed, as the verb without a subject shows. */
static void stop_at_deed(ss_draft *self)
{
    ss_range *content = plain_content(self);
    if (content == NULL)
        return;
    for (uint32_t i = content->first + 3; i + 2 < content->end; i++)
        if (ss_token_is(self->tokens, i, ",") && ss_token_is(self->tokens, i + 1, "and") && is_past(self, i + 2)) {
            content->end = i;
            self->changed = true;
            return;
        }
}

/* ", who told them that it leaked, | walked away": a relative clause ends at the comma before the verb of its sentence.
 */
static void stop_at_relative(ss_draft *self)
{
    static const char *const relative[] = {"who", "which"};
    ss_range *content = plain_content(self);
    if (content == NULL || self->source_count == 0 || self->source[0].first == 0 ||
        !SS_TOKEN_IS_ONE_OF(self->tokens, self->source[0].first, relative) ||
        !ss_token_is(self->tokens, self->source[0].first - 1, ","))
        return;
    for (uint32_t i = content->first + 1; i + 1 < content->end; i++)
        if (ss_token_is(self->tokens, i, ",") && is_past(self, i + 1)) {
            content->end = i;
            self->changed = true;
            return;
        }
}

/* "an offer of peace, and | by night the guns were silent": a clause of its own behind a noun phrase. */
static void stop_at_clause(ss_draft *self)
{
    static const char *const lead[] = {"by", "in", "on", "at", "the", "he", "she", "they", "it", "his", "her", "their"};
    static const char *const determiner[] = {"a", "an", "the", "any", "its", "his", "her", "their", "no"};
    ss_range *content = plain_content(self);
    if (content == NULL || !SS_TOKEN_IS_ONE_OF(self->tokens, content->first, determiner))
        return;
    for (uint32_t i = content->first + 1; i + 2 < content->end; i++) {
        if (!ss_token_is(self->tokens, i, ",") || !ss_token_is(self->tokens, i + 1, "and") ||
            !SS_TOKEN_IS_ONE_OF(self->tokens, i + 2, lead))
            continue;
        for (uint32_t k = i + 3; k < content->end; k++)
            if (is_past(self, k)) {
                content->end = i;
                self->changed = true;
                return;
            }
    }
}

/* Where what was to come ends and the writer goes on in another tense, 0 when he does not. */
static uint32_t find_telling(const ss_draft *self, ss_range content)
{
    static const char *const lead[] = {"the", "a", "an", "his", "her", "its", "their", "he", "she", "it", "they"};
    static const char *const relative[] = {"where", "who", "which"};
    static const char *const to_come[] = {"would", "could", "will", "might", "should"};
    static const char *const reported[] = {"had", "was", "were", "is", "are", "has", "have", "did", "does", "do", "that"};
    uint32_t cut = 0, past = 0;
    bool before = false, clause = false;
    for (uint32_t i = content.first + 1; i + 1 < content.end; i++) {
        bool modal = SS_TOKEN_IS_ONE_OF(self->tokens, i, to_come);
        if (cut != 0 && (modal || SS_TOKEN_IS_ONE_OF(self->tokens, i, reported)))
            return 0;
        before = before || modal;
        past += cut != 0 && is_past(self, i);
        if (cut != 0 || !before || !ss_token_is(self->tokens, i, ","))
            continue;
        clause = ss_token_is(self->tokens, i + 1, "and") && i + 2 < content.end && SS_TOKEN_IS_ONE_OF(self->tokens, i + 2, lead);
        cut = clause || SS_TOKEN_IS_ONE_OF(self->tokens, i + 1, relative) ? i : 0;
    }
    return clause == (past > 0) ? cut : 0;
}

/* "that nobody would move, and | the canteen served trout", "that it would go to a school, | where nobody teaches music":
 * behind what was to come the writer tells what came, or what is. */
static void stop_at_telling(ss_draft *self)
{
    ss_range *content = plain_content(self);
    uint32_t cut = content != NULL && ss_token_is(self->tokens, content->first, "that") ? find_telling(self, *content) : 0;
    if (cut == 0)
        return;
    content->end = cut;
    self->changed = true;
}

/* "to cut debt by May and | has pledged to stay": the second verb of who says it. */
static void stop_at_second_verb(ss_draft *self)
{
    static const char *const lead[] = {"to", "a", "an", "the", "any", "its", "his", "her", "their", "no"};
    static const char *const has[] = {"has", "have", "had"};
    static const char *const clause[] = {"that", "who", "which", "whose", "what", "when", "where", "how", "whether", "if", "as", ","};
    ss_range *content = plain_content(self);
    if (content == NULL || self->source_count == 0 || !SS_TOKEN_IS_ONE_OF(self->tokens, content->first, lead))
        return;
    for (uint32_t i = content->first + 1; i + 2 < content->end; i++) {
        if (SS_TOKEN_IS_ONE_OF(self->tokens, i, clause))
            return;
        if (ss_token_is(self->tokens, i, "and") && SS_TOKEN_IS_ONE_OF(self->tokens, i + 1, has)) {
            content->end = i;
            self->changed = true;
            return;
        }
    }
}

/* "that the key was made on Monday | , in a workshop": a that-clause goes on to the end of its sentence. */
static void finish_that(ss_draft *self)
{
    static const char *const lead[] = {"in",   "at",    "on",   "for",     "after", "before",    "where",
                                       "with", "until", "when", "because", "among", "including", "since"};
    ss_range *content = plain_content(self);
    if (content == NULL || !ss_token_is(self->tokens, content->first, "that") || content->end + 2 >= self->sentence.end)
        return;
    uint32_t at = content->end + ss_token_is(self->tokens, content->end, ",");
    if (!SS_TOKEN_IS_ONE_OF(self->tokens, at, lead))
        return;
    uint32_t end = self->sentence.end;
    while (end > at && self->tokens->token[end - 1].kind >= SS_TOKEN_QUOTE)
        end--;
    for (uint32_t i = at; i < end; i++)
        if (ss_draft_is_part(self, i) || self->document->place[i] != SS_QUOTE_OUTSIDE ||
            self->tokens->token[i].kind == SS_TOKEN_MARK)
            return;
    content->end = end;
    self->changed = true;
}

/* "the same price for hake | as in 2010": an "of", "as", "than" leads on. */
static void take_phrase(ss_draft *self)
{
    static const char *const lead[] = {"of",   "as",      "than", "between", "from",
                                       "into", "against", "that", "who",     "whose"};
    static const char *const relative[] = {"that", "who", "whose"};
    ss_range *content = plain_content(self);
    if (content == NULL || content->end + 1 >= self->sentence.end ||
        !SS_TOKEN_IS_ONE_OF(self->tokens, content->end, lead))
        return;
    uint32_t end = content->end;
    bool clause = SS_TOKEN_IS_ONE_OF(self->tokens, end, relative);
    while (end < self->sentence.end && self->tokens->token[end].kind < SS_TOKEN_QUOTE && !ss_draft_is_part(self, end))
        end++;
    if (end + 1 < self->sentence.end && !(clause && ss_token_is(self->tokens, end, ",")))
        return;
    content->end = end;
    self->changed = true;
}

/* "the mayor of Dorn, a widow | , who sits on a bench.": the clause about whom the content ends with. */
static void take_relative(ss_draft *self)
{
    static const char *const determiner[] = {"the", "a", "an", "his", "her", "their", "its"};
    static const char *const relative[] = {"who", "whose"};
    ss_range *content = plain_content(self);
    if (content == NULL || content->end + 3 >= self->sentence.end ||
        !SS_TOKEN_IS_ONE_OF(self->tokens, content->first, determiner) ||
        !ss_token_is(self->tokens, content->end, ",") || !SS_TOKEN_IS_ONE_OF(self->tokens, content->end + 1, relative))
        return;
    uint32_t end = content->end + 1;
    while (end < self->sentence.end && self->tokens->token[end].kind < SS_TOKEN_QUOTE && !ss_draft_is_part(self, end))
        end++;
    if (end + 1 < self->sentence.end)
        return;
    content->end = end;
    self->changed = true;
}

/* "rumours that it was lost | have followed him": a noun's clause ends before the verb that the noun is the subject of.
 */
static void stop_at_main_verb(ss_draft *self)
{
    static const char *const finite[] = {"have",     "has",      "had",      "did",   "does", "was",  "were",
                                         "is",       "are",      "lasted",   "lay",   "led",  "came", "drew",
                                         "made",     "followed", "caused",   "met",   "went", "fell", "proved",
                                         "remained", "remains",  "appeared", "turned"};
    static const char *const aux[] = {"will", "would", "can", "could", "may", "might", "must", "should", "was",
                                      "were", "is",    "are", "has",   "had", "have",  "be",   "did",    "does"};
    static const char *const linking[] = {"who", "which", "that", "what", "when", "where", "while", "because",
                                          "if",  "and",   "or",   "but",  "as",   "how",   ","};
    ss_range *content = plain_content(self);
    uint32_t noun = self->cue.end - 1;
    if (content == NULL || self->cue.end != content->first || !ss_token_is(self->tokens, content->first, "that") ||
        is_past(self, noun) ||
        (self->source_count > 0 && self->source[0].end == noun && !ss_token_is(self->tokens, noun - 1, "'s") &&
         self->source[0].end - self->source[0].first > 1))
        return;
    bool verb = false;
    for (uint32_t i = content->first + 1; i < content->end; i++) {
        if (SS_TOKEN_IS_ONE_OF(self->tokens, i, linking)) {
            verb = false;
            if (!ss_token_is(self->tokens, i, ","))
                return;
        }
        bool main = SS_TOKEN_IS_ONE_OF(self->tokens, i, finite);
        if (verb && main && !SS_TOKEN_IS_ONE_OF(self->tokens, i - 1, aux) && i > content->first + 4) {
            content->end = i;
            self->changed = true;
            return;
        }
        verb = verb || SS_TOKEN_IS_ONE_OF(self->tokens, i, aux);
    }
}

void ss_draft_mend_content(ss_draft *self)
{
    static void (*const mend[])(ss_draft *) = {drop_manner,      stop_at_semicolon, finish_clause,   drop_circumstance,
                                               take_reason,      find_inverted,     split_according, stop_at_deed,
                                               stop_at_relative, stop_at_clause,    stop_at_second_verb, finish_that,
                                               take_phrase,      take_relative,     stop_at_main_verb, stop_at_telling};
    for (size_t i = 0; i < sizeof mend / sizeof mend[0]; i++)
        mend[i](self);
}
