#include "meaning/sure_cue.h"

#include <string.h>

#include "meaning/lexeme.h"
#include "model/reading.h"

/* Words of whom is told, between "told" and "that". */
#define MOST_HEARERS 5u

/* Words of a title that is told by its capitals, and those on either side of one that are looked at. */
#define LEAST_TITLE 3u
#define MOST_TITLE 16u

typedef struct marking {
    const ss_tokens *tokens;
    const uint8_t *place;
    ss_range sentence;
    uint32_t paragraph; /* its first token */
    uint8_t *wish;
} marking;

#define IS_ONE_OF(self, token, array) \
    ((token) < (self)->sentence.end && SS_TOKEN_IS_ONE_OF((self)->tokens, token, array))

static bool is(const marking *self, uint32_t token, const char *word)
{
    return token < self->sentence.end && ss_token_is(self->tokens, token, word);
}

static void begin(marking *self, ss_range cue)
{
    for (uint32_t i = cue.first; i < cue.end; i++)
        if (self->wish[i] != SS_CUE_AS_READ || self->place[i] != SS_QUOTE_OUTSIDE)
            return;
    memset(self->wish + cue.first, SS_CUE_GOES_ON, cue.end - cue.first);
    self->wish[cue.first] = SS_CUE_SHOWN;
}

static void never(marking *self, uint32_t token)
{
    if (self->wish[token] == SS_CUE_AS_READ || self->wish[token] == SS_CUE_SHOWN)
        self->wish[token] = SS_CUE_NEVER;
}

/* "In the view of Ann Lee", "in her opinion": an opinion with its owner at the start of a clause. */
static void mark_view(marking *self, uint32_t at)
{
    static const char *const opinion[] = {"view", "opinion", "judgment", "judgement", "estimation"};
    static const char *const owner[] = {"my", "his", "her", "their", "its", "our"};
    bool starts = at == self->sentence.first || self->tokens->token[at - 1].kind >= SS_TOKEN_QUOTE ||
                  is(self, at - 1, "but") || is(self, at - 1, "and");
    if (!starts || !is(self, at, "in"))
        return;
    if (is(self, at + 1, "the") && IS_ONE_OF(self, at + 2, opinion) && is(self, at + 3, "of"))
        begin(self, (ss_range){at, at + 4});
    else if (IS_ONE_OF(self, at + 1, owner) && IS_ONE_OF(self, at + 2, opinion))
        begin(self, (ss_range){at + 2, at + 3});
}

/* "rumours that", "his promise to": a noun that has what was said behind it. */
static void mark_noun(marking *self, uint32_t at)
{
    static const char *const nouns[] = {
        "claim",   "claims",      "allegation",  "allegations", "rumour",      "rumours",     "rumor",
        "rumors",  "accusation",  "accusations", "suggestion",  "suggestions", "assertion",   "assertions",
        "belief",  "insistence",  "complaint",   "complaints",  "warning",     "warnings",    "fear",
        "fears",   "hope",        "hopes",       "conviction",  "prediction",  "predictions", "demand",
        "demands", "speculation", "admission",   "assurance",   "assurances",  "notion",      "impression"};
    static const char *const owned[] = {"promise", "promises", "pledge", "vow",    "refusal", "threat",
                                        "offer",   "plan",     "plans",  "desire", "decision"};
    static const char *const owner[] = {"my", "his", "her", "their", "its", "our", "'s"};
    if (is(self, at + 1, "that") && IS_ONE_OF(self, at, nouns))
        begin(self, (ss_range){at, at + 1});
    else if (at > self->sentence.first && is(self, at + 1, "to") && IS_ONE_OF(self, at, owned) &&
             IS_ONE_OF(self, at - 1, owner))
        begin(self, (ss_range){at, at + 1});
}

/* "did not comment on" */
static void mark_silence(marking *self, uint32_t at)
{
    static const char *const aux[] = {"did", "does", "do", "would", "could", "will", "has", "have", "had"};
    static const char *const comment[] = {"comment", "commented", "elaborate", "respond", "responded"};
    if (!IS_ONE_OF(self, at, aux) || !(is(self, at + 1, "not") || is(self, at + 1, "n't")))
        return;
    uint32_t verb = at + 2;
    if (!IS_ONE_OF(self, verb, comment))
        return;
    bool on = is(self, verb + 1, "on") || is(self, verb + 1, "about") || is(self, verb + 1, "to");
    begin(self, (ss_range){at, verb + 1 + on});
}

static const char *const saying[] = {
    "said",       "says",      "say",       "found",     "finds",        "held",      "ruled",      "rules",
    "argued",     "argues",    "claimed",   "claims",    "insisted",     "insists",   "believes",   "believed",
    "believe",    "thinks",    "thought",   "announced", "reported",     "reports",   "suggested",  "suggests",
    "added",      "explained", "admitted",  "admits",    "acknowledged", "confirmed", "complained", "predicted",
    "predicts",   "promised",  "vowed",     "agreed",    "denied",       "denies",    "alleged",    "alleges",
    "estimated",  "estimates", "concluded", "showed",    "shows",        "revealed",  "stated",     "wrote",
    "writes",     "hopes",     "hoped",     "feared",    "fears",        "tweeted",   "testified",  "maintains",
    "maintained", "noted",     "notes",     "warned",    "warns",        "decided",   "declared",   "conceded",
    "contends",   "contended", "asserted",  "asserts"};

static const char *const telling[] = {"told",     "tells",   "texted",   "warned", "warns",
                                      "informed", "assured", "reminded", "emailed"};

/* "held that", "told the board that". */
static void mark_that(marking *self, uint32_t at)
{
    if (IS_ONE_OF(self, at, saying) && is(self, at + 1, "that"))
        begin(self, (ss_range){at, at + 1});
    if (!IS_ONE_OF(self, at, telling))
        return;
    for (uint32_t that = at + 1; that < self->sentence.end && that - at <= MOST_HEARERS; that++) {
        if (self->tokens->token[that].kind == SS_TOKEN_MARK)
            return;
        if (is(self, that, "that")) {
            if (that > at + 1)
                begin(self, (ss_range){at, at + 1});
            return;
        }
    }
}

static void mark_said(marking *self, uint32_t at)
{
    if (is(self, at, "said"))
        begin(self, (ss_range){at, at + 1});
}

/* "..., a study of 3,100 nurses has found.": what closes its sentence. */
static void mark_last(marking *self, uint32_t at)
{
    if (!IS_ONE_OF(self, at, saying) || at + 2 != self->sentence.end || !is(self, at + 1, ".") ||
        at < self->sentence.first + 4)
        return;
    uint32_t first = at;
    static const char *const have[] = {"has", "have", "had"};
    if (IS_ONE_OF(self, first - 1, have))
        first--;
    for (uint32_t i = first; i > self->sentence.first; i--)
        if (is(self, i - 1, ",")) {
            begin(self, (ss_range){first, at + 1});
            return;
        }
}

/* "The map shows": a document tells. */
static void mark_document(marking *self, uint32_t at)
{
    static const char *const showing[] = {"shows", "show", "showed", "says", "said", "states", "suggests", "suggested"};
    if (at > self->sentence.first && IS_ONE_OF(self, at, showing) &&
        (ss_lexeme_of(self->tokens, at - 1) & SS_LEXEME_DOCUMENT) && at - 1 > self->sentence.first &&
        ss_token_is(self->tokens, at - 2, "the"))
        begin(self, (ss_range){at, at + 1});
}

/* "Her forecast puts a litre at 14 euros": a reckoning tells. */
static void mark_reckoning(marking *self, uint32_t at)
{
    static const char *const puts[] = {"puts", "put"};
    static const char *const reckoning[] = {"forecast", "forecasts", "estimate", "estimates", "projection", "projections",
                                            "count",    "survey",    "poll",     "report",    "study",      "tally"};
    static const char *const owner[] = {"the", "his", "her", "its", "their", "'s", "a", "an", "one", "official"};
    if (at > self->sentence.first + 1 && IS_ONE_OF(self, at, puts) && IS_ONE_OF(self, at - 1, reckoning) &&
        IS_ONE_OF(self, at - 2, owner))
        begin(self, (ss_range){at, at + 1});
}

/* "It plans to lease": what somebody means to do. */
static void mark_aim(marking *self, uint32_t at)
{
    static const char *const who[] = {"he", "she", "it", "they", "i", "we"};
    static const char *const means[] = {"plans", "plan", "hopes", "hope", "intends", "intend", "wants", "want", "aims", "aim"};
    if (at > self->sentence.first && IS_ONE_OF(self, at, means) && IS_ONE_OF(self, at - 1, who) && is(self, at + 1, "to"))
        begin(self, (ss_range){at, at + 1});
}

/* "committed itself to" */
static void mark_reflexive(marking *self, uint32_t at)
{
    static const char *const verb[] = {"committed", "commits", "commit"};
    static const char *const self_[] = {"himself", "herself", "itself", "themselves"};
    if (IS_ONE_OF(self, at, verb) && IS_ONE_OF(self, at + 1, self_) && is(self, at + 2, "to"))
        begin(self, (ss_range){at, at + 3});
}

/* "according to plan, age, size": a measure, nobody's word. */
static void veto_measure(marking *self, uint32_t at)
{
    static const char *const measure[] = {"plan",   "schedule",   "age",           "place",   "size",   "need", "needs",
                                          "taste",  "height",     "weight",        "type",    "custom", "rank", "merit",
                                          "season", "preference", "circumstances", "ability", "income", "order"};
    static const char *const after[] = {",", ".", "and", "or", ";", ")"};
    if (is(self, at, "according") && is(self, at + 1, "to") && IS_ONE_OF(self, at + 2, measure) &&
        (at + 3 >= self->sentence.end || IS_ONE_OF(self, at + 3, after)))
        never(self, at);
}

/* "called no witnesses", "call a snap election": to call somebody in is not to call him something. */
static void veto_summons(marking *self, uint32_t at)
{
    static const char *const call[] = {"called", "calls", "call", "calling"};
    static const char *const summoned[] = {"witness", "witnesses", "police", "ambulance", "truce", "recess"};
    static const char *const before[] = {"a",     "an",  "the",   "no",      "any", "his",  "her",     "its",
                                         "their", "two", "three", "several", "new", "snap", "special", "early"};
    if (!IS_ONE_OF(self, at, call))
        return;
    uint32_t noun = at + 1;
    while (noun < self->sentence.end && noun - at < MOST_HEARERS && IS_ONE_OF(self, noun, before))
        noun++;
    bool ends = noun + 1 >= self->sentence.end || self->tokens->token[noun + 1].kind == SS_TOKEN_MARK ||
                (ss_lexeme_of(self->tokens, noun + 1) & SS_LEXEME_PREPOSITION);
    if (ends && IS_ONE_OF(self, noun, summoned))
        never(self, at);
}

static bool is_small(const marking *self, uint32_t token)
{
    static const char *const word[] = {"a",   "an", "the", "of", "to",   "in",   "on",    "at", "for",
                                       "and", "or", "but", "by", "with", "from", "about", "as"};
    return IS_ONE_OF(self, token, word);
}

/* Whether all words of a stretch that are not small are capitalised, as those of a title are. */
static bool is_title(const marking *self, ss_range stretch)
{
    uint32_t words = 0;
    for (uint32_t i = stretch.first; i < stretch.end; i++) {
        if (self->tokens->token[i].kind != SS_TOKEN_WORD)
            continue;
        if (!ss_token_is_capitalised(self->tokens, i) && !is_small(self, i) &&
            self->tokens->token[i].gap != SS_GAP_NONE)
            return false;
        words++;
    }
    return words >= LEAST_TITLE;
}

/* "She Said It Was Only Rain" in quotation marks, "2. Why the Bees Said No" in a list: words of a work's title. */
static void veto_title(marking *self, uint32_t at)
{
    if (self->tokens->token[at].kind != SS_TOKEN_WORD || !ss_token_is_capitalised(self->tokens, at) ||
        at == self->sentence.first)
        return;
    ss_range quoted = {at, at + 1};
    while (quoted.first > self->sentence.first && at - quoted.first < MOST_TITLE &&
           self->place[quoted.first] != SS_QUOTE_OUTSIDE && self->tokens->token[quoted.first].kind != SS_TOKEN_QUOTE)
        quoted.first--;
    while (quoted.end < self->sentence.end && quoted.end - at < MOST_TITLE &&
           self->place[quoted.end] != SS_QUOTE_OUTSIDE && self->tokens->token[quoted.end].kind != SS_TOKEN_QUOTE)
        quoted.end++;
    bool in_marks = self->place[at] != SS_QUOTE_OUTSIDE && is_title(self, quoted);
    uint32_t item = self->paragraph;
    bool in_list = self->tokens->token[item].kind == SS_TOKEN_NUMBER &&
                   (ss_token_is(self->tokens, item + 1, ".") || ss_token_is(self->tokens, item + 1, ")"));
    if (in_marks || in_list)
        never(self, at);
}

/* "Acme showed a machine": what somebody shows is no statement, though what a survey shows is. */
static void veto_showing(marking *self, uint32_t at)
{
    static const char *const shows[] = {"showed", "shows", "show"};
    static const char *const thing[] = {"a", "an", "his", "her", "its", "their", "off"};
    static const char *const who[] = {"he", "she", "they", "who"};
    if (at == self->sentence.first || !IS_ONE_OF(self, at, shows) || !IS_ONE_OF(self, at + 1, thing))
        return;
    bool named = ss_token_is_capitalised(self->tokens, at - 1) && !(ss_lexeme_of(self->tokens, at - 1) & SS_LEXEME_DOCUMENT);
    if (named || IS_ONE_OF(self, at - 1, who))
        never(self, at);
}

/* "as IBAD is known in full": what somebody is known by or for nobody says. */
static void veto_known(marking *self, uint32_t at)
{
    static const char *const be[] = {"is", "are", "was", "were", "been", "be", "better", "also", "best", "widely"};
    static const char *const by[] = {"as", "by", "for", "in", "locally", ",", "."};
    if (is(self, at, "known") && at > self->sentence.first && IS_ONE_OF(self, at - 1, be) && IS_ONE_OF(self, at + 1, by)) {
        never(self, at);
        never(self, at - 1);
    }
}

/* "a shade called Admiralty Grey": what something is called is no more than its name. */
static void veto_naming(marking *self, uint32_t at)
{
    static const char *const called[] = {"called", "named", "titled", "entitled", "dubbed", "nicknamed"};
    static const char *const a[] = {"a", "an"};
    if (!IS_ONE_OF(self, at, called) || at < self->sentence.first + 2 || at + 1 >= self->sentence.end)
        return;
    bool name = ss_token_is_capitalised(self->tokens, at + 1) || self->tokens->token[at + 1].kind == SS_TOKEN_QUOTE;
    bool thing = IS_ONE_OF(self, at - 2, a) || (at >= self->sentence.first + 3 && IS_ONE_OF(self, at - 3, a));
    if (name && thing && self->tokens->token[at - 1].kind == SS_TOKEN_WORD)
        never(self, at);
}

ss_status ss_sure_cues_mark(ss_arena *arena, const ss_document *document, const uint8_t **wish)
{
    static void (*const mark[])(marking *, uint32_t) = {mark_view,    mark_noun,   mark_silence,  mark_that,
                                                        mark_said,    mark_last,   mark_document, mark_reckoning,
                                                        mark_aim,     mark_reflexive, veto_measure, veto_naming,
                                                        veto_showing, veto_known,     veto_summons, veto_title};
    marking self = {.tokens = &document->tokens, .place = document->place};
    self.wish = ss_arena_alloc(arena, document->tokens.count + 1, sizeof *self.wish);
    if (self.wish == NULL)
        return SS_ERR_MEMORY;
    if (*wish != NULL)
        memcpy(self.wish, *wish, document->tokens.count);
    for (uint32_t part = 0; part < document->sentences.count; part++) {
        self.sentence = (ss_range){document->sentences.first[part], document->sentences.first[part + 1]};
        if (self.sentence.first < self.sentence.end)
            self.paragraph = document->paragraphs.first[ss_part_of(&document->paragraphs, self.sentence.first)];
        for (uint32_t i = self.sentence.first; i < self.sentence.end; i++)
            for (size_t k = 0; k < sizeof mark / sizeof mark[0]; k++)
                mark[k](&self, i);
    }
    *wish = self.wish;
    return SS_OK;
}
