/* reference.c - pick out what may mean a person, an organisation, a group or a document.  Floor: meaning. */
#include "meaning/reference.h"

#include "base/limits.h"
#include "meaning/lexeme.h"

#define PHRASE_REACH 6u /* words before a head */

/* Moves past names and what is said of them; false when the token is neither. */
static bool skip_name(ss_references *self)
{
    const ss_names *names = self->names;
    while (self->name < names->count && names->name[self->name].name.end <= self->next)
        self->name++;
    if (self->name > 0 && ss_range_has(names->name[self->name - 1].after.role, self->next)) {
        self->next = names->name[self->name - 1].after.role.end;
        return true;
    }
    if (self->name == names->count)
        return false;
    const ss_name *name = &names->name[self->name];
    if (ss_range_has(name->name, self->next)) {
        self->next = name->name.end;
        return true;
    }
    if (ss_range_has(name->before.role, self->next)) {
        self->next = name->before.role.end;
        return true;
    }
    return false;
}

static bool read_pronoun(const ss_references *self, uint32_t token, ss_mention *out)
{
    static const char *const words[] = {"he",  "she",   "him",     "her",     "his",  "hers", "himself", "herself", "they",
                                        "them", "their", "theirs", "themselves", "it", "its", "itself"};
    if (self->tag[token] != SS_TAG_PRONOUN || !SS_TOKEN_IS_ONE_OF(&self->document->tokens, token, words))
        return false;
    ss_mention_read(self->document, self->names, (ss_range){token, token + 1}, out);
    return out->form == SS_MENTION_PRONOUN;
}

static uint32_t phrase_start(const ss_references *self, uint32_t sentence, uint32_t head)
{
    const ss_tokens *tokens = &self->document->tokens;
    uint32_t first = head;
    for (; first > sentence && head - first < PHRASE_REACH; first--) {
        uint8_t tag = self->tag[first - 1];
        bool inside = ss_tag_is_noun(tag) || tag == SS_TAG_NAME || tag == SS_TAG_ADJECTIVE || tag == SS_TAG_NUMBER;
        if (!inside && !ss_token_is(tokens, first - 1, "'s"))
            break;
    }
    static const char *const owners[] = {"his", "her", "its", "their", "my", "our", "your", "whose"};
    if (first > sentence && (self->tag[first - 1] == SS_TAG_DETERMINER || SS_TOKEN_IS_ONE_OF(tokens, first - 1, owners)))
        first--;
    return first;
}

/* "is a nurse", "as a nurse" */
static bool is_predicate(const ss_references *self, uint32_t sentence, uint32_t first)
{
    static const char *const words[] = {"as", "become", "became", "becoming", "remained", "named", "elected", "appointed"};
    while (first > sentence && self->tag[first - 1] == SS_TAG_ADVERB)
        first--;
    return first > sentence && (self->tag[first - 1] == SS_TAG_AUXILIARY ||
                                SS_TOKEN_IS_ONE_OF(&self->document->tokens, first - 1, words));
}

/* "Thais", "the French": the people of a country. */
static bool is_people(const ss_references *self, uint32_t head)
{
    const ss_tokens *tokens = &self->document->tokens;
    if (!ss_token_is_capitalised(tokens, head))
        return false;
    uint32_t classes = ss_lexeme_of(tokens, head);
    bool joined = head + 1 < tokens->count && tokens->token[head + 1].gap == SS_GAP_NONE && ss_token_is(tokens, head + 1, "-");
    if (!(classes & SS_LEXEME_NATION) || joined)
        return false;
    uint8_t next = head + 1 < tokens->count ? self->tag[head + 1] : SS_TAG_MARK;
    bool alone = next != SS_TAG_NAME && next != SS_TAG_ADJECTIVE && !ss_tag_is_noun(next);
    return alone && ((classes & SS_LEXEME_PLURAL) || (head > 0 && ss_token_is(tokens, head - 1, "the")));
}

/* "the Senate", "this Court": a capital of its own, and no part of a longer name. */
static bool is_body(const ss_references *self, uint32_t head)
{
    const ss_tokens *tokens = &self->document->tokens;
    static const char *const determiner[] = {"the", "this", "that", "our"};
    return self->tag[head] == SS_TAG_NAME && head > 0 && SS_TOKEN_IS_ONE_OF(tokens, head - 1, determiner) &&
           (ss_lexeme_of(tokens, head) & (SS_LEXEME_ORGANISATION | SS_LEXEME_ROLE)) &&
           (head + 1 == tokens->count || self->tag[head + 1] != SS_TAG_NAME);
}

/* "Senate Republicans", "Republican Senators": with a capital of its own behind another one, and not in capitals
 * throughout. */
static bool is_party(const ss_references *self, uint32_t sentence, uint32_t head)
{
    const ss_tokens *tokens = &self->document->tokens;
    if (self->tag[head] != SS_TAG_NAME)
        return false;
    uint32_t classes = ss_lexeme_of(tokens, head);
    bool several = (classes & SS_LEXEME_GROUP) || ((classes & SS_LEXEME_ROLE) && (classes & SS_LEXEME_PLURAL));
    uint8_t last = tokens->text[ss_token_span(tokens, head).end - 1];
    return several && last >= 'a' && head > sentence + 1 &&
           ss_token_is_capitalised(tokens, head - 1) && (ss_lexeme_of(tokens, head - 1) & (SS_LEXEME_ROLE | SS_LEXEME_ORGANISATION)) &&
           (head + 1 == tokens->count || self->tag[head + 1] != SS_TAG_NAME);
}

/* "a nurse and | poet": of the same one, where the first is a predicate. */
static bool is_joined(const ss_references *self, uint32_t sentence, uint32_t first)
{
    return first > sentence + 1 && ss_tag_is_noun(self->tag[first - 2]) &&
           (ss_token_is(&self->document->tokens, first - 1, "and") || ss_token_is(&self->document->tokens, first - 1, ","));
}

static bool read_phrase(ss_references *self, uint32_t head, ss_mention *out)
{
    const ss_document *document = self->document;
    uint32_t sentence = ss_sentence_range(document, head).first;
    bool people = is_people(self, head), named = is_body(self, head) || is_party(self, sentence, head);
    if ((!ss_tag_is_noun(self->tag[head]) && !people && !named) ||
        (head + 1 < document->tokens.count && ss_tag_is_noun(self->tag[head + 1])))
        return false;
    const uint32_t somebody = SS_LEXEME_ROLE | SS_LEXEME_MALE | SS_LEXEME_FEMALE | SS_LEXEME_ORGANISATION | SS_LEXEME_GROUP |
                              SS_LEXEME_DOCUMENT;
    uint32_t classes = ss_lexeme_of(&document->tokens, head);
    if (!(classes & somebody) && !people)
        return false;
    uint32_t first = phrase_start(self, sentence, head);
    bool bare = first == head && self->tag[head] == SS_TAG_NOUN;
    self->predicate = is_predicate(self, sentence, first) || (bare && is_joined(self, sentence, first));
    if (bare && !self->predicate)
        return false;
    ss_mention_read(document, self->names, (ss_range){first, head + 1}, out);
    if (out->form != SS_MENTION_NOMINAL || out->head != head)
        return false;
    if (out->kind == 0 && (classes & (SS_LEXEME_MALE | SS_LEXEME_FEMALE)) && self->tag[head] == SS_TAG_NOUN)
        out->kind = SS_SPEAKER_PERSON;
    return out->kind != 0;
}

bool ss_references_next(ss_references *self, uint32_t before, ss_mention *out)
{
    while (self->next < before && self->found < SS_MAX_REFERENCES) {
        if (skip_name(self))
            continue;
        uint32_t token = self->next++;
        self->predicate = false;
        if (read_pronoun(self, token, out) || read_phrase(self, token, out)) {
            self->found++;
            return true;
        }
    }
    return false;
}
