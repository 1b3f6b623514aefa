/* A rules file that is not what it should be: refused with a reason and a place inside it, or read, and then the
 * same each time. What it finds in a text lies in the text, and costs no more than it may. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "fuzz.h"
#include "meaning/credit.h"
#include "meaning/never_quote.h"

static const char text[] =
    "By Jane Doe, Associated Press\n\nBRUSSELS (AP) \xE2\x80\x94 \xE2\x80\x9CNo, \xFF" "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,\xE2\x80\x9D Ann "
    "Lee tooted. The Iron Lady denied it.\n\nSources: \xE2\x80\xA2 One \xE2\x80\xA2 Two\n\nPhoto: Bo Ek";

static void run(const ss_rules *rules)
{
    ss_arena arena;
    ss_document document;
    ss_credits credits;
    ss_stretches never;
    const uint8_t *wish;
    ss_rules_effort effort = {{0, 20000}, NULL}, other = {{0, 0}, NULL};
    ss_arena_init(&arena, 64u << 20);
    assert(ss_document_read(&arena, (const uint8_t *)text, sizeof text - 1, &document) == SS_OK);
    assert(ss_credits_find(&arena, rules, &document, &effort, &credits) == SS_OK);
    assert(effort.steps.taken <= effort.steps.most + SS_MAX_PATTERN_WINDOW);
    for (uint32_t i = 0; i < credits.count; i++)
        assert(credits.credit[i].span.start < credits.credit[i].span.end && credits.credit[i].span.end < sizeof text);
    assert(ss_never_quotes_find(&arena, rules, &document, &other, &never) == SS_OK);
    for (uint32_t i = 0; i < never.count; i++)
        assert(never.stretch[i].start < never.stretch[i].end && never.furthest[i] < sizeof text);
    assert(ss_cue_words_mark(&arena, &rules->cues, &document, &wish) == SS_OK);
    assert((wish == NULL) == (rules->cues.count == 0));
    ss_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    ss_rules *rules, *again;
    ss_rules_fault fault, other;
    ss_status status = ss_rules_create(SS_PATTERN_LAZY, bytes, length, &rules, &fault);
    assert(status == SS_OK || status == SS_ERR_INVALID_TEXT);
    assert((status == SS_OK) == (rules != NULL) && (status == SS_OK) == (fault.what[0] == '\0'));
    assert(memchr(fault.what, '\0', sizeof fault.what) != NULL && fault.at <= length);
    assert(status == SS_OK || (fault.line > 0 && fault.column > 0));
    assert(ss_rules_create(SS_PATTERN_LAZY, bytes, length, &again, &other) == status);
    assert(strcmp(fault.what, other.what) == 0 && fault.at == other.at);
    if (rules != NULL) {
        assert(strcmp(rules->digest, again->digest) == 0);
        run(rules);
    }
    ss_rules_free(rules);
    ss_rules_free(again);
    return 0;
}
