#include "model/reading.h"

#include <string.h>

#include "base/limits.h"
#include "model/decoder.h"
#include "model/network.h"
#include "model/window.h"

typedef struct found_cue {
    ss_range range;  /* tokens of the document */
    ss_range within; /* what may be asked: its paragraph, or the content that holds it */
    uint32_t holder; /* of ss_reading */
    int32_t margin;
    uint8_t wish;    /* of ss_reading */
} found_cue;

/* Everything one window needs, allocated once a document. */
typedef struct reader {
    ss_arena *arena; /* scratch */
    ss_arena *kept;  /* readings */
    const ss_document *document;
    ss_network network;
    ss_query_features *query_feature;  /* [SS_WINDOW_TOKENS] */
    int32_t *scores;                   /* [SS_WINDOW_TOKENS][SS_ROLE_LABELS] */
    uint8_t *label;                    /* [SS_WINDOW_TOKENS] */
    uint8_t *back;                     /* [SS_WINDOW_TOKENS][SS_ROLE_LABELS] */
    uint32_t *sentence;                /* [SS_WINDOW_TOKENS] */
    uint16_t *count[3];                /* [SS_WINDOW_TOKENS + 1] commas, quotes, cues before a token */
    found_cue cue[SS_MAX_WINDOW_CUES]; /* in text order: those of the window at hand, or those inside its contents */
    uint32_t cues;
    uint8_t *taken;                    /* [SS_WINDOW_TOKENS] is the token part of a cue, or may it be of none? */
    ss_readings *readings;
} reader;

static ss_status create(reader *self, const ss_pack *pack, const ss_kernel *kernel)
{
    ss_arena *arena = self->arena;
    ss_status status = ss_network_create(arena, pack, kernel, &self->network);
    if (status != SS_OK)
        return status;
    self->query_feature = ss_arena_alloc(arena, SS_WINDOW_TOKENS, sizeof *self->query_feature);
    self->scores = ss_arena_alloc(arena, SS_WINDOW_TOKENS * SS_ROLE_LABELS, sizeof *self->scores);
    self->label = ss_arena_alloc(arena, SS_WINDOW_TOKENS, sizeof *self->label);
    self->back = ss_arena_alloc(arena, SS_WINDOW_TOKENS * SS_ROLE_LABELS, sizeof *self->back);
    self->sentence = ss_arena_alloc(arena, SS_WINDOW_TOKENS, sizeof *self->sentence);
    self->taken = ss_arena_alloc(arena, SS_WINDOW_TOKENS, sizeof *self->taken);
    int whole = self->taken != NULL && self->query_feature != NULL && self->scores != NULL && self->label != NULL &&
                self->back != NULL && self->sentence != NULL;
    for (int k = 0; k < 3; k++) {
        self->count[k] = ss_arena_alloc(arena, SS_WINDOW_TOKENS + 1, sizeof *self->count[k]);
        whole = whole && self->count[k] != NULL;
    }
    return whole ? SS_OK : SS_ERR_MEMORY;
}

/* One past the last token of the run of `inside` that goes on after `first`. */
static uint32_t run_end(const uint8_t *label, uint32_t first, uint32_t end, uint8_t inside)
{
    uint32_t at = first + 1;
    while (at < end && label[at] == inside)
        at++;
    return at;
}

/* How far a label is before the best other one, within 32 bits. */
static int32_t margin(const int32_t *scores, uint32_t labels, uint32_t chosen)
{
    int64_t best = INT64_MIN / 2;
    for (uint32_t label = 0; label < labels; label++)
        if (label != chosen && scores[label] > best)
            best = scores[label];
    int64_t distance = scores[chosen] - best;
    return (int32_t)(distance > INT32_MAX ? INT32_MAX : distance < INT32_MIN ? INT32_MIN : distance);
}

/* Where a cue begins that grammar alone shows; the network's own labels are smaller. */
#define LABEL_SHOWN 3u

/* How sure the network may be that a shown cue is none, in logits of 1/1024. */
#define SUREST_AGAINST (-3000)

/* A shown cue stands where the network sees none in the whole sentence, and is not sure of that. What others' contents hold
 * are no outermost cues, and one more cue changes what its neighbours are given. */
static bool may_be_shown(const reader *self, ss_range window, uint32_t i)
{
    const ss_parts *sentences = &self->document->sentences;
    uint32_t part = ss_part_of(sentences, window.first + i);
    uint32_t first = sentences->first[part] < window.first ? window.first : sentences->first[part];
    uint32_t end = sentences->first[part + 1] > window.end ? window.end : sentences->first[part + 1];
    if (margin(self->scores + (size_t)i * SS_CUE_LABELS, SS_CUE_LABELS, 1) < SUREST_AGAINST)
        return false;
    for (uint32_t k = first; k < end; k++)
        if (self->label[k - window.first] != 0)
            return false;
    return true;
}

/* The labels with what a user wishes: see ss_cue_wish. */
static void apply_wishes(const reader *self, ss_range window)
{
    uint8_t *label = self->label;
    const uint8_t *wish = self->readings->wish + window.first;
    uint32_t tokens = window.end - window.first;
    for (uint32_t i = 0; i < tokens; i++) {
        if (label[i] == 1) {
            uint32_t end = run_end(label, i, tokens, 2);
            if (memchr(wish + i, SS_CUE_NEVER, end - i) != NULL)
                memset(label + i, 0, end - i);
        }
        if (label[i] == 0 && (wish[i] == SS_CUE_BEGINS || (wish[i] == SS_CUE_SHOWN && may_be_shown(self, window, i)))) {
            label[i] = wish[i] == SS_CUE_SHOWN ? LABEL_SHOWN : 1;
            for (uint32_t k = i + 1; k < tokens && wish[k] == SS_CUE_GOES_ON && label[k] == 0; k++)
                label[k] = 2;
        }
    }
}

/* Puts a cue in its place; its tokens are taken. One that only a user's wish made is even odds at best. */
static void add_cue(reader *self, ss_range window, found_cue cue)
{
    const uint8_t *wish = self->readings->wish;
    uint32_t first = cue.range.first - window.first, at = self->cues++;
    cue.margin = margin(self->scores + (size_t)first * SS_CUE_LABELS, SS_CUE_LABELS, 1);
    bool users = wish != NULL && wish[cue.range.first] == SS_CUE_BEGINS;
    if (users) {
        cue.wish = SS_CUE_BEGINS;
        cue.margin = cue.margin < 0 ? 0 : cue.margin;
    }
    memset(self->taken + first, 1, cue.range.end - cue.range.first);
    for (; at > 0 && self->cue[at - 1].range.first > cue.range.first; at--)
        self->cue[at] = self->cue[at - 1];
    self->cue[at] = cue;
}

/* Cues do not run over a paragraph's border. */
static ss_status find_cues(reader *self, ss_range window)
{
    uint32_t tokens = window.end - window.first;
    ss_network_cues(&self->network, SS_STAGE_CUE, self->scores);
    ss_decode(self->scores, tokens, SS_CUE_LABELS, self->label, self->back);
    const uint8_t *wish = self->readings->wish;
    for (uint32_t i = 0; i < tokens; i++)
        self->taken[i] = wish != NULL && wish[window.first + i] == SS_CUE_NEVER;
    self->cues = 0;
    if (wish != NULL)
        apply_wishes(self, window);
    for (uint32_t i = 0; i < tokens; i++) {
        if (self->label[i] != 1 && self->label[i] != LABEL_SHOWN)
            continue;
        if (self->cues == SS_MAX_WINDOW_CUES)
            return SS_ERR_LIMIT;
        ss_range paragraph = ss_window_paragraph(self->document, window, window.first + i);
        uint32_t end = run_end(self->label, i, paragraph.end - window.first, 2);
        add_cue(self, window, (found_cue){.range = {window.first + i, window.first + end},
                                          .within = paragraph,
                                          .wish = self->label[i] == LABEL_SHOWN ? SS_CUE_SHOWN : SS_CUE_AS_READ});
    }
    return SS_OK;
}

/* The cues inside one content of the reading of number `holder` - 1, as if that were a text of its own; none where one
 * is already. */
static void find_inner_cues(reader *self, ss_range window, ss_range content, uint32_t holder)
{
    uint32_t base = content.first - window.first, tokens = content.end - content.first;
    ss_decode(self->scores + (size_t)base * SS_CUE_LABELS, tokens, SS_CUE_LABELS, self->label, self->back);
    for (uint32_t i = 0; i < tokens && self->cues < SS_MAX_WINDOW_CUES; i++) {
        if (self->label[i] != 1)
            continue;
        uint32_t end = run_end(self->label, i, tokens, 2);
        if (memchr(self->taken + base + i, 1, end - i) == NULL)
            add_cue(self, window, (found_cue){.range = {content.first + i, content.first + end}, .within = content, .holder = holder});
    }
}

static void count_window(reader *self, ss_range window, ss_query_context *context)
{
    const ss_document *document = self->document;
    uint32_t sentence = ss_part_of(&document->sentences, window.first), cue = 0;
    for (uint32_t i = window.first; i < window.end; i++) {
        uint32_t k = i - window.first;
        while (i >= document->sentences.first[sentence + 1])
            sentence++;
        self->sentence[k] = sentence;
        bool starts = cue < self->cues && self->cue[cue].range.first == i;
        cue += starts;
        self->count[0][k + 1] = (uint16_t)(self->count[0][k] + ss_query_counts_comma(&document->tokens, i));
        self->count[1][k + 1] = (uint16_t)(self->count[1][k] + ss_query_counts_quote(&document->tokens, i));
        self->count[2][k + 1] = (uint16_t)(self->count[2][k] + starts);
    }
    *context = (ss_query_context){document, window, self->sentence, self->count[0], self->count[1], self->count[2]};
}

/* The runs of one role's labels, at most `capacity`, and the margin of the least sure beginning or last
 * token among them, 0 when there is none. */
static ss_status role_ranges(reader *self, ss_range asked, uint8_t begin, uint32_t capacity, const ss_range **out,
                             uint32_t *out_count, int32_t *least)
{
    uint32_t tokens = asked.end - asked.first, count = 0;
    for (uint32_t i = 0; i < tokens; i++)
        count += self->label[i] == begin;
    count = count < capacity ? count : capacity;
    ss_range *range = ss_arena_alloc(self->kept, count, sizeof *range);
    if (range == NULL)
        return SS_ERR_MEMORY;
    *out = range;
    *out_count = count;
    *least = count == 0 ? 0 : INT32_MAX;
    for (uint32_t i = 0, n = 0; i < tokens && n < count; i++) {
        if (self->label[i] != begin)
            continue;
        uint32_t end = run_end(self->label, i, tokens, (uint8_t)(begin + 1));
        range[n++] = (ss_range){asked.first + i, asked.first + end};
        uint8_t last_label = end - 1 == i ? begin : (uint8_t)(begin + 1);
        int32_t first = margin(self->scores + (size_t)i * SS_ROLE_LABELS, SS_ROLE_LABELS, begin);
        int32_t last = margin(self->scores + (size_t)(end - 1) * SS_ROLE_LABELS, SS_ROLE_LABELS, last_label);
        *least = first < *least ? first : *least;
        *least = last < *least ? last : *least;
    }
    return SS_OK;
}

static ss_status append(reader *self, const ss_reading *reading)
{
    ss_readings *readings = self->readings;
    if (readings->count == SS_MAX_ATTRIBUTIONS)
        return SS_ERR_LIMIT;
    if (readings->count == readings->capacity) {
        uint32_t capacity = readings->capacity == 0 ? 64 : 2 * readings->capacity;
        ss_reading *grown = ss_arena_grow(self->kept, readings->reading, readings->capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        readings->reading = grown;
        readings->capacity = capacity;
    }
    readings->reading[readings->count++] = *reading;
    return SS_OK;
}

/* Asks the tokens of query. */
static ss_status ask(reader *self, const ss_query_context *context, const found_cue *cue, ss_query query)
{
    ss_range window = context->window;
    uint32_t tokens = query.asked.end - query.asked.first;
    ss_query_features_extract(context, &query, self->query_feature);
    ss_network_answer(&self->network, (ss_range){query.cue.first - window.first, query.cue.end - window.first},
                      (ss_range){query.asked.first - window.first, query.asked.end - window.first},
                      self->query_feature, self->scores);
    ss_decode(self->scores, tokens, SS_ROLE_LABELS, self->label, self->back);
    memset(self->label + (query.cue.first - query.asked.first), 0, query.cue.end - query.cue.first);
    ss_reading reading = {.cue = query.cue, .cue_margin = cue->margin, .holder = cue->holder, .wish = cue->wish};
    ss_status status = role_ranges(self, query.asked, 1, SS_MAX_SOURCE_SPANS, &reading.source, &reading.source_count,
                                   &reading.source_margin);
    if (status == SS_OK)
        status = role_ranges(self, query.asked, 3, SS_MAX_CONTENT_SPANS, &reading.content, &reading.content_count,
                             &reading.content_margin);
    if (status == SS_OK && reading.content_count > 0)
        status = append(self, &reading);
    return status;
}

/* All cues at hand, as far around each as there is left to ask; `due` tokens more than before. */
static ss_status ask_all(reader *self, const ss_query_context *context, uint32_t due)
{
    uint32_t most = (due + SS_QUERY_SAVED - self->readings->spent) / (self->cues == 0 ? 1 : self->cues), asked = 0;
    ss_status status = SS_OK;
    for (uint32_t i = 0; i < self->cues && status == SS_OK; i++) {
        ss_query query = ss_query_at(self->cue[i].range, self->cue[i].within, most);
        asked += query.asked.end - query.asked.first;
        status = ask(self, context, &self->cue[i], query);
    }
    uint32_t total = self->readings->spent + asked;
    self->readings->spent = total < due ? 0 : total - due < SS_QUERY_SAVED ? total - due : SS_QUERY_SAVED;
    self->readings->operations += asked;
    return status;
}

/* What is said inside the contents of the readings from `first` on, with what has been left to ask. */
static ss_status read_contents(reader *self, ss_range window, uint32_t first)
{
    const ss_readings *readings = self->readings;
    ss_query_context context;
    ss_network_cues(&self->network, SS_STAGE_INNER, self->scores);
    self->cues = 0;
    for (uint32_t r = first; r < readings->count; r++)
        for (uint32_t k = 0; k < readings->reading[r].content_count; k++)
            find_inner_cues(self, window, readings->reading[r].content[k], r + 1);
    count_window(self, window, &context);
    return ask_all(self, &context, 0);
}

/* Most tokens for each that white space or a paragraph's start parts from the one before; English has fewer than two. */
#define MOST_TOKENS_A_GAP 16u
/* So many words one after the other are a sentence's, whatever stands around them. */
#define SENTENCE_WORDS 3u

/* Marks alone, or a run of letters and marks without white space, attribute nothing to nobody. Such a window, which may have
 * a token a byte, is not worth the network. */
static bool is_prose(const ss_tokens *tokens, ss_range window)
{
    uint32_t words = 0, gaps = 0, row = 0;
    for (uint32_t i = window.first; i < window.end && row < SENTENCE_WORDS; i++) {
        bool word = tokens->token[i].kind <= SS_TOKEN_ADDRESS, gap = tokens->token[i].gap != SS_GAP_NONE;
        words += word;
        gaps += gap;
        row = word && gap ? row + 1 : 0;
    }
    return row == SENTENCE_WORDS || (words > 0 && window.end - window.first <= MOST_TOKENS_A_GAP * gaps);
}

static ss_status read_window(reader *self, ss_range window)
{
    ss_query_context context;
    self->readings->operations += window.end - window.first;
    if (!is_prose(&self->document->tokens, window))
        return SS_OK;
    ss_network_encode(&self->network, self->document, window);
    ss_status status = find_cues(self, window);
    if (status != SS_OK)
        return status;
    count_window(self, window, &context);
    if (self->cues > 0)
        ss_network_share(&self->network);
    uint32_t before = self->readings->count;
    status = ask_all(self, &context, SS_QUERY_ASKED_A_TOKEN * (window.end - window.first));
    if (status != SS_OK || before == self->readings->count || !ss_weights_have(self->network.pack->weights, SS_STAGE_INNER))
        return status;
    return read_contents(self, window, before);
}

/* Whether a window stays as it is whatever text comes: the paragraph behind it, which did not fit, or
 * the sentence behind it, is there to its end. */
static bool is_final(const ss_document *document, ss_range window, uint32_t settled)
{
    if (settled == document->tokens.count)
        return true;
    if (window.end >= settled)
        return false;
    return document->paragraphs.first[ss_part_of(&document->paragraphs, window.end) + 1] <= settled;
}

ss_status ss_readings_extend(ss_arena *arena, ss_arena *kept, const ss_pack *pack, const ss_kernel *kernel,
                             const ss_document *document, uint32_t settled, ss_readings *readings)
{
    reader self = {.arena = arena, .kept = kept, .document = document, .readings = readings};
    ss_status status = create(&self, pack, kernel);
    while (readings->next < document->tokens.count && status == SS_OK) {
        ss_range window = ss_window_at(document, readings->next, pack->weights->window_tokens);
        if (!is_final(document, window, settled))
            break;
        status = ss_arena_is_stopped(arena) ? SS_ERR_STOPPED : read_window(&self, window);
        readings->next = status == SS_OK ? window.end : readings->next;
    }
    return status;
}
