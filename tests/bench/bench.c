/* bench.c - words a second by stage, on one core.
 *
 * usage: bench [--model NAME|FILE] [--runs N] [--kernel NAME] FILE...
 *
 * Every stage works through all files again and again; what is printed is the median of the runs. A word is what
 * stands between white space, as `wc -w` counts; "arguments" is what is left of reading without the stages before,
 * "meaning" what is left of annotating without reading. Links the library's inside. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "ceiling.h"
#include "model/decoder.h"
#include "model/lexicon.h"
#include "model/network.h"
#include "model/reading.h"
#include "model/window.h"
#include "sayso.h"

#define MOST_RUNS 99

typedef struct file {
    uint8_t *text;
    uint32_t length;
    ss_arena arena; /* of the document */
    ss_document document;
    ss_token_features *feature;
} file;

static file *files;
static uint32_t file_count, words, tokens, cues;
static ss_arena scratch;
static ss_pack pack;
static const ss_kernel *kernel;
static const sayso_model *model;
static volatile uint32_t sink; /* keeps what nobody reads from being left out */

static void die(const char *what, const char *name)
{
    fprintf(stderr, "bench: %s%s\n", what, name);
    exit(1);
}

static uint8_t *read_whole(const char *path, size_t *length)
{
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        die("cannot read ", path);
    size_t capacity = 4 * SS_MAX_DOCUMENT_BYTES; /* a model may be larger than a text */
    uint8_t *bytes = aligned_alloc(64, capacity);
    *length = bytes == NULL ? 0 : fread(bytes, 1, capacity, in);
    fclose(in);
    return bytes;
}

static void load(file *self, const char *path)
{
    size_t length;
    self->text = read_whole(path, &length);
    self->length = (uint32_t)length;
    for (size_t i = 0; i < length; i++)
        words += self->text[i] > ' ' && (i == 0 || self->text[i - 1] <= ' ');
    ss_arena_init(&self->arena, SS_ARENA_BUDGET);
    if (self->text == NULL || ss_document_read(&self->arena, self->text, self->length, &self->document) != SS_OK)
        die("cannot use ", path);
    self->text = realloc(self->text, length + 1);
    self->document.tokens.text = self->text;
    tokens += self->document.tokens.count;
    self->feature = ss_arena_alloc(&self->arena, self->document.tokens.count, sizeof *self->feature);
    if (self->text == NULL || self->feature == NULL)
        die("no memory for ", path);
}

/* ---- the stages ------------------------------------------------------------------------------ */

static void read_text(file *self)
{
    ss_document document;
    if (ss_document_read(&scratch, self->text, self->length, &document) == SS_OK)
        sink += document.tokens.count;
}

static void extract_features(file *self)
{
    ss_features_extract(&self->document, (ss_range){0, self->document.tokens.count}, self->feature);
}

static void encode_windows(const file *self, bool decode)
{
    ss_network network;
    int32_t *scores = ss_arena_alloc(&scratch, SS_WINDOW_TOKENS * SS_CUE_LABELS, sizeof *scores);
    uint8_t *label = ss_arena_alloc(&scratch, SS_WINDOW_TOKENS * (1 + SS_CUE_LABELS), sizeof *label);
    if (scores == NULL || label == NULL || ss_network_create(&scratch, &pack, kernel, &network) != SS_OK)
        return;
    for (uint32_t at = 0; at < self->document.tokens.count;) {
        ss_range window = ss_window_at(&self->document, at, pack.weights->window_tokens);
        ss_network_encode(&network, &self->document, window);
        if (decode) {
            ss_network_cues(&network, SS_STAGE_CUE, scores);
            ss_decode(scores, window.end - window.first, SS_CUE_LABELS, label, label + SS_WINDOW_TOKENS);
            for (uint32_t i = 0; i < window.end - window.first; i++)
                cues += label[i] == 1;
        }
        at = window.end;
    }
}

static void encode(file *self)
{
    encode_windows(self, false);
}

static void encode_and_find_cues(file *self)
{
    encode_windows(self, true);
}

static void read_all(file *self)
{
    ss_readings readings = {0};
    if (ss_readings_extend(&scratch, &scratch, &pack, kernel, &self->document, self->document.tokens.count, &readings) == SS_OK)
        sink += readings.count;
}

static void annotate(file *self)
{
    static sayso_annotator *annotator;
    const sayso_result *result;
    if (annotator == NULL && sayso_annotator_create(model, &annotator) != SAYSO_OK)
        die("no memory", "");
    if (sayso_annotate(annotator, self->text, self->length, NULL, &result) == SAYSO_OK)
        sink += result->attribution_count;
}

/* ---- timing ----------------------------------------------------------------------------------- */

typedef struct stage {
    void (*run)(file *);
    const ss_kernel *kernel;
    double taken[MOST_RUNS]; /* seconds for all files; of a ceiling, multiply-adds a second */
} stage;

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(stage *self, int runs)
{
    qsort(self->taken, (size_t)runs, sizeof *self->taken, by_value);
    return self->taken[runs / 2];
}

static double seconds_of(const stage *self)
{
    kernel = self->kernel;
    double start = seconds_worked();
    for (uint32_t i = 0; i < file_count; i++) {
        self->run(&files[i]);
        ss_arena_reset(&scratch);
    }
    return seconds_worked() - start;
}

/* All stages in each run, so that a processor whose speed changes does so for all of them. The first run only
 * warms caches up. */
static void time_all(stage *stages, int count, int runs)
{
    for (int run = -1; run < runs; run++)
        for (int k = 0; k < count; k++) {
            double taken = stages[k].run != NULL ? seconds_of(&stages[k]) : ceiling_of(stages[k].kernel->name);
            if (run >= 0)
                stages[k].taken[run] = taken;
        }
}

static void show(const char *name, double seconds)
{
    if (seconds > 0)
        printf("  %-22s %11.0f words/s %8.0f ns a word\n", name, words / seconds, seconds / words * 1e9);
    else
        printf("  %-22s less than can be told from noise\n", name);
}

/* Multiply-adds the encoder spends on a token. */
static double encoder_work(void)
{
    const ss_weights *weights = pack.weights;
    double work = 0;
    for (uint32_t i = weights->first_layer[SS_STAGE_ENCODER]; i < weights->first_layer[SS_STAGE_ENCODER + 1]; i++)
        if (weights->layer[i].kind == SS_LAYER_GATED || weights->layer[i].kind == SS_LAYER_LINEAR)
            work += (weights->layer[i].kind == SS_LAYER_GATED ? 2. : 1.) * weights->layer[i].inputs * weights->layer[i].outputs;
    return work;
}

enum { TEXT, FEATURES, WHOLE, COMMON };                       /* what all kernels share */
enum { ENCODER, CUES, READINGS, CEILING, OF_A_KERNEL };       /* then these for each */

/* Returns the seconds of all that the network does, features included. */
static double show_kernel(stage *stages, double features, int runs)
{
    double encoder = median(&stages[ENCODER], runs), found = median(&stages[CUES], runs);
    double readings = median(&stages[READINGS], runs), ceiling = median(&stages[CEILING], runs);
    double rate = tokens * encoder_work() / (encoder - features);
    printf("%s\n", stages->kernel->name);
    show("encoder", encoder - features);
    show("cues", found - encoder);
    show("arguments", readings - found);
    printf("  %.1f G multiply-adds/s in the encoder", rate * 1e-9);
    if (ceiling > 0)
        printf(", %.0f %% of the %.0f G/s that registers alone reach", 100 * rate / ceiling, ceiling * 1e-9);
    putchar('\n');
    return readings;
}

static uint32_t cues_found(void)
{
    cues = 0;
    for (uint32_t i = 0; i < file_count; i++) {
        encode_windows(&files[i], true);
        ss_arena_reset(&scratch);
    }
    return cues;
}

static void measure(const char *only, int runs)
{
    static stage stages[COMMON + 4 * OF_A_KERNEL];
    int count = COMMON;
    stages[TEXT].run = read_text;
    stages[FEATURES].run = extract_features;
    stages[WHOLE].run = annotate;
    for (uint32_t k = 0; (kernel = ss_kernel_at(k)) != NULL; k++)
        if (only == NULL || strcmp(only, kernel->name) == 0) {
            stages[count + ENCODER].run = encode;
            stages[count + CUES].run = encode_and_find_cues;
            stages[count + READINGS].run = read_all;
            for (int i = 0; i < OF_A_KERNEL; i++)
                stages[count + i].kernel = kernel;
            count += OF_A_KERNEL;
        }
    time_all(stages, count, runs);
    double text = median(&stages[TEXT], runs), features = median(&stages[FEATURES], runs), readings = 0;
    show("text", text);
    show("features", features);
    for (int k = COMMON; k < count; k += OF_A_KERNEL)
        readings = show_kernel(&stages[k], features, runs);
    double whole = median(&stages[WHOLE], runs);
    printf("with the fastest kernel\n");
    show("text to readings", text + readings);
    show("meaning", whole - text - readings);
    show("raw bytes to records", whole);
    kernel = ss_kernel_choose(NULL);
    printf("  %.1f cues in 1000 words\n", 1e3 * cues_found() / words);
}

typedef struct options {
    const char *model, *kernel; /* NULL: the one inside; all that run here */
    int runs, first_file;
} options;

static options read_options(int argc, char **argv)
{
    options chosen = {NULL, NULL, 9, 1};
    int at = 1;
    for (; at + 1 < argc && strncmp(argv[at], "--", 2) == 0; at += 2) {
        if (strcmp(argv[at], "--model") == 0)
            chosen.model = argv[at + 1];
        else if (strcmp(argv[at], "--kernel") == 0)
            chosen.kernel = argv[at + 1];
        else if (strcmp(argv[at], "--runs") == 0)
            chosen.runs = atoi(argv[at + 1]);
        else
            die("unknown option ", argv[at]);
    }
    if (at >= argc || chosen.runs < 1 || chosen.runs > MOST_RUNS)
        die("usage: bench [--model NAME|FILE] [--runs 1..99] [--kernel NAME] FILE...", "");
    chosen.first_file = at;
    return chosen;
}

/* Both the door's model and the parts of it; prints how long they take. */
static void load_model(const char *path)
{
    static ss_weights weights;
    static ss_arena arena;
    size_t length;
    const uint8_t *bytes = ss_weights_builtin(path == NULL ? "fast" : path, &length);
    if (bytes == NULL)
        bytes = read_whole(path, &length);
    ss_error error = {SS_OK, "", 0};
    sayso_model *made;
    sayso_error message;
    ss_arena_init(&arena, SS_PACK_BUDGET);
    double start = seconds_worked();
    if (ss_weights_read(bytes, length, &weights, &error) != SS_OK)
        die("the model: ", error.what);
    double read = seconds_worked();
    if (ss_pack_make(&arena, &weights, &pack) != SS_OK)
        die("the model: ", "no memory");
    double packed = seconds_worked();
    if (sayso_model_read(bytes, length, &made, &message) != SAYSO_OK)
        die("the model: ", message.message);
    model = made;
    printf("model %s: read in %.2f ms, packed in %.2f ms, whole in %.2f ms\n", weights.name, (read - start) * 1e3,
           (packed - read) * 1e3, (seconds_worked() - packed) * 1e3);
}

int main(int argc, char **argv)
{
    options chosen = read_options(argc, argv);
    ss_arena_init(&scratch, SS_ARENA_BUDGET);
    file_count = (uint32_t)(argc - chosen.first_file);
    files = calloc(file_count, sizeof *files);
    if (files == NULL)
        die("no memory", "");
    load_model(chosen.model);
    for (uint32_t i = 0; i < file_count; i++)
        load(&files[i], argv[chosen.first_file + (int)i]);
    printf("%u files, %u words, %u tokens\n", (unsigned)file_count, (unsigned)words, (unsigned)tokens);
    measure(chosen.kernel, chosen.runs);
    return 0;
}
