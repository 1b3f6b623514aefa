/* inner.c - what a model reads in contents as texts of their own, beside its states of them where they stand.
 *
 * usage: train-inner WEIGHTS OUT FILE...
 * OUT.states  per token of a content the model's state, width int8
 * OUT.scores  per such token three int32, little-endian: the cue head's scores where the content is the whole text
 * OUT.ends    per content one uint32: tokens up to its end
 * Contents whose tokens differ when they are cut alone are left out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "model/network.h"
#include "model/reading.h"
#include "model/window.h"
#include "text/document.h"

#define LEAST_TOKENS 4u
#define MOST_WEIGHTS (512u << 20)

typedef struct dump {
    ss_pack pack;
    const ss_kernel *kernel;
    ss_network outside, alone;
    ss_arena arena; /* of one text */
    FILE *states, *scores, *ends;
    uint32_t tokens;
} dump;

static uint8_t *read_file(const char *path, size_t most, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    uint8_t *bytes = aligned_alloc(64, most);
    *length = bytes == NULL ? 0 : fread(bytes, 1, most, file);
    fclose(file);
    return bytes;
}

/* The content's tokens in the document, and those it has alone: are they the same? */
static bool same_tokens(const ss_tokens *whole, ss_range content, const ss_tokens *alone)
{
    uint32_t start = whole->token[content.first].start;
    if (alone->count != content.end - content.first)
        return false;
    for (uint32_t i = 0; i < alone->count; i++)
        if (alone->token[i].start + start != whole->token[content.first + i].start || alone->token[i].length != whole->token[content.first + i].length)
            return false;
    return true;
}

static void write_content(dump *self, const ss_document *document, ss_range window, ss_range content)
{
    ss_span span = ss_range_span(&document->tokens, content);
    ss_document alone;
    uint32_t count = content.end - content.first, width = self->pack.weights->width;
    int32_t scores[SS_WINDOW_TOKENS * SS_CUE_LABELS];
    if (count < LEAST_TOKENS || count > self->pack.weights->window_tokens ||
        ss_document_read(&self->arena, document->tokens.text + span.start, span.end - span.start, &alone) != SS_OK ||
        !same_tokens(&document->tokens, content, &alone.tokens))
        return;
    ss_network_encode(&self->alone, &alone, (ss_range){0, count});
    ss_network_cues(&self->alone, SS_STAGE_CUE, scores);
    fwrite(self->outside.states + (size_t)(content.first - window.first) * width, width, count, self->states);
    fwrite(scores, sizeof *scores * SS_CUE_LABELS, count, self->scores);
    self->tokens += count;
    fwrite(&self->tokens, sizeof self->tokens, 1, self->ends);
}

/* What was read up to a limit is made use of: a model of few steps sees cues everywhere. */
static bool write_text(dump *self, const uint8_t *text, uint32_t length)
{
    ss_document document;
    ss_readings readings = {0};
    if (ss_document_read(&self->arena, text, length, &document) != SS_OK)
        return false;
    ss_status status = ss_readings_extend(&self->arena, &self->arena, &self->pack, self->kernel, &document, document.tokens.count, &readings);
    if (status != SS_OK && status != SS_ERR_LIMIT)
        return false;
    uint32_t next = 0;
    for (uint32_t at = 0; at < document.tokens.count;) {
        ss_range window = ss_window_at(&document, at, self->pack.weights->window_tokens);
        ss_network_encode(&self->outside, &document, window);
        for (; next < readings.count && readings.reading[next].cue.first < window.end; next++)
            for (uint32_t k = 0; readings.reading[next].holder == 0 && k < readings.reading[next].content_count; k++)
                write_content(self, &document, window, readings.reading[next].content[k]);
        at = window.end;
    }
    return true;
}

static FILE *output(const char *stem, const char *ending)
{
    char path[4096];
    snprintf(path, sizeof path, "%s.%s", stem, ending);
    return fopen(path, "wb");
}

static bool load(dump *self, const char *path, ss_weights *weights, ss_arena *arena)
{
    size_t length;
    uint8_t *bytes = read_file(path, MOST_WEIGHTS, &length);
    ss_error error = {SS_OK, "cannot be read", 0};
    if (bytes != NULL && ss_weights_read(bytes, length, weights, &error) == SS_OK && ss_pack_make(arena, weights, &self->pack) == SS_OK)
        return true;
    fprintf(stderr, "train-inner: %s: %s\n", path, error.what);
    return false;
}

int main(int argc, char **argv)
{
    static dump self;
    static ss_weights weights;
    ss_arena arena;
    if (argc < 4) {
        fprintf(stderr, "usage: train-inner WEIGHTS OUT FILE...\n");
        return 64;
    }
    ss_arena_init(&arena, SS_PACK_BUDGET);
    ss_arena_init(&self.arena, SS_ARENA_BUDGET);
    self.kernel = ss_kernel_choose(NULL);
    self.states = output(argv[2], "states"), self.scores = output(argv[2], "scores"), self.ends = output(argv[2], "ends");
    if (self.states == NULL || self.scores == NULL || self.ends == NULL || !load(&self, argv[1], &weights, &arena) ||
        ss_network_create(&arena, &self.pack, self.kernel, &self.outside) != SS_OK ||
        ss_network_create(&arena, &self.pack, self.kernel, &self.alone) != SS_OK)
        return 1;
    for (int i = 3; i < argc; i++) {
        size_t length;
        uint8_t *text = read_file(argv[i], SS_MAX_DOCUMENT_BYTES, &length);
        if (text == NULL || !write_text(&self, text, (uint32_t)length)) {
            fprintf(stderr, "train-inner: %s: cannot be read\n", argv[i]);
            return 1;
        }
        free(text);
        ss_arena_reset(&self.arena);
    }
    return fclose(self.states) || fclose(self.scores) || fclose(self.ends);
}
