#include "meaning/act_frame.h"

#include <string.h>

#include "meaning/act_lexicon.h"
#include "meaning/inflection.h"

static ss_act_rules find_rules(const ss_tokens *tokens, uint32_t token)
{
    ss_act_rules none = {NULL, 0};
    char word[SS_INFLECTION_BYTES];
    if (tokens->token[token].kind != SS_TOKEN_WORD || tokens->token[token].length >= SS_INFLECTION_BYTES)
        return none;
    uint32_t length = ss_token_fold(tokens, token, word, sizeof word);
    const char *lemma = ss_act_lexicon_irregular(word, length);
    if (lemma != NULL)
        return ss_act_lexicon_find(lemma, strlen(lemma));
    ss_bases bases;
    ss_inflection_bases(word, length, &bases);
    for (uint32_t i = 0; i < bases.count; i++) {
        ss_act_rules rules = ss_act_lexicon_find(bases.word[i], bases.length[i]);
        if (rules.count != 0)
            return rules;
    }
    return none;
}

bool ss_act_is_adverb(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {
        "again", "all", "already", "also", "always", "earlier", "even", "ever", "further", "just", "later", "long",
        "longer", "not", "now", "often", "once", "quite", "recently", "so", "still", "then", "therefore", "today",
        "too", "very", "yesterday", "yet"};
    ss_span span = ss_token_span(tokens, token);
    if (tokens->token[token].kind != SS_TOKEN_WORD)
        return false;
    if (span.end - span.start > 4 && memcmp(tokens->text + span.end - 2, "ly", 2) == 0)
        return find_rules(tokens, token).count == 0;
    return SS_TOKEN_IS_ONE_OF(tokens, token, words);
}

/* ---- what follows the word -------------------------------------------------------------------- */

static bool is_object_pronoun(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {
        "her", "him", "it", "me", "that", "them", "these", "this", "those", "us", "you"};
    return SS_TOKEN_IS_ONE_OF(tokens, token, words);
}

/* "on Monday", "for 20 years", "for example": the preposition is not the cue's. */
static bool is_date_word(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {
        "days", "decades", "example", "friday", "hours", "instance", "monday", "months", "saturday", "sunday",
        "thursday", "tuesday", "wednesday", "weeks", "years"};
    if (tokens->token[token].kind == SS_TOKEN_NUMBER)
        return true;
    return SS_TOKEN_IS_ONE_OF(tokens, token, words);
}

/* Whether the words of `frame`, parted by single spaces, stand from `token` on. */
static bool words_stand_at(const ss_tokens *tokens, uint32_t token, const char *frame)
{
    char word[SS_INFLECTION_BYTES];
    while (*frame != '\0') {
        size_t size = strcspn(frame, " ");
        memcpy(word, frame, size);
        word[size] = '\0';
        if (token >= tokens->count || !ss_token_is(tokens, token, word))
            return false;
        frame += size;
        frame += *frame == ' ';
        token++;
    }
    return true;
}

static uint32_t skip_adverbs(const ss_tokens *tokens, uint32_t token)
{
    while (token < tokens->count && tokens->token[token].gap != SS_GAP_PARAGRAPH && ss_act_is_adverb(tokens, token))
        token++;
    return token;
}

static bool is_date_preposition(const ss_tokens *tokens, uint32_t token, const char *frame)
{
    return (strcmp(frame, "on") == 0 || strcmp(frame, "for") == 0) && token + 1 < tokens->count &&
           is_date_word(tokens, token + 1);
}

static bool follows(const ss_act_scene *scene, uint32_t token, const char *frame)
{
    const ss_tokens *tokens = scene->tokens;
    ss_range cue = scene->relation->cue;
    /* "not guilty" begins with what is otherwise skipped */
    if (words_stand_at(tokens, token + 1, frame))
        return !is_date_preposition(tokens, token + 1, frame);
    uint32_t next = skip_adverbs(tokens, token + 1);
    if (next < tokens->count && words_stand_at(tokens, next, frame))
        return !is_date_preposition(tokens, next, frame);
    if (next + 1 < tokens->count && is_object_pronoun(tokens, next) && words_stand_at(tokens, next + 1, frame) &&
        strcmp(frame, "to") != 0 && !is_date_preposition(tokens, next + 1, frame))
        return true;
    return cue.end > token + 1 && strchr(frame, ' ') == NULL && strcmp(frame, "to") != 0 &&
           ss_token_is(tokens, cue.end - 1, frame);
}

/* A word that begins a clause, or ends the stretch in which the person addressed is named. */
static bool ends_object(const ss_act_scene *scene, uint32_t token)
{
    static const char *const words[] = {
        "'d", "'ll", "'re", "'ve", "am", "and", "are", "as", "because", "but", "can", "could", "did", "do", "does",
        "had", "has", "have", "he", "how", "i", "if", "is", "may", "might", "must", "n't", "she", "should", "that",
        "they", "was", "we", "were", "what", "when", "where", "whether", "which", "who", "why", "will", "would"};
    const ss_token *at = &scene->tokens->token[token];
    return at->gap == SS_GAP_PARAGRAPH || at->kind == SS_TOKEN_MARK || at->kind == SS_TOKEN_QUOTE ||
           SS_TOKEN_IS_ONE_OF(scene->tokens, token, words);
}

static bool begins_question(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {
        "how", "if", "what", "when", "where", "whether", "which", "who", "whom", "whose", "why"};
    return SS_TOKEN_IS_ONE_OF(tokens, token, words);
}

static bool is_determiner(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {
        "a", "an", "any", "her", "his", "it", "its", "me", "my", "our", "the", "their", "them", "these", "this",
        "those", "us", "your"};
    return SS_TOKEN_IS_ONE_OF(tokens, token, words);
}

/* "to the newspaper" is no infinitive. */
static bool begins_infinitive(const ss_tokens *tokens, uint32_t token)
{
    return ss_token_is(tokens, token, "to") && token + 1 < tokens->count &&
           tokens->token[token + 1].kind == SS_TOKEN_WORD && !ss_token_is_capitalised(tokens, token + 1) &&
           !is_determiner(tokens, token + 1);
}

/* "asked Smith, Jones and Brown to": the comma and the "and". */
static bool joins_names(const ss_tokens *tokens, uint32_t token)
{
    return (ss_token_is(tokens, token, ",") || ss_token_is(tokens, token, "and")) && token > 0 &&
           token + 1 < tokens->count && ss_token_is_capitalised(tokens, token - 1) &&
           (ss_token_is_capitalised(tokens, token + 1) || ss_token_is(tokens, token + 1, "and"));
}

/* Frame "* words": whom it is said to stands between. */
static bool follows_object(const ss_act_scene *scene, uint32_t token, const char *frame)
{
    const ss_tokens *tokens = scene->tokens;
    uint32_t start = skip_adverbs(tokens, token + 1);
    for (uint32_t at = start; at < tokens->count && at <= token + SS_ACT_REACH; at++) {
        if (at > start && words_stand_at(tokens, at, frame))
            return strcmp(frame, "to") != 0 || begins_infinitive(tokens, at);
        if (ends_object(scene, at) && !joins_names(tokens, at))
            return false;
        /* a verb of a clause without "that": "told reporters the firm plans to", but "asked his supporters to" */
        if (at > start && !ss_token_is_capitalised(tokens, at) && !is_determiner(tokens, at - 1) &&
            find_rules(tokens, at).count != 0 && strcmp(frame, "to") == 0)
            return false;
    }
    return false;
}

static bool follows_question(const ss_act_scene *scene, uint32_t token)
{
    const ss_tokens *tokens = scene->tokens;
    for (uint32_t at = token + 1; at < tokens->count && at <= token + SS_ACT_REACH; at++) {
        if (begins_question(tokens, at))
            return true;
        if (ends_object(scene, at) || ss_token_is(tokens, at, "to"))
            return false;
    }
    return false;
}

/* "suggested cutting taxes". */
static bool follows_gerund(const ss_act_scene *scene, uint32_t token)
{
    static const char *const nouns[] = {"anything", "during", "everything", "nothing", "something"};
    const ss_tokens *tokens = scene->tokens;
    uint32_t next = skip_adverbs(tokens, token + 1);
    if (next >= tokens->count || tokens->token[next].kind != SS_TOKEN_WORD || tokens->token[next].length < 5 ||
        tokens->token[next].gap == SS_GAP_PARAGRAPH || ss_token_is_capitalised(tokens, next))
        return false;
    return memcmp(tokens->text + ss_token_span(tokens, next).end - 3, "ing", 3) == 0 && !SS_TOKEN_IS_ONE_OF(tokens, next, nouns);
}

/* ---- source and content ------------------------------------------------------------------------ */

static bool source_has(const ss_act_scene *scene, const char *const *words, size_t count)
{
    for (uint32_t i = 0; i < scene->relation->source_count; i++) {
        ss_range range = scene->relation->source[i];
        for (uint32_t token = range.first; token < range.end; token++)
            if (ss_token_is_one_of(scene->tokens, token, words, count))
                return true;
    }
    return false;
}

static bool source_is_court(const ss_act_scene *scene)
{
    static const char *const words[] = {
        "arbitrator", "court", "courts", "judge", "judges", "jurors", "jury", "justice", "justices", "magistrate",
        "coroner", "inquest", "magistrates", "panel", "referee", "tribunal", "umpire"};
    return source_has(scene, words, sizeof words / sizeof words[0]);
}

static bool source_is_document(const ss_act_scene *scene)
{
    static const char *const words[] = {
        "analysis", "audit", "data", "document", "documents", "email", "emails", "evidence", "figures", "findings",
        "footage", "inquiry", "investigation", "numbers", "paper", "poll", "polling", "polls", "record", "records",
        "report", "reports", "research", "results", "review", "statistics", "studies", "study", "survey",
        "surveys", "test", "tests", "video"};
    return source_has(scene, words, sizeof words / sizeof words[0]);
}

static bool content_is_direct(const ss_act_scene *scene)
{
    return scene->relation->content_count > 0 &&
           scene->tokens->token[scene->relation->content[0].first].kind == SS_TOKEN_QUOTE;
}

static bool stands_before(const ss_act_scene *scene, uint32_t token, const char *word)
{
    return (token >= 1 && ss_token_is(scene->tokens, token - 1, word)) ||
           (token >= 2 && ss_token_is(scene->tokens, token - 2, word));
}

static bool frame_fits(const ss_act_scene *scene, uint32_t token, const char *frame)
{
    if (frame[0] == '\0')
        return true;
    if (frame[0] == '<')
        return stands_before(scene, token, frame + 1);
    if (frame[0] == '*')
        return follows_object(scene, token, frame + 2);
    if (strcmp(frame, "@court") == 0)
        return source_is_court(scene);
    if (strcmp(frame, "@document") == 0)
        return source_is_document(scene);
    if (strcmp(frame, "direct") == 0)
        return content_is_direct(scene);
    if (strcmp(frame, "to do") == 0)
        return token + 1 < scene->tokens->count && begins_infinitive(scene->tokens, token + 1);
    if (strcmp(frame, "ing") == 0)
        return follows_gerund(scene, token);
    if (strcmp(frame, "wh") == 0)
        return follows_question(scene, token);
    return follows(scene, token, frame);
}

bool ss_act_look_up(const ss_act_scene *scene, uint32_t token, uint8_t *act)
{
    ss_act_rules rules = find_rules(scene->tokens, token);
    for (uint32_t i = 0; i < rules.count; i++) {
        if (frame_fits(scene, token, rules.rule[i].frame)) {
            *act = rules.rule[i].act;
            return true;
        }
    }
    return false;
}
