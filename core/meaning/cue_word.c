#include "meaning/cue_word.h"

#include <string.h>

#include "base/hash.h"
#include "meaning/inflection.h"
#include "meaning/lexeme.h"
#include "model/reading.h"

/* A token's folded text and the words that it may be a form of. */
typedef struct forms {
    char folded[SS_FOLD_BYTES];
    uint32_t length;
    ss_bases bases;
} forms;

static bool read_forms(const ss_tokens *tokens, uint32_t token, forms *out)
{
    if (tokens->token[token].kind > SS_TOKEN_ADDRESS)
        return false;
    out->length = ss_lexeme_fold(tokens, token, out->folded, sizeof out->folded);
    ss_inflection_bases(out->folded, out->length, &out->bases);
    return true;
}

static bool is_form_of(const forms *self, const char *word)
{
    size_t size = strlen(word);
    if (self->length == size && memcmp(self->folded, word, size) == 0)
        return true;
    for (uint32_t i = 0; i < self->bases.count; i++)
        if (self->bases.length[i] == size && memcmp(self->bases.word[i], word, size) == 0)
            return true;
    return false;
}

static uint32_t *head_of(const ss_cue_words *words, const char *first, size_t length)
{
    return &words->head[ss_hash32(SS_HASH32_START, first, length) & words->mask];
}

ss_status ss_cue_word_read(ss_arena *arena, const char *text, uint32_t length, ss_cue_word *out)
{
    ss_tokens tokens;
    if (ss_tokens_cut(arena, (const uint8_t *)text, length, &tokens) != SS_OK)
        return SS_ERR_MEMORY;
    if (tokens.count == 0 || tokens.count > SS_MAX_RULE_WORDS)
        return SS_ERR_LIMIT;
    for (uint32_t i = 0; i < tokens.count; i++) {
        char *word = ss_arena_alloc(arena, SS_FOLD_BYTES + 1, 1);
        if (word == NULL)
            return SS_ERR_MEMORY;
        if (tokens.token[i].kind > SS_TOKEN_ADDRESS || ss_lexeme_fold(&tokens, i, word, SS_FOLD_BYTES) == 0)
            return SS_ERR_LIMIT;
        out->word[i] = word;
    }
    out->words = (uint8_t)tokens.count;
    return SS_OK;
}

ss_status ss_cue_words_index(ss_arena *arena, ss_cue_word *cue, uint32_t count, ss_cue_words *out)
{
    *out = (ss_cue_words){.cue = cue, .count = count};
    while (out->mask < 2 * count)
        out->mask = 2 * out->mask + 1;
    out->head = ss_arena_alloc(arena, (size_t)out->mask + 1, sizeof *out->head);
    if (out->head == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *head = head_of(out, cue[i].word[0], strlen(cue[i].word[0]));
        cue[i].next = *head;
        *head = i + 1;
    }
    return SS_OK;
}

/* The tokens from one on, each read once however many cues are compared with them. */
typedef struct reach {
    const ss_tokens *tokens;
    uint32_t token;
    uint32_t read; /* of form */
    bool ended;    /* no more can be read: a mark, a paragraph's end */
    forms form[SS_MAX_RULE_WORDS];
} reach;

static bool has_word(reach *self, uint32_t index)
{
    while (self->read <= index && !self->ended) {
        uint32_t at = self->token + self->read;
        self->ended = at >= self->tokens->count ||
                      (self->read > 0 && self->tokens->token[at].gap == SS_GAP_PARAGRAPH) ||
                      !read_forms(self->tokens, at, &self->form[self->read]);
        self->read += !self->ended;
    }
    return index < self->read;
}

static bool stands_there(reach *self, const ss_cue_word *cue)
{
    for (uint32_t k = 0; k < cue->words; k++)
        if (!has_word(self, k) || !is_form_of(&self->form[k], cue->word[k]))
            return false;
    return true;
}

/* The cue of most words among those of one hash, the newest of them, or `best`. */
static const ss_cue_word *longest(const ss_cue_words *words, uint32_t head, reach *self, const ss_cue_word *best)
{
    for (uint32_t i = head; i != 0; i = words->cue[i - 1].next)
        if ((best == NULL || words->cue[i - 1].words > best->words) && stands_there(self, &words->cue[i - 1]))
            best = &words->cue[i - 1];
    return best;
}

/* The cue word that begins at a token, NULL when none does. */
static const ss_cue_word *find(const ss_cue_words *words, const ss_tokens *tokens, uint32_t token)
{
    reach self;
    self.tokens = tokens;
    self.token = token;
    self.read = 0;
    self.ended = false;
    if (!has_word(&self, 0))
        return NULL;
    const forms *first = &self.form[0];
    const ss_cue_word *best = longest(words, *head_of(words, first->folded, first->length), &self, NULL);
    for (uint32_t i = 0; i < first->bases.count; i++)
        best = longest(words, *head_of(words, first->bases.word[i], first->bases.length[i]), &self, best);
    return best;
}

ss_status ss_cue_words_mark(ss_arena *arena, const ss_cue_words *words, const ss_document *document,
                            const uint8_t **out)
{
    const ss_tokens *tokens = &document->tokens;
    *out = NULL;
    if (words->count == 0)
        return SS_OK;
    uint8_t *wish = ss_arena_alloc(arena, tokens->count, sizeof *wish);
    if (wish == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < tokens->count;) {
        const ss_cue_word *cue = find(words, tokens, i);
        if (cue == NULL) {
            i++;
            continue;
        }
        memset(wish + i, cue->act == 0 ? SS_CUE_NEVER : SS_CUE_GOES_ON, cue->words);
        if (cue->act != 0)
            wish[i] = SS_CUE_BEGINS;
        i += cue->words;
    }
    *out = wish;
    return SS_OK;
}

void ss_cue_words_act(const ss_cue_words *words, const ss_document *document, ss_relations *relations)
{
    for (uint32_t i = 0; words->count > 0 && i < relations->count; i++) {
        ss_relation *relation = &relations->relation[i];
        const ss_cue_word *cue = NULL;
        for (uint32_t token = relation->cue.first; token < relation->cue.end && cue == NULL; token++)
            cue = find(words, &document->tokens, token);
        if (cue != NULL && cue->act != 0)
            relation->act = cue->act;
    }
}
