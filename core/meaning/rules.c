#include "meaning/rules.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "meaning/rules_pattern.h"

/* The rules, their patterns' sources, and a file's text taken apart: some ten times a file's bytes. */
#define RULES_BUDGET ((size_t)24 << 20)

/* Patterns are machine code, and at nearly every byte the first look says that none begins there. */
#define PATTERN_BYTES_AN_OPERATION (16u * SS_BYTES_AN_OPERATION)

typedef struct name_value {
    const char *name;
    uint8_t value;
} name_value;

static const name_value kinds[] = {{"BYLINE", SS_CREDIT_BYLINE}, {"DATELINE", SS_CREDIT_DATELINE}, {"WIRE", SS_CREDIT_WIRE},
                                   {"PUBLISHER", SS_CREDIT_PUBLISHER}, {"SOURCE_LINK", SS_CREDIT_SOURCE_LINK}, {NULL, 0}};
static const name_value places[] = {{"head", SS_CREDIT_HEAD}, {"tail", SS_CREDIT_TAIL}, {"end", SS_CREDIT_END},
                                    {"anywhere", SS_CREDIT_ANYWHERE}, {NULL, 0}};
static const name_value answers[] = {{"no", 0}, {"yes", 1}, {NULL, 0}};
static const name_value acts[] = {{"off", 0}, {"STATEMENT", SS_ACT_STATEMENT}, {"DENIAL", SS_ACT_DENIAL},
                                  {"QUESTION", SS_ACT_QUESTION}, {"ORDER", SS_ACT_ORDER}, {"PROMISE", SS_ACT_PROMISE},
                                  {"BELIEF", SS_ACT_BELIEF}, {"INTENTION", SS_ACT_INTENTION}, {"ATTITUDE", SS_ACT_ATTITUDE},
                                  {"PERCEPTION", SS_ACT_PERCEPTION}, {"RULING", SS_ACT_RULING}, {"REFUSAL", SS_ACT_REFUSAL},
                                  {NULL, 0}};

/* What the rules of one or two files are gathered into. Room is made for all of them at once. */
typedef struct builder {
    ss_rules *rules;
    ss_arena *arena;
    const ss_rules_text *own; /* the program's */
    ss_rules_text text;       /* of the file at hand */
    ss_rules_fault *fault;    /* about it */
    ss_pattern_engine engine; /* of its patterns */
    bool user;
    ss_credit_rule *credit;   /* [rules->credit_count] */
    ss_never_rule *never;     /* [rules->never_count] */
    ss_definition *definition;
    ss_definitions definitions;
    ss_cue_word *cue;
    uint32_t cue_count;
    ss_alias *alias;
    uint32_t alias_count;
    const char **off;         /* [off_count] names of built-in credits */
    uint32_t off_count;
    uint32_t pattern_count;   /* of the user: rules and definitions that have one */
} builder;

#define REFUSE(self, where, ...) ss_rules_refuse(&(self)->text, (where).from.start, (self)->fault, __VA_ARGS__)

static bool is(const ss_rule_text *text, const char *word)
{
    return strcmp(text->text, word) == 0;
}

static ss_status choose(builder *self, const ss_rule_text *value, const name_value *list, uint8_t *out)
{
    char all[128] = "";
    size_t at = 0;
    for (; list->name != NULL; list++) {
        if (is(value, list->name)) {
            *out = list->value;
            return SS_OK;
        }
        if (at < sizeof all)
            at += (size_t)snprintf(all + at, sizeof all - at, "%s%s", at == 0 ? "" : list[1].name == NULL ? " or " : ", ", list->name);
    }
    return REFUSE(self, *value, "here stands %s, not '%.40s'", all, value->text);
}

/* ---- names ------------------------------------------------------------------------------------------ */

static bool is_name_byte(char byte, bool definition)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (definition ? byte == '_' : byte == '-');
}

static ss_status check_name(builder *self, const ss_rule *rule, bool definition)
{
    const ss_rule_text *name = &rule->name;
    uint32_t most = definition ? SS_MAX_DEFINITION_NAME_BYTES : SS_MAX_RULE_NAME_BYTES;
    bool good = name->length > 0 && name->length <= most && !rule->quoted;
    for (uint32_t i = 0; i < name->length; i++)
        good = good && is_name_byte(name->text[i], definition);
    if (good && !(definition && name->text[0] >= '0' && name->text[0] <= '9'))
        return SS_OK;
    if (name->length == 0)
        return REFUSE(self, rule->word, "%s and no name behind it", rule->word.text);
    return REFUSE(self, *name, "a name here is of letters, digits and %s, at most %u of them, without quotation marks",
                  definition ? "_ and begins with no digit" : "-", most);
}

static bool is_off(const builder *self, const char *name)
{
    for (uint32_t i = 0; i < self->off_count; i++)
        if (strcmp(self->off[i], name) == 0)
            return true;
    return false;
}

static bool is_taken(const builder *self, const char *name)
{
    for (uint32_t i = 0; i < self->rules->credit_count; i++)
        if (strcmp(self->credit[i].name, name) == 0)
            return true;
    for (uint32_t i = 0; i < self->rules->never_count; i++)
        if (strcmp(self->never[i].name, name) == 0)
            return true;
    return false;
}

/* ---- patterns --------------------------------------------------------------------------------------- */

static ss_status compile(builder *self, const ss_rule_text *value, ss_pattern **out)
{
    if (value->length == 0)
        return REFUSE(self, *value, "no pattern behind the =");
    ss_status status = ss_rules_pattern(self->arena, &self->definitions, &self->text, value, self->engine, out, self->fault);
    if (status == SS_OK)
        self->rules->pattern[self->rules->pattern_count++] = *out;
    return status;
}

static ss_status count_pattern(builder *self, const ss_rule *rule)
{
    if (self->user && ++self->pattern_count > SS_MAX_RULE_PATTERNS)
        return REFUSE(self, rule->word, "more than %u rules with patterns", SS_MAX_RULE_PATTERNS);
    return SS_OK;
}

/* A definition of a user is tried at once, so that what is wrong in it is told there. */
static ss_status add_definition(builder *self, const ss_rule *rule)
{
    char use[SS_MAX_DEFINITION_NAME_BYTES + 8];
    ss_pattern *tried = NULL;
    ss_status status = check_name(self, rule, true);
    if (status == SS_OK && (!rule->has_value || rule->value.length == 0))
        status = REFUSE(self, rule->word, "a definition is written: define NAME = PATTERN");
    if (status == SS_OK && ss_definition_find(&self->definitions, rule->name.text) != NULL)
        status = REFUSE(self, rule->name, "'%s' is defined already: choose another name", rule->name.text);
    if (status == SS_OK)
        status = count_pattern(self, rule);
    if (status == SS_OK && self->user)
        status = compile(self, &rule->value, &tried);
    if (status != SS_OK)
        return status;
    self->definition[self->definitions.count++] = (ss_definition){rule->name.text, rule->value.text};
    if (!self->user)
        return SS_OK;
    snprintf(use, sizeof use, "(?&%s)", rule->name.text);
    ss_rule_text used = {use, (uint32_t)strlen(use), rule->name.from};
    return compile(self, &used, &tried);
}

/* ---- credits and what is never a quote -------------------------------------------------------------- */

/* Texts with " | " between them. */
static ss_status read_needs(builder *self, const ss_rule_text *value, ss_credit_rule *credit)
{
    const char *list[SS_MAX_RULE_NEEDS];
    uint32_t count = 0;
    for (const char *at = value->text, *end = at; at != NULL; at = *end == '\0' ? NULL : end + 3) {
        end = strstr(at, " | ");
        end = end == NULL ? at + strlen(at) : end;
        if (end == at || count == SS_MAX_RULE_NEEDS)
            return REFUSE(self, *value, "here stand 1 to %u texts, with a bar between blanks between them", SS_MAX_RULE_NEEDS);
        char *text = ss_arena_alloc(self->arena, (size_t)(end - at) + 1, 1);
        if (text == NULL)
            return SS_ERR_MEMORY;
        list[count++] = memcpy(text, at, (size_t)(end - at));
    }
    const char **kept = ss_arena_copy(self->arena, list, count, sizeof *kept);
    if (kept == NULL)
        return SS_ERR_MEMORY;
    credit->needs = kept;
    credit->needs_count = count;
    return SS_OK;
}

static ss_status set_credit(builder *self, const ss_rule_setting *setting, ss_credit_rule *credit)
{
    const ss_rule_text *name = &setting->name, *value = &setting->value;
    uint8_t once;
    ss_pattern **pattern = is(name, "find")      ? &credit->find
                           : is(name, "each")    ? &credit->each
                           : is(name, "further") ? &credit->further
                                                 : NULL;
    if (pattern != NULL)
        return *pattern == NULL ? compile(self, value, pattern) : REFUSE(self, *name, "a second '%s' of one credit", name->text);
    if (is(name, "gives"))
        return choose(self, value, kinds, &credit->kind);
    if (is(name, "where"))
        return choose(self, value, places, &credit->place);
    if (is(name, "needs"))
        return read_needs(self, value, credit);
    if (!is(name, "once"))
        return REFUSE(self, *name, "a credit has gives, where, needs, find, each, further and once, and no '%.40s'", name->text);
    ss_status status = choose(self, value, answers, &once);
    credit->once = status == SS_OK && once == 1;
    return status;
}

static bool is_builtin_credit(const builder *self, const char *name)
{
    for (uint32_t i = 0; i < self->own->count; i++)
        if (is(&self->own->rule[i].word, "credit") && is(&self->own->rule[i].name, name))
            return true;
    return false;
}

static ss_status switch_off(builder *self, const ss_rule *rule)
{
    if (!is(&rule->value, "off"))
        return REFUSE(self, rule->value, "here stands off or nothing: a credit's settings are in lines of their own, indented");
    if (!is_builtin_credit(self, rule->name.text))
        return REFUSE(self, rule->name, "the program has no credit '%.64s' of its own to be switched off", rule->name.text);
    self->off[self->off_count++] = rule->name.text;
    return SS_OK;
}

static ss_status add_credit(builder *self, const ss_rule *rule)
{
    ss_credit_rule credit = {.name = rule->name.text, .place = SS_CREDIT_ANYWHERE};
    ss_status status = check_name(self, rule, false);
    if (status == SS_OK && rule->has_value)
        return switch_off(self, rule);
    if (status == SS_OK && !self->user && is_off(self, rule->name.text))
        return SS_OK;
    if (status == SS_OK && (is_taken(self, rule->name.text) || (self->user && is_builtin_credit(self, rule->name.text))))
        status = REFUSE(self, rule->name, "there is a rule '%s' already: choose another name", rule->name.text);
    if (status == SS_OK)
        status = count_pattern(self, rule);
    for (uint32_t i = 0; i < rule->setting_count && status == SS_OK; i++)
        status = set_credit(self, &rule->setting[i], &credit);
    if (status == SS_OK && (credit.kind == 0 || credit.find == NULL))
        status = REFUSE(self, rule->word, "a credit needs gives = KIND and find = PATTERN");
    if (status == SS_OK)
        self->credit[self->rules->credit_count++] = credit;
    return status;
}

static ss_status add_never(builder *self, const ss_rule *rule)
{
    ss_never_rule never = {.name = rule->name.text};
    ss_status status = check_name(self, rule, false);
    if (status == SS_OK && (is_taken(self, rule->name.text) || is_builtin_credit(self, rule->name.text)))
        status = REFUSE(self, rule->name, "there is a rule '%s' already: choose another name", rule->name.text);
    if (status == SS_OK)
        status = count_pattern(self, rule);
    if (status == SS_OK && (rule->setting_count != 1 || !is(&rule->setting[0].name, "find")))
        status = REFUSE(self, rule->word, "a never-a-quote rule has one setting, indented in the line below it: find = PATTERN");
    if (status == SS_OK)
        status = compile(self, &rule->setting[0].value, &never.find);
    if (status == SS_OK)
        self->never[self->rules->never_count++] = never;
    return status;
}

/* ---- cue words and speakers ------------------------------------------------------------------------- */

static ss_status add_cue(builder *self, const ss_rule *rule)
{
    ss_cue_word cue = {0};
    if (!rule->quoted || !rule->has_value)
        return REFUSE(self, rule->word, "a cue is written: cue \"WORD\" = ACT, or = off");
    ss_status status = choose(self, &rule->value, acts, &cue.act);
    if (status == SS_OK && self->cue_count == SS_MAX_RULE_CUES)
        status = REFUSE(self, rule->word, "more than %u cues", SS_MAX_RULE_CUES);
    if (status == SS_OK)
        status = ss_cue_word_read(self->arena, rule->name.text, rule->name.length, &cue);
    if (status == SS_ERR_LIMIT)
        return REFUSE(self, rule->name, "a cue has 1 to %u words, and no other marks", SS_MAX_RULE_WORDS);
    if (status == SS_OK)
        self->cue[self->cue_count++] = cue;
    return status;
}

static ss_status add_alias(builder *self, const ss_rule *rule)
{
    ss_rule_text name;
    if (!rule->quoted || !rule->has_value || !ss_rules_unquote(self->arena, &rule->value, &name))
        return REFUSE(self, rule->word, "a speaker is written: speaker \"ANOTHER NAME\" = \"NAME\"");
    if (name.length > SS_MAX_NAME_BYTES || rule->name.length > SS_MAX_NAME_BYTES)
        return REFUSE(self, rule->name, "a name of more than %u bytes", SS_MAX_NAME_BYTES);
    ss_alias alias = {.name = name.text};
    alias.key = ss_alias_key(self->arena, rule->name.text, rule->name.length);
    alias.name_key = ss_alias_key(self->arena, name.text, name.length);
    if (alias.key == NULL || alias.name_key == NULL)
        return SS_ERR_MEMORY;
    if (alias.key[0] == '\0' || alias.name_key[0] == '\0')
        return REFUSE(self, rule->word, "a speaker without a name");
    self->alias[self->alias_count++] = alias;
    return SS_OK;
}

/* ---- files ------------------------------------------------------------------------------------------ */

static ss_status add_rule(builder *self, const ss_rule *rule)
{
    if (is(&rule->word, "credit"))
        return add_credit(self, rule);
    if (is(&rule->word, "never-a-quote"))
        return add_never(self, rule);
    if (is(&rule->word, "cue"))
        return add_cue(self, rule);
    if (is(&rule->word, "speaker"))
        return add_alias(self, rule);
    if (is(&rule->word, "define"))
        return add_definition(self, rule);
    return REFUSE(self, rule->word, "a rule begins with credit, cue, speaker, never-a-quote or define, not '%.40s'", rule->word.text);
}

static ss_status add_rules(builder *self, const ss_rules_text *text, bool user, ss_pattern_engine engine,
                           ss_rules_fault *fault)
{
    ss_status status = SS_OK;
    self->text = *text;
    self->user = user;
    self->engine = engine;
    self->fault = fault;
    for (uint32_t i = 0; i < text->count && status == SS_OK; i++)
        status = add_rule(self, &text->rule[i]);
    return status;
}

static bool make_room(builder *self, size_t rules)
{
    self->credit = ss_arena_alloc(self->arena, rules, sizeof *self->credit);
    self->never = ss_arena_alloc(self->arena, rules, sizeof *self->never);
    self->definition = ss_arena_alloc(self->arena, rules, sizeof *self->definition);
    self->cue = ss_arena_alloc(self->arena, rules, sizeof *self->cue);
    self->alias = ss_arena_alloc(self->arena, rules, sizeof *self->alias);
    self->off = ss_arena_alloc(self->arena, rules, sizeof *self->off);
    self->rules->pattern = ss_arena_alloc(self->arena, rules, 3 * sizeof *self->rules->pattern);
    self->rules->credit = self->credit;
    self->rules->never = self->never;
    self->definitions.definition = self->definition;
    return self->credit != NULL && self->never != NULL && self->definition != NULL && self->cue != NULL &&
           self->alias != NULL && self->off != NULL && self->rules->pattern != NULL;
}

/* The program's definitions come first, as a user may use them; its credits last, as the user's win. */
static ss_status build(builder *self, const ss_rules_text *user, ss_pattern_engine engine, ss_rules_fault *fault)
{
    ss_rules_fault inside;
    ss_rules_text definitions = *self->own, credits = *self->own;
    while (credits.count > 0 && is(&credits.rule->word, "define")) {
        credits.rule++;
        credits.count--;
    }
    definitions.count -= credits.count;
    ss_status status = add_rules(self, &definitions, false, engine, &inside);
    if (status == SS_OK)
        status = add_rules(self, user, true, SS_PATTERN_COUNTED, fault);
    if (status == SS_OK)
        status = add_rules(self, &credits, false, engine, &inside);
    if (status == SS_OK)
        status = ss_cue_words_index(self->arena, self->cue, self->cue_count, &self->rules->cues);
    if (status == SS_OK)
        status = ss_aliases_index(self->arena, self->alias, self->alias_count, &self->rules->aliases);
    return status;
}

static void write_digest(ss_rules *rules, const uint8_t *own, size_t own_length, const uint8_t *file, size_t length)
{
    int at = snprintf(rules->digest, sizeof rules->digest, "builtin %016llx",
                      (unsigned long long)ss_hash64(SS_HASH64_START, own, own_length));
    if (file != NULL)
        snprintf(rules->digest + at, sizeof rules->digest - (size_t)at, " user %016llx",
                 (unsigned long long)ss_hash64(SS_HASH64_START, file, length));
}

ss_status ss_rules_create(ss_pattern_engine engine, const uint8_t *file, size_t length, ss_rules **out,
                          ss_rules_fault *fault)
{
    ss_arena arena;
    ss_rules_text own, user = {0};
    ss_rules_fault inside = {.what = ""};
    size_t own_length;
    const uint8_t *own_bytes = ss_rules_builtin(&own_length);
    *out = NULL;
    *fault = inside;
    ss_arena_init(&arena, RULES_BUDGET);
    ss_rules *rules = ss_arena_alloc(&arena, 1, sizeof *rules);
    if (rules == NULL)
        return SS_ERR_MEMORY;
    rules->arena = arena;
    builder self = {.rules = rules, .arena = &rules->arena, .own = &own};
    ss_status status = ss_rules_text_read(&rules->arena, own_bytes, own_length, &own, &inside);
    if (status == SS_OK && file != NULL)
        status = ss_rules_text_read(&rules->arena, file, length, &user, fault);
    if (status == SS_OK && !make_room(&self, (size_t)own.count + user.count))
        status = SS_ERR_MEMORY;
    if (status == SS_OK)
        status = build(&self, &user, engine, fault);
    if (status == SS_OK) {
        write_digest(rules, own_bytes, own_length, file, length);
        *out = rules;
        return SS_OK;
    }
    ss_rules_free(rules);
    return status == SS_ERR_INVALID_TEXT && fault->what[0] == '\0' ? SS_ERR_INTERNAL : status;
}

void ss_rules_free(ss_rules *rules)
{
    if (rules == NULL)
        return;
    for (uint32_t i = 0; i < rules->pattern_count; i++)
        ss_pattern_free(rules->pattern[i]);
    ss_arena arena = rules->arena;
    ss_arena_free(&arena);
}

/* ---- searching -------------------------------------------------------------------------------------- */

ss_status ss_rules_search(ss_pattern *pattern, const char *name, const uint8_t *text, ss_span window,
                          ss_rules_effort *effort, ss_match *match, bool *found)
{
    ss_status status = ss_pattern_search(pattern, text, window, &effort->steps, match, found);
    if (status == SS_ERR_LIMIT) {
        if (ss_pattern_is_counted(pattern) && effort->gave_up == NULL)
            effort->gave_up = name;
        return SS_OK;
    }
    if (*found && match->group[1].start == UINT32_MAX)
        match->group[1] = match->group[0];
    return status;
}

uint64_t ss_rules_search_operations(ss_span window)
{
    return 1 + (window.end - window.start) / PATTERN_BYTES_AN_OPERATION;
}
