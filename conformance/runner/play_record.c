/* play_record.c - verbs of a session that look at what was found.  Runner. */
#include <string.h>
#include "play_inside.h"

/* source, cue and content are what their spans cover; name is that of the speaker. */
static bool value_of(sc_play_state *play, const sc_document *document, const Sayso__V1__Attribution *one, const char *key, sc_value *out)
{
    if (strcmp(key, "source") == 0)
        *out = sc_answer_slice(play->pool, document->text, one->source, one->n_source);
    else if (strcmp(key, "cue") == 0)
        *out = sc_answer_slice(play->pool, document->text, &one->cue, one->cue != NULL);
    else if (strcmp(key, "content") == 0)
        *out = sc_answer_slice(play->pool, document->text, one->content, one->n_content);
    else if (strcmp(key, "name") == 0) {
        const Sayso__V1__Speaker *speaker = sc_answer_speaker(&document->answer, one->speaker);
        out->length = speaker == NULL ? 0 : speaker->name.len;
        out->data = sc_pool_copy(play->pool, speaker == NULL ? NULL : speaker->name.data, out->length);
    } else
        return sc_field_get(play->pool, &one->base, key, out);
    return true;
}

static const char *look(sc_play_state *play, const sc_line *line, bool every)
{
    uint32_t id, last;
    const char *fault = sc_play_range(play, line, 1, &id, &last);
    const sc_document *document = fault == NULL ? sc_play_find(play, id) : NULL;
    if (document == NULL || document->text == NULL)
        return fault != NULL ? fault : "only an answered document can be looked at: `expect done` first";
    size_t fitting = 0, count = document->answer.attribution_count;
    for (size_t at = 0; at < count; at++) {
        const Sayso__V1__Attribution *one = document->answer.attribution[at];
        bool fits = true;
        for (size_t word = 0; word < line->count && fits; word++) {
            sc_value actual;
            if (line->word[word].key == NULL)
                continue;
            if (!value_of(play, document, one, line->word[word].key, &actual))
                return sc_pool_print(play->pool, "an attribution has no %s", line->word[word].key);
            fits = sc_play_fits(play, &line->word[word], &actual, sc_field_is_number(&one->base, line->word[word].key));
            if (!fits && every)
                return sc_pool_print(play->pool, "attribution %u has the %s %s", one->id, line->word[word].key, actual.data);
        }
        fitting += fits;
    }
    return every || fitting > 0 ? NULL : sc_pool_print(play->pool, "no attribution of %zu is the one that was awaited", count);
}

const char *sc_play_some(sc_play_state *play, const sc_line *line)
{
    return look(play, line, false);
}

const char *sc_play_every(sc_play_state *play, const sc_line *line)
{
    return look(play, line, true);
}

/* same frames 1 2: byte for byte, but for the document's id and elapsed_us; same records 1 2: what counts in the end. */
const char *sc_play_same(sc_play_state *play, const sc_line *line)
{
    const sc_word *how = sc_script_bare(line, 0);
    uint32_t one, other, last;
    const char *fault = sc_play_range(play, line, 1, &one, &last);
    if (fault == NULL)
        fault = sc_play_range(play, line, 2, &other, &last);
    const sc_document *mine = fault == NULL ? sc_play_find(play, one) : NULL, *theirs = fault == NULL ? sc_play_find(play, other) : NULL;
    if (mine == NULL || theirs == NULL)
        return fault != NULL ? fault : "only answered documents can be compared";
    if (strcmp(how->value[0].data, "records") == 0) {
        fault = sc_answer_compare(play->pool, &mine->answer, &theirs->answer);
        return fault == NULL ? NULL : sc_pool_print(play->pool, "documents %u and %u have other records: %s", one, other, fault);
    }
    bool same = sc_answer_same_frames(&mine->answer, &theirs->answer);
    return same ? NULL : sc_pool_print(play->pool, "documents %u and %u have other frames (D4)", one, other);
}
