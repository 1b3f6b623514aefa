/* match.c - pairs what a case expects with what a filter found.  Runner. */
#include "match.h"
#include <stdlib.h>
#include <string.h>
#include "field.h"

#define CONTENT_ENOUGH 0.8

typedef struct matcher {
    sc_pool *pool;
    const sc_words *words;
    const sc_answer *answer;
} matcher;

typedef struct places {
    sc_place *place; /* [count] */
    size_t count;
} places;

static places spans_of(sc_pool *pool, Sayso__V1__Span *const *span, size_t count)
{
    places out = {sc_pool_take(pool, (count + 1) * sizeof *out.place), count};
    for (size_t at = 0; at < count; at++)
        out.place[at] = (sc_place){span[at]->start, span[at]->end};
    return out;
}

static places actual_of(const matcher *m, const Sayso__V1__Attribution *one, sc_key key)
{
    if (key == SC_CUE)
        return spans_of(m->pool, &one->cue, one->cue != NULL);
    return key == SC_SOURCE ? spans_of(m->pool, one->source, one->n_source) : spans_of(m->pool, one->content, one->n_content);
}

static places expected_of(sc_pool *pool, const sc_meaning *meaning)
{
    places out = {sc_pool_take(pool, (meaning->count + 1) * sizeof *out.place), 0};
    for (size_t at = 0; at < meaning->count; at++)
        if (!meaning->part[at].none)
            out.place[out.count++] = meaning->part[at].place;
    return out;
}

static bool touches(sc_place wanted, places actual)
{
    return sc_place_touches(wanted, actual.place, actual.count);
}

static bool same_places(places one, places other)
{
    return one.count == other.count && (one.count == 0 || memcmp(one.place, other.place, one.count * sizeof *one.place) == 0);
}

/* One meaning of cue, source or content. */
static bool place_is_right(const matcher *m, const sc_block *block, const sc_meaning *meaning, sc_key key, places actual)
{
    places expected = expected_of(m->pool, meaning);
    if (sc_field_is_listed(sc_block_text(block, SC_EXACT), sc_key_name(key)))
        return same_places(expected, actual);
    if (meaning->part[0].none)
        return actual.count == 0;
    if (key == SC_CUE)
        return touches(meaning->part[0].place, actual);
    if (key == SC_SOURCE)
        return touches(meaning->head, actual);
    return sc_words_overlap(m->words, expected.place, expected.count, actual.place, actual.count) >= CONTENT_ENOUGH;
}

static bool parent_is_right(const matcher *m, const sc_part *part, const Sayso__V1__Attribution *one)
{
    const Sayso__V1__Attribution *parent = NULL;
    for (size_t at = 0; at < m->answer->attribution_count; at++)
        if (one->parent != 0 && m->answer->attribution[at]->id == one->parent)
            parent = m->answer->attribution[at];
    if (part->none || parent == NULL)
        return part->none && parent == NULL;
    return touches(part->place, actual_of(m, parent, SC_CUE));
}

const char *sc_match_name(sc_pool *pool, const Sayso__V1__Speaker *speaker)
{
    sc_bytes escaped = {pool, NULL, 0, 0};
    for (size_t at = 0; speaker != NULL && at < speaker->name.len; at++) { /* the reader takes escapes away again */
        sc_bytes_add(&escaped, "\\", speaker->name.data[at] == '\\');
        sc_bytes_add(&escaped, speaker->name.data + at, 1);
    }
    return speaker == NULL ? NULL : sc_quote_plain(pool, (const char *)escaped.data, escaped.length);
}

static bool text_is_right(const sc_part *part, const char *actual)
{
    return part->none || actual == NULL ? part->none && actual == NULL : strcmp(part->text, actual) == 0;
}

static bool meaning_is_right(const matcher *m, const sc_block *block, const sc_meaning *meaning, sc_key key,
                             const Sayso__V1__Attribution *one)
{
    const sc_part *part = &meaning->part[0];
    switch (key) {
    case SC_CUE:
    case SC_SOURCE:
    case SC_CONTENT:
        return place_is_right(m, block, meaning, key, actual_of(m, one, key));
    case SC_SPEAKER:
        return text_is_right(part, sc_match_name(m->pool, sc_answer_speaker(m->answer, one->speaker)));
    case SC_PARENT:
        return parent_is_right(m, part, one);
    case SC_NEGATED:
        return text_is_right(part, one->negated ? "yes" : "no");
    case SC_KIND:
        return text_is_right(part, sc_field_enum_name(&sayso__v1__kind__descriptor, (int)one->kind));
    default:
        return text_is_right(part, sc_field_enum_name(&sayso__v1__act__descriptor, (int)one->act));
    }
}

static bool key_is_right(const matcher *m, const sc_block *block, sc_key key, const Sayso__V1__Attribution *one)
{
    for (size_t at = 0; at < block->key[key].count; at++)
        if (meaning_is_right(m, block, &block->key[key].meaning[at], key, one))
            return true;
    return block->key[key].count == 0;
}

typedef struct fit {
    double score;
    size_t block, attribution;
} fit;

/* The highest content overlap first; ties: the earlier block, then the earlier attribution. */
static int by_score(const void *one, const void *other)
{
    const fit *a = one, *b = other;
    if (a->score > b->score || a->score < b->score)
        return a->score > b->score ? -1 : 1;
    if (a->block != b->block)
        return a->block < b->block ? -1 : 1;
    return (a->attribution > b->attribution) - (a->attribution < b->attribution);
}

static double content_overlap(const matcher *m, const sc_block *block, const Sayso__V1__Attribution *one)
{
    places expected = {NULL, 0}, actual = actual_of(m, one, SC_CONTENT);
    if (block->key[SC_CONTENT].count > 0)
        expected = expected_of(m->pool, &block->key[SC_CONTENT].meaning[0]);
    return sc_words_overlap(m->words, expected.place, expected.count, actual.place, actual.count);
}

static size_t all_fits(const matcher *m, const sc_expectation *expectation, unsigned compare, fit *out)
{
    size_t count = 0;
    for (size_t b = 0; b < expectation->count; b++)
        for (size_t a = 0; expectation->block[b].kind == SC_CUE && a < m->answer->attribution_count; a++) {
            bool right = true;
            for (sc_key key = 0; key < SC_COMPARED && right; key++)
                right = (compare & (1u << key)) == 0 || key_is_right(m, &expectation->block[b], key, m->answer->attribution[a]);
            if (right)
                out[count++] = (fit){content_overlap(m, &expectation->block[b], m->answer->attribution[a]), b, a};
        }
    qsort(out, count, sizeof *out, by_score);
    return count;
}

/* ---- credits and speakers ------------------------------------------------------------------------------- */

/* Whether one of the readings of a key is this text; a key that is not written asks for nothing. */
static bool reads_as(const sc_meanings *expected, const char *text)
{
    bool right = expected->count == 0;
    for (size_t at = 0; at < expected->count && !right; at++)
        right = text_is_right(&expected->meaning[at].part[0], text);
    return right;
}

static bool enum_is(const sc_block *block, const ProtobufCEnumDescriptor *enumeration, int number)
{
    return reads_as(&block->key[SC_KIND], sc_field_enum_name(enumeration, number));
}

static bool credit_is_found(const matcher *m, const sc_block *block)
{
    for (size_t at = 0; at < m->answer->credit_count; at++) {
        const Sayso__V1__Credit *one = m->answer->credit[at];
        sc_place place = {one->span->start, one->span->end};
        if (sc_words_share(m->words, block->key[SC_CREDIT].meaning[0].part[0].place, place) &&
            enum_is(block, &sayso__v1__credit_kind__descriptor, (int)one->kind))
            return true;
    }
    return false;
}

/* Each phrase of a reading shares a word with one of the actual; `none`: there is none. */
static bool phrases_read(const matcher *m, const sc_meaning *expected, Sayso__V1__Phrase *const *phrase, size_t count)
{
    for (size_t at = 0; at < expected->count; at++) {
        const sc_part *part = &expected->part[at];
        bool found = part->none && count == 0;
        for (size_t one = 0; one < count && !found && !part->none; one++)
            found = sc_words_share(m->words, part->place, (sc_place){phrase[one]->span->start, phrase[one]->span->end});
        if (!found)
            return false;
    }
    return true;
}

static bool phrases_are_right(const matcher *m, const sc_meanings *expected, Sayso__V1__Phrase *const *phrase, size_t count)
{
    bool right = expected->count == 0;
    for (size_t at = 0; at < expected->count && !right; at++)
        right = phrases_read(m, &expected->meaning[at], phrase, count);
    return right;
}

static bool members_read(const matcher *m, const sc_meaning *expected, const Sayso__V1__Speaker *speaker)
{
    for (size_t at = 0; at < expected->count; at++) {
        const sc_part *part = &expected->part[at];
        bool found = part->none && speaker->n_member == 0;
        for (size_t one = 0; one < speaker->n_member && !found; one++)
            found = text_is_right(part, sc_match_name(m->pool, sc_answer_speaker(m->answer, speaker->member[one])));
        if (!found)
            return false;
    }
    return true;
}

static bool members_are_right(const matcher *m, const sc_meanings *expected, const Sayso__V1__Speaker *speaker)
{
    bool right = expected->count == 0;
    for (size_t at = 0; at < expected->count && !right; at++)
        right = members_read(m, &expected->meaning[at], speaker);
    return right;
}

static bool speaker_is_found(const matcher *m, const sc_block *block)
{
    for (size_t at = 0; at < m->answer->speaker_count; at++) {
        const Sayso__V1__Speaker *one = m->answer->speaker[at];
        const char *folded = sc_pool_copy(m->pool, one->key.data, one->key.len);
        if (reads_as(&block->key[SC_NAME], sc_match_name(m->pool, one)) &&
            enum_is(block, &sayso__v1__speaker_kind__descriptor, (int)one->kind) &&
            reads_as(&block->key[SC_FOLDED], folded) &&
            phrases_are_right(m, &block->key[SC_ROLE], one->role, one->n_role) &&
            phrases_are_right(m, &block->key[SC_AFFILIATION], one->affiliation, one->n_affiliation) &&
            members_are_right(m, &block->key[SC_MEMBER], one))
            return true;
    }
    return false;
}

static void count(const sc_expectation *expectation, const sc_answer *answer, sc_match *out)
{
    for (size_t b = 0; b < expectation->count; b++)
        if (expectation->block[b].kind == SC_CUE && !sc_block_is_optional(&expectation->block[b]))
            *(out->found[b] == SC_NO_MATCH ? &out->missed : &out->right) += 1;
    for (size_t a = 0; a < answer->attribution_count; a++)
        out->wrong += !out->answers[a];
    size_t all = 2 * out->right + out->missed + out->wrong;
    out->f1 = all == 0 ? 1 : 2 * (double)out->right / (double)all;
}

sc_match sc_match_pair(sc_pool *pool, const sc_words *words, const sc_expectation *expectation, const sc_answer *answer, unsigned compare)
{
    matcher m = {pool, words, answer};
    sc_match out = {.found = sc_pool_take(pool, (expectation->count + 1) * sizeof *out.found),
                    .answers = sc_pool_take(pool, answer->attribution_count + 1)};
    fit *fits = sc_pool_take(pool, (expectation->count * answer->attribution_count + 1) * sizeof *fits);
    size_t fit_count = all_fits(&m, expectation, compare, fits);
    for (size_t b = 0; b < expectation->count; b++) {
        const sc_block *block = &expectation->block[b];
        bool is_there = (block->kind == SC_CREDIT && credit_is_found(&m, block)) || (block->kind == SC_NAME && speaker_is_found(&m, block));
        out.found[b] = is_there ? 0 : SC_NO_MATCH;
    }
    for (size_t at = 0; at < fit_count; at++)
        if (out.found[fits[at].block] == SC_NO_MATCH && !out.answers[fits[at].attribution]) {
            out.found[fits[at].block] = fits[at].attribution;
            out.answers[fits[at].attribution] = true;
        }
    count(expectation, answer, &out);
    return out;
}
