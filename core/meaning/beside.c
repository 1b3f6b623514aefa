/* beside.c - the name that a noun phrase stands beside and means.  Floor: meaning. */
#include "meaning/beside.h"

#include "meaning/apposition.h"
#include "meaning/lexeme.h"
#include "meaning/predicate.h"
#include "meaning/sort.h"

#define CLAUSE_REACH 20u /* words of "who left in May" */
#define COLON_REACH 40u  /* words of "who would help her:" */

/* Whether an apposition may end there, and no list goes on: "the mayor, Ann Lee," but not "the mayor, Ann Lee and". */
static bool ends_apposition(const ss_tokens *tokens, ss_range sentence, uint32_t token)
{
    static const char *const joins[] = {"and", "or", "nor"};
    if (token >= sentence.end)
        return true;
    if (ss_token_is(tokens, token, ","))
        return token + 1 >= sentence.end || !SS_TOKEN_IS_ONE_OF(tokens, token + 1, joins);
    return tokens->token[token].kind == SS_TOKEN_MARK && !ss_token_is(tokens, token, "-");
}

/* Where the clause behind a noun phrase ends at its comma: "the mayor | who left in May |, Ann Lee,". */
static uint32_t skip_clause(const ss_tokens *tokens, ss_range sentence, uint32_t at)
{
    static const char *const relative[] = {"who", "which", "that", "whose", "whom"};
    if (at >= sentence.end || !SS_TOKEN_IS_ONE_OF(tokens, at, relative))
        return at;
    for (uint32_t i = at + 1; i < sentence.end && i - at < CLAUSE_REACH; i++)
        if (tokens->token[i].kind == SS_TOKEN_MARK)
            return i;
    return at;
}

/* Moves *at behind "called", ", also known as the"; whether such words stand there. */
static bool skip_calling(const ss_tokens *tokens, ss_range sentence, uint32_t *at)
{
    static const char *const calling[] = {"called", "named", "nicknamed", "dubbed"};
    static const char *const also[] = {"also", "better", "otherwise", "commonly", "popularly", "now", "then"};
    uint32_t end = *at + ss_token_is(tokens, *at, ",");
    end += end < sentence.end && SS_TOKEN_IS_ONE_OF(tokens, end, also);
    if (end + 2 < sentence.end && ss_token_is(tokens, end, "known") && ss_token_is(tokens, end + 1, "as"))
        end += 2;
    else if (end + 1 < sentence.end && SS_TOKEN_IS_ONE_OF(tokens, end, calling))
        end++;
    else
        return false;
    *at = end + ss_token_is(tokens, end, "the");
    return true;
}

static uint32_t entity_of(const ss_cast *cast, uint32_t index)
{
    return index < cast->names->count ? cast->entity_of_name[index] : SS_NO_ENTITY;
}

/* "the union | (Acme)", "a band | (The Quills)"; not what only shortens a name: "the Potters' Union | (PU)" */
static uint32_t name_in_brackets(const ss_cast *cast, const ss_mention *mention, ss_range sentence, uint32_t at)
{
    const ss_tokens *tokens = &cast->document->tokens;
    if (at + 2 >= sentence.end || !ss_token_is(tokens, at, "(") ||
        ss_token_is_capitalised(tokens, at - 1) || ss_token_is_capitalised(tokens, mention->head))
        return SS_NO_ENTITY;
    uint32_t index = ss_names_starting(cast->names, at + 1 + ss_token_is(tokens, at + 1, "the"));
    bool whole = index < cast->names->count && cast->names->name[index].name.end < sentence.end &&
                 ss_token_is(tokens, cast->names->name[index].name.end, ")");
    return whole ? entity_of(cast, index) : SS_NO_ENTITY;
}

/* "his publisher | , Simrock,", "a professor | called Abraham Perold", "his mentor | Vilhelm Thomsen" */
static uint32_t name_from(const ss_cast *cast, const ss_mention *mention, ss_range sentence, uint32_t at)
{
    const ss_tokens *tokens = &cast->document->tokens;
    if (at + 1 >= sentence.end || ss_apposition_is_part(tokens, sentence, mention->phrase.first, mention->head))
        return SS_NO_ENTITY;
    bool right_behind = at == mention->head + 1 && !ss_token_is_capitalised(tokens, mention->head);
    bool called = skip_calling(tokens, sentence, &at), comma = !called && ss_token_is(tokens, at, ",");
    bool known = mention->determiner == SS_DETERMINER_DEFINITE || mention->determiner == SS_DETERMINER_POSSESSIVE;
    uint32_t index = ss_names_starting(cast->names, at + comma);
    if (index == cast->names->count || (!called && !known))
        return SS_NO_ENTITY;
    const ss_name *name = &cast->names->name[index];
    bool here = called || (comma ? !name->possessive && ends_apposition(tokens, sentence, name->name.end) : right_behind);
    return here ? entity_of(cast, index) : SS_NO_ENTITY;
}

/* "her adviser | who would help her with it: Ann Lee." */
static uint32_t name_behind_colon(const ss_cast *cast, ss_range sentence, uint32_t at)
{
    const ss_tokens *tokens = &cast->document->tokens;
    if (at >= sentence.end || !ss_token_is(tokens, at, "who"))
        return SS_NO_ENTITY;
    for (uint32_t i = at + 1; i + 1 < sentence.end && i - at < COLON_REACH; i++) {
        if (!ss_token_is(tokens, i, ":"))
            continue;
        uint32_t index = ss_names_starting(cast->names, i + 1);
        bool whole = index < cast->names->count && cast->names->name[index].name.end + 1 >= sentence.end;
        return whole ? entity_of(cast, index) : SS_NO_ENTITY;
    }
    return SS_NO_ENTITY;
}

/* Where all ends that is said of the noun: "his adviser | on trade |". */
static uint32_t end_of_words(const ss_tokens *tokens, const ss_mention *mention, ss_range sentence)
{
    ss_phrase phrase;
    uint32_t first = mention->phrase.first;
    uint32_t end = sentence.end - first > SS_MENTION_MAX_TOKENS ? first + SS_MENTION_MAX_TOKENS : sentence.end;
    bool read = ss_phrase_read(tokens, (ss_range){first, end}, &phrase) && phrase.head == mention->head;
    return read ? phrase.range.end : mention->phrase.end;
}

/* The name behind the head or, where more is said of it, behind that: "his adviser on trade |, Ann Lee,". */
static uint32_t name_behind(const ss_cast *cast, const ss_mention *mention, ss_range sentence)
{
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t entity = name_from(cast, mention, sentence, mention->head + 1);
    uint32_t words = end_of_words(tokens, mention, sentence), end = skip_clause(tokens, sentence, words);
    if (entity == SS_NO_ENTITY && end > mention->head + 1)
        entity = name_from(cast, mention, sentence, end);
    if (entity == SS_NO_ENTITY)
        entity = name_behind_colon(cast, sentence, words);
    return entity == SS_NO_ENTITY ? name_in_brackets(cast, mention, sentence, end) : entity;
}

/* "Simrock, | his publisher,", "Ann Lee, | author of "Ulysses"" */
static uint32_t name_before(const ss_cast *cast, const ss_mention *mention, ss_range sentence)
{
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t comma = mention->phrase.first - 1, end = mention->phrase.end;
    bool title = end + 1 < sentence.end && ss_token_is(tokens, end, "of") && tokens->token[end + 1].kind == SS_TOKEN_QUOTE;
    if (mention->phrase.first < sentence.first + 2 || !ss_token_is(tokens, comma, ",") ||
        (!title && !ends_apposition(tokens, sentence, end)))
        return SS_NO_ENTITY;
    uint32_t index = ss_names_ending(cast->names, comma);
    /* "Ann Lee of Norham, | author of" */
    uint32_t start = index < cast->names->count ? cast->names->name[index].name.first : 0;
    if (start > sentence.first && (ss_token_is(tokens, start - 1, "of") || ss_token_is(tokens, start - 1, "from"))) {
        uint32_t before = ss_names_ending(cast->names, start - 1);
        index = before < cast->names->count ? before : index;
    }
    return entity_of(cast, index);
}

/* "the Larks | team", "the Acme military | alliance": the noun only tells what the name is of, where it tells a sort that is
 * not inside another organisation, as a council is. */
static uint32_t name_inside(const ss_cast *cast, const ss_mention *mention)
{
    const uint32_t whole = SS_SORT_FIRM | SS_SORT_ALLIANCE | SS_SORT_PRESS | SS_SORT_PARTY | SS_SORT_UNION;
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t end = mention->head, sort = ss_sort_of_head(tokens, mention->head);
    if (mention->determiner != SS_DETERMINER_DEFINITE || ss_token_is_capitalised(tokens, mention->head))
        return SS_NO_ENTITY;
    end -= end > mention->phrase.first && cast->tag[end - 1] == SS_TAG_ADJECTIVE &&
           !ss_token_is_capitalised(tokens, end - 1);
    uint32_t index = ss_names_ending(cast->names, end), entity = entity_of(cast, index);
    if (entity == SS_NO_ENTITY || cast->names->name[index].name.first <= mention->phrase.first)
        return SS_NO_ENTITY;
    const ss_entity *one = &cast->entity[entity];
    bool team = (sort & SS_SORT_TEAM) && ss_sort_is_plural_name(cast, one);
    return team || ((sort & whole) && one->kind == SS_SPEAKER_ORGANISATION) ? entity : SS_NO_ENTITY;
}

uint32_t ss_beside_name(const ss_cast *cast, const ss_mention *mention)
{
    ss_range sentence = ss_sentence_range(cast->document, mention->head);
    if (cast->tag[mention->head] == SS_TAG_PLURAL)
        return SS_NO_ENTITY;
    uint32_t entity = name_behind(cast, mention, sentence);
    if (entity == SS_NO_ENTITY)
        entity = name_inside(cast, mention);
    if (entity == SS_NO_ENTITY)
        entity = name_before(cast, mention, sentence);
    return entity != SS_NO_ENTITY && ss_predicate_fits(mention, &cast->entity[entity]) ? entity : SS_NO_ENTITY;
}

/* ---- "her daughters, Ann and Bo Lee" ------------------------------------------------------------------------- */

/* Behind what brackets add to a name, though a full stop stands in them: "Ann Lee | [3] (b. March 1990)". */
static uint32_t skip_brackets(const ss_tokens *tokens, uint32_t at)
{
    uint32_t from = at;
    while (at < tokens->count && (ss_token_is(tokens, at, "(") || ss_token_is(tokens, at, "["))) {
        const char *closing = ss_token_is(tokens, at, "(") ? ")" : "]";
        while (at < tokens->count && at - from < CLAUSE_REACH && !ss_token_is(tokens, at, closing))
            at++;
        if (at == tokens->count || at - from >= CLAUSE_REACH)
            return from;
        at++;
    }
    return at;
}

/* Moves *at behind a comma, "and" or both; *last when "and" was among them. */
static bool skip_join(const ss_tokens *tokens, ss_range sentence, uint32_t *at, bool *last)
{
    uint32_t from = *at;
    *at += *at < sentence.end && ss_token_is(tokens, *at, ",");
    *last = *at < sentence.end && ss_token_is(tokens, *at, "and");
    *at += *last;
    return *at > from;
}

/* "Ann Lee | et al." */
static bool has_others(const ss_tokens *tokens, uint32_t at)
{
    static const char *const others[] = {"al", "al."};
    return at + 1 < tokens->count && ss_token_is(tokens, at, "et") && SS_TOKEN_IS_ONE_OF(tokens, at + 1, others);
}

static bool may_be_several(const ss_mention *mention)
{
    bool known = mention->determiner == SS_DETERMINER_DEFINITE || mention->determiner == SS_DETERMINER_POSSESSIVE ||
                 mention->determiner == SS_DETERMINER_QUANTITY;
    return mention->form == SS_MENTION_NOMINAL && known &&
           (mention->kind == SS_SPEAKER_GROUP || (mention->kind == 0 && mention->determiner == SS_DETERMINER_DEFINITE));
}

uint32_t ss_beside_names(const ss_cast *cast, const ss_mention *mention, uint32_t member[SS_MAX_MEMBERS], ss_range *words)
{
    const ss_tokens *tokens = &cast->document->tokens;
    ss_range sentence = ss_sentence_range(cast->document, mention->head);
    uint32_t count = 0;
    bool plural = cast->tag[mention->head] == SS_TAG_PLURAL || (mention->classes & SS_LEXEME_PLURAL);
    if (!plural || !may_be_several(mention))
        return 0;
    bool named = ss_names_starting(cast->names, mention->head + 1) < cast->names->count;
    uint32_t at = named ? mention->head + 1 : skip_clause(tokens, sentence, end_of_words(tokens, mention, sentence));
    bool comma = at < sentence.end && ss_token_is(tokens, at, ",");
    bool bracket = at < sentence.end && ss_token_is(tokens, at, "(");
    at += comma || bracket;
    words->first = at;
    for (bool last = false; count < SS_MAX_MEMBERS && at < sentence.end;) {
        uint32_t index = ss_names_starting(cast->names, at), entity = entity_of(cast, index);
        if (entity == SS_NO_ENTITY || cast->entity[entity].place || cast->names->name[index].possessive)
            return 0;
        member[count++] = entity;
        words->end = cast->names->name[index].name.end;
        if (has_others(tokens, words->end)) {
            words->end += 2;
            return count;
        }
        at = skip_brackets(tokens, words->end);
        if (at > sentence.end && at < tokens->count)
            sentence.end = ss_sentence_range(cast->document, at).end;
        if (last)
            break;
        if (!skip_join(tokens, sentence, &at, &last))
            return 0;
    }
    bool ends = at >= sentence.end || tokens->token[at].kind == SS_TOKEN_MARK;
    return count > 1 && (ends || !comma) ? count : 0;
}
