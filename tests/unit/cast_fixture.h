/* cast_fixture.h - texts whose names were gathered and words tagged, for the tests of who is meant. */
#ifndef CAST_FIXTURE_H
#define CAST_FIXTURE_H
#include "meaning/cast.h"
#include "text_fixture.h"

typedef struct cast_text {
    reading text;
    ss_names names;
    ss_cast cast;
} cast_text;

static inline void cast_read(cast_text *self, const char *words)
{
    uint8_t *tag;
    read_text(&self->text, words);
    const ss_document *document = &self->text.document;
    assert_int_equal(ss_names_read(&self->text.arena, document, NULL, 0, &self->names), SS_OK);
    assert_int_equal(ss_tags_guess(&self->text.arena, document, ss_speaker_weights_builtin(), &tag), SS_OK);
    assert_int_equal(ss_cast_gather(&self->text.arena, document, &self->names, &self->cast), SS_OK);
    self->cast.tag = tag;
}

/* The tokens of the first place where the words stand. */
static inline ss_range cast_range(const cast_text *self, const char *words, const char *phrase)
{
    uint32_t start = (uint32_t)(strstr(words, phrase) - words), end = start + (uint32_t)strlen(phrase);
    ss_range range = {0, 0};
    for (uint32_t i = 0; i < self->text.document.tokens.count; i++) {
        ss_span span = ss_token_span(&self->text.document.tokens, i);
        range.first = span.start == start ? i : range.first;
        range.end = span.end == end ? i + 1 : range.end;
    }
    return range;
}

/* Reads a text, and of it the mention that those words are. */
static inline void cast_read_mention(cast_text *self, const char *words, const char *phrase, ss_mention *mention)
{
    cast_read(self, words);
    ss_mention_read(&self->text.document, &self->names, cast_range(self, words, phrase), mention);
}

/* By the name that it has, or "nobody". */
static inline void cast_expect(const cast_text *self, uint32_t entity, const char *expected)
{
    written out = {{0}, 0};
    write_text(&out, entity == SS_NO_ENTITY ? "nobody" : "");
    if (entity != SS_NO_ENTITY) {
        ss_span span = ss_range_span(&self->text.document.tokens, self->cast.entity[entity].text);
        write_bytes(&out, self->text.text + span.start, span.end - span.start);
    }
    assert_string_equal(out.text, expected);
}

#endif
