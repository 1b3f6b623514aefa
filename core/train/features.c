/* features.c - what the network will see of a list of texts, as arrays for training.
 *
 * usage: train-features OUT FILE...
 * OUT.tokens  per token nine uint32, little-endian: start, end (code points), word, prefix, suffix, ending,
 *             shape, context, part; part is sentence << 3 | comma << 2 | double quotation mark << 1 | starts a paragraph
 * OUT.files   per file one uint32: its number of tokens
 * OUT.words   a line a distinct word: its hash in hex, a tab, the folded word
 * Links the library's inside: training and running share one tokenizer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "model/features.h"
#include "model/query.h"
#include "text/document.h"
#include "text/offset.h"

#define WORD_TABLE (1u << 22)

static uint32_t *seen; /* [WORD_TABLE], open addressing; 0 is free */

static int is_new(uint32_t word)
{
    uint32_t at = word % WORD_TABLE;
    while (seen[at] != 0 && seen[at] != word)
        at = (at + 1) % WORD_TABLE;
    int fresh = seen[at] == 0;
    seen[at] = word;
    return fresh;
}

static unsigned char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    unsigned char *bytes = malloc(SS_MAX_DOCUMENT_BYTES);
    *length = bytes == NULL ? 0 : fread(bytes, 1, SS_MAX_DOCUMENT_BYTES, file);
    fclose(file);
    return bytes;
}

static void write_words(const ss_tokens *tokens, const ss_token_features *feature, FILE *out)
{
    for (uint32_t i = 0; i < tokens->count; i++) {
        char folded[96];
        uint32_t length = ss_token_fold(tokens, i, folded, sizeof folded);
        if (is_new(feature[i].word))
            fprintf(out, "%08x\t%.*s\n", (unsigned)feature[i].word, (int)length, folded);
    }
}

static void write_tokens(const ss_document *document, const ss_offsets *offsets, const ss_token_features *feature,
                         FILE *out)
{
    uint32_t sentence = 0;
    for (uint32_t i = 0; i < document->tokens.count; i++) {
        while (i >= document->sentences.first[sentence + 1])
            sentence++;
        ss_span span = ss_token_span(&document->tokens, i);
        uint32_t row[9] = {ss_offsets_convert(offsets, span.start),
                           ss_offsets_convert(offsets, span.end),
                           feature[i].word,
                           feature[i].prefix,
                           feature[i].suffix,
                           feature[i].ending,
                           feature[i].shape,
                           feature[i].context,
                           sentence << 3 | (uint32_t)ss_query_counts_comma(&document->tokens, i) << 2 |
                               (uint32_t)ss_query_counts_quote(&document->tokens, i) << 1 |
                               (document->tokens.token[i].gap == SS_GAP_PARAGRAPH)};
        fwrite(row, sizeof row, 1, out);
    }
}

static int dump(ss_arena *arena, const unsigned char *text, size_t length, FILE *tokens, FILE *files, FILE *words)
{
    ss_document document;
    ss_offsets offsets;
    if (ss_document_read(arena, text, (uint32_t)length, &document) != SS_OK ||
        ss_offsets_build(arena, text, (uint32_t)length, SS_OFFSET_CODE_POINT, &offsets) != SS_OK)
        return 0;
    uint32_t count = document.tokens.count;
    ss_token_features *feature = ss_arena_alloc(arena, count, sizeof *feature);
    if (feature == NULL)
        return 0;
    ss_features_extract(&document, (ss_range){0, count}, feature);
    fwrite(&count, sizeof count, 1, files);
    write_tokens(&document, &offsets, feature, tokens);
    write_words(&document.tokens, feature, words);
    return 1;
}

static FILE *output(const char *stem, const char *ending)
{
    char path[4096];
    snprintf(path, sizeof path, "%s.%s", stem, ending);
    return fopen(path, "wb");
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: train-features OUT FILE...\n");
        return 64;
    }
    FILE *tokens = output(argv[1], "tokens"), *files = output(argv[1], "files"), *words = output(argv[1], "words");
    seen = calloc(WORD_TABLE, sizeof *seen);
    if (tokens == NULL || files == NULL || words == NULL || seen == NULL) {
        fprintf(stderr, "train-features: cannot write %s.*\n", argv[1]);
        return 1;
    }
    ss_arena arena;
    ss_arena_init(&arena, SS_ARENA_BUDGET);
    for (int i = 2; i < argc; i++) {
        size_t length;
        unsigned char *text = read_file(argv[i], &length);
        if (text == NULL || !dump(&arena, text, length, tokens, files, words)) {
            fprintf(stderr, "train-features: %s: cannot be read\n", argv[i]);
            return 1;
        }
        free(text);
        ss_arena_reset(&arena);
    }
    ss_arena_free(&arena);
    return fclose(tokens) || fclose(files) || fclose(words);
}
