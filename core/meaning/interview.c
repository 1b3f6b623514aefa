/* interview.c - tell questions from answers, and who gives them.  Floor: meaning. */
#include "meaning/interview.h"

#include <string.h>

#include "meaning/lexeme.h"

#define GUESTS 16u /* people before the first question that are counted */

static bool asks(const ss_document *document, uint32_t paragraph)
{
    uint32_t end = document->paragraphs.first[paragraph + 1];
    return ss_token_is(&document->tokens, end - 1, "?");
}

static bool says_i(const ss_document *document, uint32_t paragraph)
{
    static const char *const words[] = {"I", "my", "me"};
    for (uint32_t i = document->paragraphs.first[paragraph]; i < document->paragraphs.first[paragraph + 1]; i++)
        if (SS_TOKEN_IS_ONE_OF(&document->tokens, i, words))
            return true;
    return false;
}

/* The token where the first of enough questions with answers starts; 0 when there are not enough. */
static uint32_t first_question(const ss_document *document)
{
    const ss_parts *paragraphs = &document->paragraphs;
    uint32_t first = 0, answers = 0, own = 0;
    for (uint32_t p = 0; p + 1 < paragraphs->count; p++) {
        if (!asks(document, p) || asks(document, p + 1))
            continue;
        first = answers++ == 0 ? paragraphs->first[p] : first;
        own += says_i(document, p + 1);
    }
    return answers >= SS_INTERVIEW_ANSWERS && own >= SS_INTERVIEW_OWN ? first : 0;
}

/* Where the introduction ends: at the first question, or at an earlier answer to what is no question by its mark. */
static uint32_t end_of_introduction(const ss_document *document, uint32_t question)
{
    const ss_parts *paragraphs = &document->paragraphs;
    for (uint32_t p = 0; p < paragraphs->count && paragraphs->first[p] < question; p++)
        if (says_i(document, p))
            return paragraphs->first[p];
    return question;
}

/* "interview", "interviewed", "interviews" */
static bool is_called_interview(const ss_tokens *tokens, uint32_t end)
{
    static const char word[] = "interview";
    for (uint32_t i = 0; i < end; i++) {
        char folded[SS_FOLD_BYTES];
        uint32_t length = ss_lexeme_fold(tokens, i, folded, sizeof folded);
        if (length >= sizeof word - 1 && memcmp(folded, word, sizeof word - 1) == 0)
            return true;
    }
    return false;
}

/* A person's full name or surname. */
static bool names_person(const ss_cast *cast, const ss_name *name, uint32_t entity)
{
    const ss_tokens *tokens = &cast->document->tokens;
    const ss_entity *one = entity == SS_NO_ENTITY ? NULL : &cast->entity[entity];
    return one != NULL && !name->place && one->kind == SS_SPEAKER_PERSON &&
           ss_lexeme_hash(tokens, name->name.end - 1) == ss_lexeme_hash(tokens, one->text.end - 1);
}

/* The person with most names before the token; SS_NO_ENTITY when two have as many. */
static uint32_t most_named(const ss_cast *cast, uint32_t end)
{
    uint32_t entity[GUESTS], names[GUESTS] = {0}, count = 0, best = SS_NO_ENTITY, most = 0;
    for (uint32_t i = 0; i < cast->names->count && cast->names->name[i].name.first < end; i++) {
        uint32_t one = cast->entity_of_name[i], at = 0;
        if (!names_person(cast, &cast->names->name[i], one))
            continue;
        while (at < count && entity[at] != one)
            at++;
        if (at == GUESTS)
            continue;
        count += at == count;
        entity[at] = one;
        names[at]++;
    }
    for (uint32_t i = 0; i < count; i++) {
        best = names[i] > most ? entity[i] : names[i] == most ? SS_NO_ENTITY : best;
        most = names[i] > most ? names[i] : most;
    }
    return best;
}

ss_interview ss_interview_read(const ss_cast *cast)
{
    ss_interview out = {SS_NO_ENTITY, 0};
    if (cast->document->tokens.count == 0)
        return out;
    out.first = first_question(cast->document);
    uint32_t end = end_of_introduction(cast->document, out.first);
    if (is_called_interview(&cast->document->tokens, end))
        out.guest = most_named(cast, end);
    return out;
}

bool ss_interview_answers(const ss_interview *self, const ss_document *document, uint32_t token)
{
    return self->guest != SS_NO_ENTITY && token > self->first && !asks(document, ss_part_of(&document->paragraphs, token));
}
