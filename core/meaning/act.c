#include "meaning/act.h"

#include "meaning/act_frame.h"
#include "meaning/act_lexicon.h"

/* How far before the cue its negation is looked for, when the cue itself is shorter than it should be. */
#define BEFORE_CUE 3u

/* How far past a light verb its noun may stand: "give any further details". */
#define AFTER_LIGHT 3u

typedef struct verdict {
    uint8_t act;
    bool negated;
} verdict;

/* Words that carry tense, number or definiteness and never the act. */
static bool is_function_word(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {
        "'d", "'ll", "'re", "'s", "'ve", "a", "am", "an", "any", "are", "be", "been", "being", "can", "could",
        "did", "do", "does", "had", "has", "have", "having", "is", "may", "might", "must", "shall", "should",
        "the", "to", "was", "were", "will", "would"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (ss_token_is(tokens, token, words[i]))
            return true;
    return false;
}

/* "not only said" affirms. */
static bool is_spent_negation(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {"just", "least", "merely", "only", "simply", "surprisingly", "unexpectedly"};
    if (token >= tokens->count)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (ss_token_is(tokens, token, words[i]))
            return true;
    return false;
}

static bool is_negation(const ss_tokens *tokens, uint32_t token)
{
    static const char *const words[] = {"n't", "neither", "never", "no", "nor", "not", "nothing", "without"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (ss_token_is(tokens, token, words[i]))
            return !is_spent_negation(tokens, token + 1);
    return false;
}

/* "instead of | calling", "rather than | praise": at its first word. */
static bool is_preference(const ss_tokens *tokens, uint32_t token)
{
    return token + 1 < tokens->count &&
           ((ss_token_is(tokens, token, "instead") && ss_token_is(tokens, token + 1, "of")) ||
            (ss_token_is(tokens, token, "rather") && ss_token_is(tokens, token + 1, "than")));
}

/* The source's first token; the number of tokens when the text names no source. */
static uint32_t source_first(const ss_act_scene *scene)
{
    return scene->relation->source_count > 0 ? scene->relation->source[0].first : scene->tokens->count;
}

/* "Neither company would comment"; "No 10 said" is a street's number. */
static bool source_negates(const ss_act_scene *scene)
{
    static const char *const words[] = {"neither", "no", "nobody", "none"};
    const ss_tokens *tokens = scene->tokens;
    uint32_t first = source_first(scene);
    if (first >= tokens->count || (first + 1 < tokens->count && tokens->token[first + 1].kind == SS_TOKEN_NUMBER))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (ss_token_is(tokens, first, words[i]))
            return true;
    return false;
}

/* The first token from which a negation reaches the cue: "did not | say". The source's own is source_negates'. */
static uint32_t first_before(const ss_act_scene *scene)
{
    const ss_tokens *tokens = scene->tokens;
    uint32_t cue = scene->relation->cue.first, first = cue;
    while (first > 0 && cue - first < BEFORE_CUE && tokens->token[first].gap != SS_GAP_PARAGRAPH &&
           first - 1 != source_first(scene)) {
        uint32_t before = first - 1;
        if (before > 0 && is_preference(tokens, before - 1))
            return before - 1;
        if (!is_function_word(tokens, before) && !is_negation(tokens, before) && !ss_act_is_adverb(tokens, before))
            break;
        first = before;
    }
    return first;
}

/* What is refused is the first word of its own that follows: "declined to | comment" says nothing, "refused to |
 * resign" refuses. A light one asks the next: "declined to | give details". */
static verdict read_refusal(const ss_act_scene *scene, uint32_t refuse, bool negated)
{
    const ss_tokens *tokens = scene->tokens;
    bool light = false;
    uint32_t end = refuse + 1 + SS_ACT_REACH;
    for (uint32_t token = refuse + 1; token < tokens->count && token < end; token++) {
        if (tokens->token[token].kind != SS_TOKEN_WORD || tokens->token[token].gap == SS_GAP_PARAGRAPH)
            break;
        if (is_function_word(tokens, token) || ss_act_is_adverb(tokens, token))
            continue;
        uint8_t act = SS_ACT_LIGHT;
        bool known = ss_act_look_up(scene, token, &act);
        if (known && (act & SS_ACT_VALUE_MASK) == SS_ACT_STATEMENT)
            return (verdict){SS_ACT_STATEMENT, !negated};
        if (known && (act & SS_ACT_VALUE_MASK) == SS_ACT_LIGHT && !light) {
            light = true;
            end = token + AFTER_LIGHT + 1;
        }
        if (!light)
            break;
    }
    return (verdict){SS_ACT_REFUSAL, negated};
}

/* Left to right to the first word that decides. Inside a cue a capitalised word is taken for a name ("told the
 * Post") unless `names` says otherwise, as in a headline. *decided is false when no word of the lexicon was met. */
static verdict read_cue(const ss_act_scene *scene, bool names, bool *decided)
{
    ss_range cue = scene->relation->cue;
    bool negated = source_negates(scene);
    verdict weak = {0, false};
    *decided = true;
    for (uint32_t token = first_before(scene); token < cue.end; token++) {
        if (is_negation(scene->tokens, token) || (token < cue.first && is_preference(scene->tokens, token))) {
            negated = !negated;
            continue;
        }
        uint8_t act;
        if (token < cue.first || is_function_word(scene->tokens, token) ||
            (!names && token != cue.first && ss_token_is_capitalised(scene->tokens, token)) ||
            !ss_act_look_up(scene, token, &act))
            continue;
        negated = (act & SS_ACT_POSITIVE) ? false : negated != ((act & SS_ACT_NEGATIVE) != 0);
        switch (act & SS_ACT_VALUE_MASK) {
        case SS_ACT_LIGHT: break;
        case SS_ACT_NEGATES: negated = !negated; break;
        case SS_ACT_REFUSES: return read_refusal(scene, token, negated);
        default:
            if (!(act & SS_ACT_WEAK))
                return (verdict){act & SS_ACT_VALUE_MASK, negated};
            if (weak.act == 0)
                weak = (verdict){act & SS_ACT_VALUE_MASK, negated};
        }
    }
    if (weak.act != 0)
        return weak;
    *decided = false;
    return (verdict){SS_ACT_STATEMENT, negated};
}

static verdict read(const ss_document *document, const ss_relation *relation, bool *decided)
{
    ss_act_scene scene = {&document->tokens, relation};
    verdict found = read_cue(&scene, false, decided);
    return *decided ? found : read_cue(&scene, true, decided);
}

bool ss_act_is_known(const ss_document *document, const ss_relation *relation)
{
    bool decided = false;
    if (relation->cue.first < relation->cue.end)
        read(document, relation, &decided);
    return decided;
}

void ss_acts_assign(const ss_document *document, ss_relations *relations)
{
    for (uint32_t i = 0; i < relations->count; i++) {
        ss_relation *relation = &relations->relation[i];
        bool decided;
        verdict act = {SS_ACT_STATEMENT, false};
        if (relation->cue.first < relation->cue.end)
            act = read(document, relation, &decided);
        relation->act = act.act;
        relation->negated = act.negated;
    }
}
