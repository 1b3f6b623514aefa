/* coordination.c - cut "France, Germany and the minister" into its parts.  Floor: meaning. */
#include "meaning/lexeme.h"
#include "meaning/mention.h"

typedef struct set_cut {
    const ss_document *document;
    const ss_names *names;
    ss_range *part;
    uint32_t capacity;
    uint32_t count;
} set_cut;

/* Whether the words could be a source of their own, so that "and" joins speakers, not trades or
 * fields: "doctor and author", "health and safety". */
static bool stands_alone(const set_cut *cut, ss_range range, bool *role)
{
    const ss_tokens *tokens = &cut->document->tokens;
    ss_mention mention;
    if (range.first >= range.end)
        return false;
    ss_mention_read(cut->document, cut->names, range, &mention);
    *role = mention.form == SS_MENTION_NOMINAL && mention.kind != SS_SPEAKER_GROUP;
    if (mention.form == SS_MENTION_NAME) {
        ss_range name = cut->names->name[mention.name - 1].name;
        return name.first >= range.first && name.end <= range.end;
    }
    if (mention.form == SS_MENTION_PRONOUN || mention.form == SS_MENTION_FIRST_PERSON)
        return true;
    if (mention.form != SS_MENTION_NOMINAL || mention.kind == 0 || mention.kind == SS_SPEAKER_DOCUMENT)
        return false;
    return mention.determiner != SS_DETERMINER_NONE || mention.number == SS_NUMBER_PLURAL ||
           ss_token_is_capitalised(tokens, range.first);
}

static bool is_inside_name(const ss_names *names, uint32_t token)
{
    uint32_t index = ss_names_from(names, token);
    return index < names->count && ss_range_has(names->name[index].name, token);
}

/* A relative clause or examples: "officials, including X and Y", are no part of the list. */
static bool ends_list(const ss_tokens *tokens, uint32_t token)
{
    static const char *const word[] = {"who", "which", "that", "whose", "like", "including", "such"};
    for (uint32_t i = 0; i < sizeof word / sizeof word[0]; i++)
        if (ss_token_is(tokens, token, word[i]))
            return true;
    return tokens->token[token].kind == SS_TOKEN_QUOTE;
}

/* "The head of the Urban Institute and Brookings Institution", "officials at Citizenship and
 * Immigration Services": "and" between two names that are no persons', the first of them behind a
 * preposition or no name by itself, joins neither speakers nor anything else that we know. */
static bool joins_inside(const set_cut *cut, ss_range left, ss_range right)
{
    const ss_tokens *tokens = &cut->document->tokens;
    ss_mention mention;
    ss_mention_read(cut->document, cut->names, right, &mention);
    if (mention.form != SS_MENTION_NAME || mention.kind == SS_SPEAKER_PERSON)
        return false;
    bool organisation = mention.kind == SS_SPEAKER_ORGANISATION && !cut->names->name[mention.name - 1].place;
    ss_mention_read(cut->document, cut->names, left, &mention);
    if (organisation && mention.form == SS_MENTION_NAME && mention.kind == 0)
        return true;
    for (uint32_t i = left.end; i > left.first; i--) {
        if (ss_token_is(tokens, i - 1, ",") && mention.form != SS_MENTION_NAME)
            return false;
        if ((ss_lexeme_of(tokens, i - 1) & SS_LEXEME_PREPOSITION) && !is_inside_name(cut->names, i - 1))
            return true;
    }
    return false;
}

/* The "and" that joins the last part, source.end when there is none before a relative clause. */
static uint32_t last_and(const set_cut *cut, ss_range *source)
{
    const ss_tokens *tokens = &cut->document->tokens;
    uint32_t found = source->end;
    for (uint32_t i = source->first + 1; i < source->end; i++) {
        if (ends_list(tokens, i)) {
            source->end = i;
            break;
        }
        if (ss_token_is(tokens, i, "and") && !is_inside_name(cut->names, i))
            found = i;
    }
    return found < source->end ? found : source->end;
}

static bool add(set_cut *cut, ss_range range)
{
    if (cut->count == cut->capacity)
        return false;
    cut->part[cut->count++] = range;
    return true;
}

/* The parts before the "and": cut at commas, a role right after a name being its apposition. */
static bool cut_left(set_cut *cut, ss_range left, bool *apposed)
{
    const ss_tokens *tokens = &cut->document->tokens;
    uint32_t start = left.first;
    for (uint32_t i = left.first; i <= left.end; i++) {
        if (i < left.end && (!ss_token_is(tokens, i, ",") || is_inside_name(cut->names, i)))
            continue;
        ss_range item = ss_mention_trim(cut->document, (ss_range){start, i});
        start = i + 1;
        bool role = false;
        if (item.first >= item.end)
            continue;
        bool alone = stands_alone(cut, item, &role);
        if (cut->count > 0 && (role || !alone)) {
            *apposed = true;
            cut->part[cut->count - 1].end = item.end;
            continue;
        }
        *apposed = false;
        if (!alone || !add(cut, item))
            return false;
    }
    return cut->count > 0;
}

uint32_t ss_mention_parts(const ss_document *document, const ss_names *names, ss_range source, ss_range *part,
                          uint32_t capacity)
{
    set_cut cut = {document, names, part, capacity, 0};
    uint32_t joint = last_and(&cut, &source);
    if (joint >= source.end)
        return 0;
    ss_range right = ss_mention_trim(document, (ss_range){joint + 1, source.end});
    bool role = false;
    if (right.first >= right.end || !stands_alone(&cut, right, &role))
        return 0;
    bool apposed = false;
    if (joins_inside(&cut, (ss_range){source.first, joint}, right))
        return 0;
    if (!cut_left(&cut, (ss_range){source.first, joint}, &apposed))
        return 0;
    /* "Smith, the founder and the head of Acme," is one person */
    if (apposed && role && !ss_token_is(&document->tokens, joint - 1, ","))
        return 0;
    if (!add(&cut, right))
        return 0;
    return cut.count;
}
