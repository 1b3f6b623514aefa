/* clusters.c - whom the resolver takes each asked mention for, and what it knew of the candidates.
 *
 * usage: train-clusters [--weights FILE] [--functions | --candidates]
 * Reads a JSON object a line: {"text", "asked": [[start, end], ...]}, places in bytes. Writes an array a line:
 *   as it is       per asked mention {"named", (what the program would show has a proper noun)
 *                  "name": [start, end], "mentions": [[start, end], ...]}, {} for nobody
 *   --functions    per asked mention the rows of its function's traits (tag.h)
 *   --candidates   {"entities": [[[start, end], ...], ...], "asked": [[[entity, feature, ...], ...], ...]}: each entity's
 *                  places by name, or the first one; each asked mention's candidates, null where none were looked for
 * The sources are those of the whole program on the same text. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "meaning/antecedent.h"
#include "meaning/lexeme.h"
#include "sayso.h"

typedef enum wish { CLUSTERS, FUNCTIONS, CANDIDATES } wish;

typedef struct seen {
    ss_range range;
    uint32_t head;
    uint32_t entity;
    bool name;
    bool proper; /* no name, yet its words have one or are one: "the Chinese", "the Court", "Ann and her sister" */
} seen;

/* What is heard of one text. */
typedef struct listener {
    const ss_document *document;
    const ss_mention *mention; /* that was decided on last */
    json_t *candidates;        /* of it, NULL when there were none */
    json_t **of_asked;         /* [asked_count] candidates */
    uint32_t *head;            /* [asked_count] */
    uint32_t *entity;          /* [asked_count], SS_NO_ENTITY */
    uint32_t asked_count;
    seen *mentions;
    uint32_t count, capacity, entities;
} listener;

static uint32_t token_at(const ss_tokens *tokens, uint32_t byte)
{
    uint32_t low = 0, high = tokens->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (ss_token_span(tokens, middle).end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static ss_range range_of(const ss_tokens *tokens, uint32_t start, uint32_t end)
{
    uint32_t first = token_at(tokens, start), last = token_at(tokens, end - 1);
    last = last < tokens->count ? last : tokens->count - 1;
    return (ss_range){first < last ? first : last, last + 1};
}

static json_t *place(const ss_document *document, ss_range range)
{
    ss_span span = ss_range_span(&document->tokens, range);
    return json_pack("[ii]", (int)span.start, (int)span.end);
}

static void hear_candidates(void *data, const ss_mention *mention, const ss_candidate *candidate, uint32_t count)
{
    listener *self = data;
    (void)mention;
    json_decref(self->candidates);
    self->candidates = json_array();
    for (uint32_t i = 0; i < count; i++) {
        json_t *row = json_pack("[i]", (int)candidate[i].entity);
        for (uint32_t k = 0; k < SS_FEATURE_COUNT; k++)
            json_array_append_new(row, json_integer(candidate[i].feature[k]));
        json_array_append_new(self->candidates, row);
    }
}

/* Whether the words of a mention have a proper noun though they are no name. */
static bool is_proper(const listener *self, const ss_mention *mention)
{
    const ss_tokens *tokens = &self->document->tokens;
    if (mention->form == SS_MENTION_NOMINAL) {
        bool the = ss_token_is(tokens, mention->phrase.first, "the"), none = mention->determiner == SS_DETERMINER_NONE;
        bool capital = mention->head > mention->phrase.first && ss_token_is_capitalised(tokens, mention->head);
        return (the || none) && (capital || (mention->classes & SS_LEXEME_NATION));
    }
    for (uint32_t i = mention->range.first; mention->form == SS_MENTION_SET && i < mention->range.end; i++)
        if (ss_token_is_capitalised(tokens, i) && (i == mention->range.first || ss_lexeme_of(tokens, i) == 0))
            return true;
    return false;
}

static void hear_mention(void *data, const ss_mention *mention, uint32_t entity)
{
    listener *self = data;
    for (uint32_t i = 0; i < self->asked_count; i++)
        if (self->head[i] == mention->head) {
            self->entity[i] = entity;
            if (self->candidates != NULL) {
                json_decref(self->of_asked[i]);
                self->of_asked[i] = json_incref(self->candidates);
            }
        }
    json_decref(self->candidates);
    self->candidates = NULL;
    if (entity == SS_NO_ENTITY)
        return;
    if (self->count == self->capacity) {
        self->capacity = self->capacity == 0 ? 256 : self->capacity * 2;
        self->mentions = realloc(self->mentions, self->capacity * sizeof *self->mentions);
        if (self->mentions == NULL)
            exit(70);
    }
    ss_range range = mention->form == SS_MENTION_NAME ? mention->phrase : mention->range;
    /* in "Ann Lee's lawyer" Ann Lee is not who is mentioned */
    if (mention->form == SS_MENTION_NOMINAL && mention->determiner == SS_DETERMINER_POSSESSIVE &&
        mention->role.role.first < mention->role.role.end)
        range.first = mention->role.role.first;
    bool name = mention->form == SS_MENTION_NAME;
    self->mentions[self->count++] = (seen){range, mention->head, entity, name, is_proper(self, mention)};
    self->entities = entity >= self->entities ? entity + 1 : self->entities;
}

/* ---- what is written -------------------------------------------------------------------------------------- */

/* The longest name comes first; where there is none, the words of the first mention are what is shown. */
static json_t *cluster(const listener *self, uint32_t entity)
{
    json_t *out = json_object(), *mentions = json_array();
    const seen *name = NULL, *first = NULL;
    for (uint32_t i = 0; i < self->count; i++) {
        const seen *one = &self->mentions[i];
        if (one->entity != entity)
            continue;
        json_array_append_new(mentions, place(self->document, one->range));
        first = first == NULL ? one : first;
        if (one->name && (name == NULL || one->range.end - one->range.first > name->range.end - name->range.first))
            name = one;
    }
    name = name == NULL && first != NULL && first->proper ? first : name;
    json_object_set_new(out, "named", json_boolean(name != NULL));
    if (name != NULL)
        json_object_set_new(out, "name", place(self->document, name->range));
    json_object_set_new(out, "mentions", mentions);
    return out;
}

static json_t *clusters(const listener *self)
{
    json_t *out = json_array();
    for (uint32_t i = 0; i < self->asked_count; i++)
        json_array_append_new(out, self->entity[i] == SS_NO_ENTITY ? json_object() : cluster(self, self->entity[i]));
    return out;
}

static json_t *all_candidates(const listener *self)
{
    json_t *entities = json_array(), *asked = json_array();
    for (uint32_t entity = 0; entity < self->entities; entity++) {
        json_t *places = json_array();
        for (int names = 1; names >= 0 && json_array_size(places) == 0; names--)
            for (uint32_t i = 0; i < self->count && (names || json_array_size(places) == 0); i++)
                if (self->mentions[i].entity == entity && self->mentions[i].name == (names == 1))
                    json_array_append_new(places, place(self->document, self->mentions[i].range));
        json_array_append_new(entities, places);
    }
    for (uint32_t i = 0; i < self->asked_count; i++)
        json_array_append_new(asked, self->of_asked[i] == NULL ? json_null() : json_incref(self->of_asked[i]));
    return json_pack("{s:o,s:o}", "entities", entities, "asked", asked);
}

static json_t *functions(ss_arena *arena, const ss_document *document, const ss_speaker_weights *weights,
                         const ss_range *asked, uint32_t count)
{
    uint8_t *tag;
    json_t *out = json_array();
    if (ss_tags_guess(arena, document, weights, &tag) != SS_OK)
        exit(70);
    for (uint32_t i = 0; i < count; i++) {
        uint16_t rows[SS_FUNCTION_TRAITS];
        ss_function_rows(document, tag, ss_sentence_range(document, asked[i].first), asked[i], rows);
        json_t *one = json_array();
        for (uint32_t k = 0; k < SS_FUNCTION_TRAITS; k++)
            json_array_append_new(one, json_integer(rows[k]));
        json_array_append_new(out, one);
    }
    return out;
}

/* ---- one text ----------------------------------------------------------------------------------------------- */

static ss_range *ranges(ss_arena *arena, const ss_document *document, const sayso_span *span, uint32_t count)
{
    ss_range *out = ss_arena_alloc(arena, (size_t)count + 1, sizeof *out);
    for (uint32_t i = 0; out != NULL && i < count; i++)
        out[i] = range_of(&document->tokens, span[i].start, span[i].end);
    return out;
}

/* The attributions of the program as relations again. */
static ss_relations relations_of(ss_arena *arena, const ss_document *document, const sayso_result *result)
{
    ss_relations out = {ss_arena_alloc(arena, (size_t)result->attribution_count + 1, sizeof(ss_relation)), 0};
    for (uint32_t i = 0; out.relation != NULL && i < result->attribution_count; i++) {
        const sayso_attribution *one = &result->attribution[i];
        out.relation[out.count++] = (ss_relation){.source = ranges(arena, document, one->source, one->source_count),
                                                  .source_count = one->source_count,
                                                  .content = ranges(arena, document, one->content, one->content_count),
                                                  .content_count = one->content_count,
                                                  .kind = (uint8_t)one->kind};
    }
    return out;
}

static int by_head(const void *one, const void *other)
{
    uint32_t a = ((const ss_mention *)one)->head, b = ((const ss_mention *)other)->head;
    return (a > b) - (a < b);
}

/* The asked ranges in the order of their heads, which the resolver wants. */
static ss_range *in_order(ss_arena *arena, const ss_document *document, const ss_range *asked, uint32_t *head, uint32_t count)
{
    ss_names names = {0};
    ss_mention *mention = ss_arena_alloc(arena, (size_t)count + 1, sizeof *mention);
    ss_range *out = ss_arena_alloc(arena, (size_t)count + 1, sizeof *out);
    if (mention == NULL || out == NULL || ss_names_read(arena, document, asked, 0, &names) != SS_OK)
        exit(70);
    for (uint32_t i = 0; i < count; i++) {
        ss_mention_read(document, &names, ss_mention_trim(document, asked[i]), &mention[i]);
        head[i] = mention[i].head;
    }
    qsort(mention, count, sizeof *mention, by_head);
    for (uint32_t i = 0; i < count; i++)
        out[i] = mention[i].range;
    return out;
}

static json_t *listen(ss_arena *arena, const ss_document *document, ss_relations *relations, const ss_speaker_weights *weights,
                      const ss_range *asked, uint32_t count, wish what)
{
    listener self = {.document = document, .asked_count = count};
    ss_speakers speakers;
    self.of_asked = ss_arena_alloc(arena, (size_t)count + 1, sizeof *self.of_asked);
    self.head = ss_arena_alloc(arena, (size_t)count + 1, sizeof *self.head);
    self.entity = ss_arena_alloc(arena, (size_t)count + 1, sizeof *self.entity);
    if (self.of_asked == NULL || self.head == NULL || self.entity == NULL)
        exit(70);
    memset(self.entity, 0xFF, count * sizeof *self.entity);
    ss_watch watch = {.weights = weights,
                      .asked = in_order(arena, document, asked, self.head, count),
                      .asked_count = count,
                      .data = &self,
                      .candidates = hear_candidates,
                      .mention = hear_mention};
    if (ss_speakers_watch(arena, document, relations, &watch, &speakers) != SS_OK)
        exit(70);
    json_t *out = what == CLUSTERS ? clusters(&self) : all_candidates(&self);
    for (uint32_t i = 0; i < count; i++)
        json_decref(self.of_asked[i]);
    json_decref(self.candidates);
    free(self.mentions);
    return out;
}

static json_t *answer(sayso_annotator *annotator, ss_arena *arena, const ss_speaker_weights *weights, const json_t *request,
                      wish what)
{
    const char *text = json_string_value(json_object_get(request, "text"));
    const json_t *places = json_object_get(request, "asked");
    uint32_t count = (uint32_t)json_array_size(places);
    const sayso_result *result;
    ss_document document;
    ss_arena_reset(arena);
    if (text == NULL || ss_document_read(arena, (const uint8_t *)text, (uint32_t)strlen(text), &document) != SS_OK)
        exit(65);
    ss_range *asked = ss_arena_alloc(arena, (size_t)count + 1, sizeof *asked);
    for (uint32_t i = 0; asked != NULL && i < count; i++) {
        const json_t *one = json_array_get(places, i);
        asked[i] = range_of(&document.tokens, (uint32_t)json_integer_value(json_array_get(one, 0)),
                            (uint32_t)json_integer_value(json_array_get(one, 1)));
    }
    if (what == FUNCTIONS)
        return functions(arena, &document, weights, asked, count);
    if (sayso_annotate(annotator, text, strlen(text), NULL, &result) != SAYSO_OK)
        exit(70);
    ss_relations relations = relations_of(arena, &document, result);
    return listen(arena, &document, &relations, weights, asked, count, what);
}

static const ss_speaker_weights *weights_from(const char *path)
{
    ss_speaker_weights *weights = malloc(sizeof *weights);
    FILE *file = fopen(path, "rb");
    if (weights == NULL || file == NULL || fread(weights, sizeof *weights, 1, file) != 1)
        exit(66);
    fclose(file);
    return weights;
}

int main(int argc, char **argv)
{
    const ss_speaker_weights *weights = ss_speaker_weights_builtin();
    wish what = CLUSTERS;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--functions") == 0)
            what = FUNCTIONS;
        else if (strcmp(argv[i], "--candidates") == 0)
            what = CANDIDATES;
        else if (strcmp(argv[i], "--weights") == 0 && i + 1 < argc)
            weights = weights_from(argv[++i]);
        else
            return 64;
    }
    sayso_model *model;
    sayso_annotator *annotator;
    ss_arena arena;
    if (sayso_model_builtin(&model, NULL) != SAYSO_OK || sayso_annotator_create(model, &annotator) != SAYSO_OK)
        return 70;
    ss_arena_init(&arena, SS_ARENA_BUDGET);
    char *line = NULL;
    size_t capacity = 0;
    for (ssize_t length; (length = getline(&line, &capacity, stdin)) > 0;) {
        json_t *request = json_loadb(line, (size_t)length, 0, NULL);
        json_t *out = request == NULL ? NULL : answer(annotator, &arena, weights, request, what);
        if (out == NULL)
            return 65;
        json_dumpf(out, stdout, JSON_COMPACT);
        putchar('\n');
        json_decref(out);
        json_decref(request);
    }
    free(line);
    ss_arena_free(&arena);
    sayso_annotator_free(annotator);
    sayso_model_free(model);
    return 0;
}
