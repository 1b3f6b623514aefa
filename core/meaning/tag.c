/* tag.c - parts of speech by words, endings and the tags before, best first and never back.  Floor: meaning. */
#include "meaning/tag.h"

#include "base/hash.h"
#include "model/features.h"

#define TOKENS_A_LOOK 65536u /* between two looks at the stop flag */
#define TRAITS 11u
#define NO_TAG 31u /* before a sentence's first token */

static uint32_t row_of(uint32_t trait, uint32_t one, uint32_t other, uint32_t rows)
{
    return ss_hash32_mixed(one * 0x9E3779B1u + other * 0x85EBCA77u + trait * 0xC2B2AE3Du) & (rows - 1);
}

/* The token before, the one at hand and the one behind it, 0 past the sentence's borders. */
typedef struct neighbours {
    ss_token_features token[3];
} neighbours;

static uint8_t best_of(const int16_t *score, uint32_t count)
{
    uint8_t best = 0;
    for (uint32_t i = 1; i < count; i++)
        if (score[i] > score[best])
            best = (uint8_t)i;
    return best;
}

/* The traits are those of core/train/speakers/tagger.py. */
static uint8_t tag_of(const ss_speaker_weights *weights, const neighbours *near, uint32_t before, uint32_t earlier)
{
    const ss_token_features *at = near->token;
    uint32_t letters = at[1].context % SS_CASES;
    const uint32_t trait[TRAITS][2] = {
        {at[1].word, 0},          {at[0].word, 0},         {at[2].word, 0},      {at[1].suffix, letters},
        {at[1].ending, at[1].shape}, {before, 0},          {before, earlier + 32}, {before, at[1].word},
        {before == NO_TAG, at[1].shape}, {at[1].prefix, letters}, {at[1].shape, before},
    };
    int16_t score[SS_TAGS] = {0};
    for (uint32_t i = 0; i < TRAITS; i++) {
        const int8_t *row = weights->tag[row_of(i, trait[i][0], trait[i][1], SS_TAG_ROWS)];
        for (uint32_t k = 0; k < SS_TAGS; k++)
            score[k] = (int16_t)(score[k] + row[k]);
    }
    return best_of(score, SS_TAGS);
}

static void tag_sentence(const ss_document *document, const ss_speaker_weights *weights, ss_range sentence, uint8_t *tag)
{
    neighbours near = {0};
    uint32_t before = NO_TAG, earlier = NO_TAG;
    if (sentence.first < sentence.end)
        ss_features_extract(document, (ss_range){sentence.first, sentence.first + 1}, &near.token[2]);
    for (uint32_t i = sentence.first; i < sentence.end; i++) {
        near.token[0] = near.token[1];
        near.token[1] = near.token[2];
        near.token[2] = (ss_token_features){0};
        if (i + 1 < sentence.end)
            ss_features_extract(document, (ss_range){i + 1, i + 2}, &near.token[2]);
        uint8_t kind = document->tokens.token[i].kind;
        tag[i] = kind >= SS_TOKEN_QUOTE ? SS_TAG_MARK
                 : kind == SS_TOKEN_NUMBER ? SS_TAG_NUMBER
                                           : tag_of(weights, &near, before, earlier);
        earlier = before;
        before = tag[i];
    }
}

ss_status ss_tags_guess(ss_arena *arena, const ss_document *document, const ss_speaker_weights *weights, uint8_t **tag)
{
    uint32_t looked = 0;
    *tag = ss_arena_alloc(arena, (size_t)document->tokens.count + 1, 1);
    if (*tag == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < document->sentences.count; i++) {
        ss_range sentence = {document->sentences.first[i], document->sentences.first[i + 1]};
        tag_sentence(document, weights, sentence, *tag);
        if (sentence.end - looked >= TOKENS_A_LOOK) {
            looked = sentence.end;
            if (ss_arena_is_stopped(arena))
                return SS_ERR_STOPPED;
        }
    }
    return SS_OK;
}

/* ---- functions ------------------------------------------------------------------------------------------- */

typedef struct surroundings {
    const ss_document *document;
    const uint8_t *tag;
    ss_range sentence;
} surroundings;

static bool is_phrase_tag(uint8_t tag)
{
    return tag == SS_TAG_NOUN || tag == SS_TAG_PLURAL || tag == SS_TAG_NAME || tag == SS_TAG_ADJECTIVE || tag == SS_TAG_NUMBER;
}

/* The token left of the phrase whose words stand right before `first`. */
static uint32_t left_of(const surroundings *self, uint32_t first)
{
    for (uint32_t i = 0; i < SS_FUNCTION_REACH && first > self->sentence.first && is_phrase_tag(self->tag[first - 1]); i++)
        first--;
    if (first > self->sentence.first && self->tag[first - 1] == SS_TAG_DETERMINER)
        first--;
    return first; /* the token before it is first - 1 */
}

static uint32_t tag_at(const surroundings *self, int64_t token)
{
    return token >= self->sentence.first && token < self->sentence.end ? self->tag[token] : NO_TAG;
}

static uint32_t word_at(const surroundings *self, int64_t token)
{
    if (token < self->sentence.first || token >= self->sentence.end)
        return 0;
    ss_token_features features;
    ss_features_extract(self->document, (ss_range){(uint32_t)token, (uint32_t)token + 1}, &features);
    return features.word;
}

static uint32_t bucket(uint32_t distance)
{
    return distance < 2 ? distance : distance < 4 ? 2 : distance < 8 ? 3 : 4;
}

/* The nearest verb to the right, what lies before it and how far it is, as one number. */
static uint32_t verb_ahead(const surroundings *self, uint32_t end)
{
    uint32_t crossed = 0;
    for (uint32_t i = end; i < self->sentence.end && i - end < SS_FUNCTION_REACH; i++) {
        uint8_t tag = self->tag[i];
        if (ss_tag_is_finite(tag) || tag == SS_TAG_VERBAL)
            return 1 + tag + 16 * bucket(i - end) + 128 * crossed;
        if (tag == SS_TAG_SUBORDINATOR || tag == SS_TAG_RELATIVE)
            crossed |= 1;
        if (tag == SS_TAG_NOUN || tag == SS_TAG_PLURAL || tag == SS_TAG_NAME || tag == SS_TAG_PRONOUN)
            crossed |= 2;
        if (self->document->tokens.token[i].kind == SS_TOKEN_MARK)
            crossed |= 4;
    }
    return 0;
}

static uint32_t verb_behind(const surroundings *self, uint32_t first, uint32_t *verb)
{
    uint32_t crossed = 0;
    *verb = 0;
    for (uint32_t i = first; i > self->sentence.first && first - i < SS_FUNCTION_REACH; i--) {
        uint8_t tag = self->tag[i - 1];
        if (ss_tag_is_finite(tag) || tag == SS_TAG_VERBAL) {
            *verb = word_at(self, (int64_t)i - 1);
            return 1 + tag + 16 * bucket(first - i) + 128 * crossed;
        }
        if (tag == SS_TAG_SUBORDINATOR || tag == SS_TAG_RELATIVE || tag == SS_TAG_CONJUNCTION)
            crossed |= 1;
        if (tag == SS_TAG_NOUN || tag == SS_TAG_PLURAL || tag == SS_TAG_NAME || tag == SS_TAG_PRONOUN)
            crossed |= 2;
        if (self->document->tokens.token[i - 1].kind == SS_TOKEN_MARK)
            crossed |= 4;
        if (tag == SS_TAG_PREPOSITION)
            crossed |= 8;
    }
    return 0;
}

void ss_function_rows(const ss_document *document, const uint8_t *tag, ss_range sentence, ss_range range,
                      uint16_t rows[SS_FUNCTION_TRAITS])
{
    surroundings self = {document, tag, sentence};
    bool pronoun = tag[range.first] == SS_TAG_PRONOUN;
    uint32_t first = pronoun ? range.first : left_of(&self, range.first), end = range.end, verb;
    int64_t left = (int64_t)first - 1;
    uint32_t t1 = tag_at(&self, left), t2 = tag_at(&self, left - 1), t3 = tag_at(&self, left - 2);
    uint32_t r1 = tag_at(&self, end), r2 = tag_at(&self, (int64_t)end + 1), r3 = tag_at(&self, (int64_t)end + 2);
    uint32_t wl = word_at(&self, left), wll = word_at(&self, left - 1), wr = word_at(&self, end);
    uint32_t ahead = verb_ahead(&self, end), behind = verb_behind(&self, first, &verb);
    uint32_t own = pronoun ? word_at(&self, range.first) : tag[range.end - 1];
    uint32_t starts = first == sentence.first;
    const uint32_t trait[SS_FUNCTION_TRAITS][2] = {
        {wl, 0},     {wl, t1},         {t1, t2},  {t1 * 32 + t2, t3},    {wr, 0},      {r1, 0},        {r1, r2},        {r1 * 32 + r2, r3},
        {t1, r1},    {wl, r1},         {ahead, 0}, {behind, 0},           {ahead, behind}, {t1, ahead}, {own, 0},        {own, r1},
        {starts, r1}, {tag[range.end - 1], t1}, {wll, t1}, {t1, behind}, {wr, ahead},  {verb, t1},
    };
    for (uint32_t i = 0; i < SS_FUNCTION_TRAITS; i++)
        rows[i] = (uint16_t)row_of(i, trait[i][0], trait[i][1], SS_FUNCTION_ROWS);
}

ss_function ss_function_of(const ss_document *document, const uint8_t *tag, const ss_speaker_weights *weights,
                           ss_range sentence, ss_range range)
{
    uint16_t rows[SS_FUNCTION_TRAITS];
    int16_t score[SS_FUNCTIONS] = {0};
    ss_function_rows(document, tag, sentence, range, rows);
    for (uint32_t i = 0; i < SS_FUNCTION_TRAITS; i++)
        for (uint32_t k = 0; k < SS_FUNCTIONS; k++)
            score[k] = (int16_t)(score[k] + weights->function[rows[i]][k]);
    return (ss_function)best_of(score, SS_FUNCTIONS);
}
