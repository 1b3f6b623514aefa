/* kin.c - remember who is whose, and find them again by it.  Floor: meaning. */
#include "meaning/kin.h"

#include "base/hash.h"
#include "meaning/antecedent.h"
#include "meaning/lexeme.h"

/* Words between a possessor and the head: "his late elder brother". */
#define MODIFIERS 3u

/* Sentences that "the father" reaches back, without a possessor. */
#define REACH 12u

/* Of a given name's bearers, in percent: from here on it is of that gender. */
#define MOSTLY 50u

/* Words of "the third child and second son of", and from "born" to "to". */
#define SAID_WORDS 8u
#define BIRTH_REACH 12u

/* Newest entities that are looked at for the bearer of a surname, or for a subject. */
#define NAMESAKES 8u

typedef enum relation {
    NONE,
    PARENT,
    CHILD,
    SPOUSE,
    SIBLING,
    UNCLE,
    NEPHEW,
    GRANDPARENT,
    GRANDCHILD,
    PARTNER,
    COUSIN,
    LAWYER,
    CLIENT,
    MENTOR,
    FRIEND,
    BOSS,
    SPEAKS_FOR,
    SUCCESSOR,
    PREDECESSOR
} relation;

typedef struct kin_word {
    const char *word;
    uint8_t relation;
} kin_word;

static const kin_word known[] = {
    {"father", PARENT},           {"mother", PARENT},           {"dad", PARENT},           {"mom", PARENT},
    {"mum", PARENT},              {"parent", PARENT},           {"son", CHILD},            {"daughter", CHILD},
    {"child", CHILD},             {"husband", SPOUSE},          {"wife", SPOUSE},          {"widow", SPOUSE},
    {"widower", SPOUSE},          {"spouse", SPOUSE},           {"brother", SIBLING},      {"sister", SIBLING},
    {"uncle", UNCLE},             {"aunt", UNCLE},              {"nephew", NEPHEW},        {"niece", NEPHEW},
    {"grandfather", GRANDPARENT}, {"grandmother", GRANDPARENT}, {"grandson", GRANDCHILD},  {"granddaughter", GRANDCHILD},
    {"boyfriend", PARTNER},       {"girlfriend", PARTNER},      {"fiance", PARTNER},       {"fiancee", PARTNER},
    {"partner", PARTNER},         {"cousin", COUSIN},           {"lawyer", LAWYER},        {"attorney", LAWYER},
    {"solicitor", LAWYER},        {"barrister", LAWYER},        {"client", CLIENT},        {"mentor", MENTOR},
    {"friend", FRIEND},           {"boss", BOSS},               {"spokesman", SPEAKS_FOR}, {"spokeswoman", SPEAKS_FOR},
    {"successor", SUCCESSOR},     {"predecessor", PREDECESSOR},
};

static relation relation_of(const ss_tokens *tokens, uint32_t token)
{
    for (uint32_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (ss_token_is(tokens, token, known[i].word))
            return (relation)known[i].relation;
    return NONE;
}

/* What the owner is to the entity; NONE where no word for it says so much. */
static relation inverse_of(relation one)
{
    switch (one) {
    case PARENT: return CHILD;
    case CHILD: return PARENT;
    case UNCLE: return NEPHEW;
    case NEPHEW: return UNCLE;
    case GRANDPARENT: return GRANDCHILD;
    case GRANDCHILD: return GRANDPARENT;
    case LAWYER: return CLIENT;
    case CLIENT: return LAWYER;
    case SPOUSE:
    case SIBLING:
    case PARTNER: return one;
    default: return NONE;
    }
}

static uint8_t gender_of_word(const ss_tokens *tokens, uint32_t token)
{
    uint32_t classes = ss_lexeme_of(tokens, token);
    return classes & SS_LEXEME_MALE ? SS_GENDER_MALE : classes & SS_LEXEME_FEMALE ? SS_GENDER_FEMALE : SS_GENDER_UNKNOWN;
}

/* How surely somebody is of the gender. */
typedef enum grade { NEVER, MAYBE, SURELY } grade;

static grade grade_of(const ss_cast *cast, uint32_t entity, uint8_t gender)
{
    const ss_entity *one = &cast->entity[entity];
    uint8_t said = one->gender != SS_GENDER_UNKNOWN ? one->gender : one->heard_gender;
    if (gender == SS_GENDER_UNKNOWN)
        return MAYBE;
    if (said != SS_GENDER_UNKNOWN)
        return said == gender ? SURELY : NEVER;
    uint32_t share = ss_candidate_female_percent(cast, one);
    if (share == SS_NAME_SHARE_UNKNOWN)
        return MAYBE;
    return (gender == SS_GENDER_FEMALE ? share : 100 - share) >= MOSTLY ? SURELY : NEVER;
}

static bool has_gender(const ss_cast *cast, uint32_t entity, uint8_t gender)
{
    return ss_candidate_may_be(cast, &cast->entity[entity], gender);
}

/* Whose name ends right before a token. */
static uint32_t owner_by_name(const ss_cast *cast, uint32_t mark)
{
    uint32_t name = ss_names_ending(cast->names, mark);
    return name < cast->names->count ? cast->entity_of_name[name] : SS_NO_ENTITY;
}

/* Whose name stands before a comma: "Ann Roe, widow of", but not "in Leeds, the daughter of". */
static uint32_t person_before(const ss_cast *cast, uint32_t comma)
{
    uint32_t entity = owner_by_name(cast, comma);
    if (entity == SS_NO_ENTITY)
        return SS_NO_ENTITY;
    const ss_entity *one = &cast->entity[entity];
    bool person = !one->place && !one->last_placed && (one->kind == SS_SPEAKER_PERSON || one->kind == 0);
    return person ? entity : SS_NO_ENTITY;
}

/* "late", "second", "younger", "army": before a head. */
static bool is_modifier(uint8_t tag)
{
    return tag == SS_TAG_ADJECTIVE || tag == SS_TAG_ADVERB || tag == SS_TAG_NUMBER || tag == SS_TAG_NOUN;
}

/* The words that say whose it is: of "his late brother" the token of "his". */
typedef struct possessor {
    bool found;
    bool pronoun;
    uint32_t owner; /* SS_NO_ENTITY when it is not known who that is */
    uint64_t modifier;
} possessor;

static possessor possessor_of(const ss_kin *self, const ss_cast *cast, uint32_t head)
{
    static const char *const pronouns[] = {"his", "her", "their"};
    static const char *const marks[] = {"'s", "'", "’s", "’"};
    const ss_tokens *tokens = &cast->document->tokens;
    possessor out = {false, false, SS_NO_ENTITY, 0};
    for (uint32_t at = head; at > 0 && head - at <= MODIFIERS; at--) {
        if (SS_TOKEN_IS_ONE_OF(tokens, at - 1, pronouns)) {
            out.owner = self->pronoun == at ? self->owner : SS_NO_ENTITY;
            out.found = out.pronoun = true;
            return out;
        }
        if (SS_TOKEN_IS_ONE_OF(tokens, at - 1, marks)) {
            out.owner = owner_by_name(cast, at - 1);
            out.found = true;
            return out;
        }
        if (!is_modifier(cast->tag[at - 1]))
            break;
        uint64_t word = ss_lexeme_hash(tokens, at - 1);
        out.modifier = ss_hash64(out.modifier == 0 ? SS_HASH64_START : out.modifier, &word, sizeof word);
    }
    return out;
}

/* The "son" that a name is told with: "his son Tom", "his son, the singer Tom Roe,"; UINT32_MAX when there is none. */
static uint32_t head_of_name(const ss_cast *cast, uint32_t index)
{
    static const char *const joining[] = {"named", "called"};
    static const char *const articles[] = {"the", "a", "an"};
    const ss_tokens *tokens = &cast->document->tokens;
    const ss_name *name = &cast->names->name[index];
    uint32_t at = name->name.first, end = name->name.end;
    if (at > 0 && relation_of(tokens, at - 1) != NONE)
        return at - 1;
    if (at > 1 && SS_TOKEN_IS_ONE_OF(tokens, at - 1, joining))
        return relation_of(tokens, at - 2) != NONE ? at - 2 : UINT32_MAX;
    at = ss_name_start(name);
    if (at > 0 && SS_TOKEN_IS_ONE_OF(tokens, at - 1, articles))
        at--;
    bool closed = end >= tokens->count || tokens->token[end].kind == SS_TOKEN_MARK;
    bool tied = at > 1 && ss_token_is(tokens, at - 1, ",") && relation_of(tokens, at - 2) != NONE;
    return tied && closed ? at - 2 : UINT32_MAX;
}

static uint32_t kept(const ss_kin *self)
{
    return self->count < SS_KIN_TIES ? self->count : SS_KIN_TIES;
}

/* The ties, newest first. */
static uint32_t slot(const ss_kin *self, uint32_t back)
{
    return (self->count - 1 - back) % SS_KIN_TIES;
}

static bool same_word(const ss_kin_tie *tie, relation asked, uint8_t gender)
{
    return tie->relation == asked &&
           (tie->gender == gender || tie->gender == SS_GENDER_UNKNOWN || gender == SS_GENDER_UNKNOWN);
}

/* Adds a tie, or says more of the one there is. */
static void add(ss_kin *self, const ss_cast *cast, ss_kin_tie tie)
{
    uint32_t entity = tie.entity;
    if (tie.owner == SS_NO_ENTITY || tie.owner == entity)
        return;
    for (uint32_t i = 0; i < kept(self); i++) {
        ss_kin_tie *old = &self->tie[slot(self, i)];
        cast->effort->operations++;
        if (old->owner != tie.owner || old->modifier != tie.modifier || !same_word(old, (relation)tie.relation, tie.gender))
            continue;
        old->sentence = tie.sentence;
        if (old->entity == entity || entity == SS_NO_ENTITY)
            return;
        if (old->entity == SS_NO_ENTITY || (!cast->entity[old->entity].named && cast->entity[entity].named)) {
            old->entity = entity;
            return;
        }
    }
    self->tie[self->count++ % SS_KIN_TIES] = tie;
}

/* Notes that the word at `head` is said of an entity, or of nobody known yet. */
static void note(ss_kin *self, const ss_cast *cast, uint32_t head, const possessor *whose, uint32_t entity)
{
    const ss_tokens *tokens = &cast->document->tokens;
    add(self, cast, (ss_kin_tie){whose->owner, entity, ss_part_of(&cast->document->sentences, head), whose->modifier,
                                 (uint8_t)relation_of(tokens, head), gender_of_word(tokens, head)});
}

/* Whose name stands before: "Ann Lee, his mother, waited"; not in a list: "Ann Lee, his mother, and". */
static uint32_t said_of(const ss_cast *cast, uint32_t first, uint32_t end)
{
    const ss_tokens *tokens = &cast->document->tokens;
    bool between = first > 0 && end + 1 < tokens->count && ss_token_is(tokens, first - 1, ",") &&
                   (ss_token_is(tokens, end, ",") || ss_token_is(tokens, end, "."));
    return between && cast->tag[end + 1] != SS_TAG_CONJUNCTION ? person_before(cast, first - 1) : SS_NO_ENTITY;
}

/* The "brother" of "his late brother"; UINT32_MAX when there is none. */
static uint32_t head_of_pronoun(const ss_cast *cast, uint32_t token)
{
    const ss_tokens *tokens = &cast->document->tokens;
    for (uint32_t head = token + 1; head < tokens->count && head - token <= MODIFIERS + 1; head++) {
        if (relation_of(tokens, head) != NONE)
            return head;
        if (!is_modifier(cast->tag[head]))
            break;
    }
    return UINT32_MAX;
}

void ss_kin_see_pronoun(ss_kin *self, const ss_cast *cast, uint32_t token, uint32_t entity)
{
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t head = head_of_pronoun(cast, token);
    self->pronoun = token + 1;
    self->owner = entity;
    if (head == UINT32_MAX)
        return;
    possessor whose = possessor_of(self, cast, head);
    uint32_t told = said_of(cast, token, head + 1);
    bool fits = told != SS_NO_ENTITY && has_gender(cast, told, gender_of_word(tokens, head));
    note(self, cast, head, &whose, fits ? told : SS_NO_ENTITY);
}

uint32_t ss_kin_owner(const ss_kin *self, const ss_cast *cast, const ss_mention *mention, uint32_t entity)
{
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t head = entity == SS_NO_ENTITY ? UINT32_MAX : head_of_pronoun(cast, mention->head);
    if (head == UINT32_MAX)
        return entity;
    relation asked = relation_of(tokens, head);
    uint8_t gender = gender_of_word(tokens, head);
    for (uint32_t i = 0; i < kept(self); i++) {
        const ss_kin_tie *tie = &self->tie[slot(self, i)];
        cast->effort->operations++;
        if (tie->owner == entity && same_word(tie, asked, gender))
            return entity;
        if (tie->entity == entity && tie->gender == gender && tie->relation == asked &&
            has_gender(cast, tie->owner, mention->gender))
            return tie->owner;
    }
    return entity;
}

/* The person who is the subject of a sentence so far. */
static uint32_t subject_of(const ss_cast *cast, uint32_t sentence)
{
    uint32_t looked_at = 0;
    for (uint32_t i = cast->newest; i != 0 && looked_at < NAMESAKES; i = cast->entity[i - 1].older, looked_at++) {
        const ss_entity *one = &cast->entity[i - 1];
        cast->effort->operations++;
        if (one->subject_sentence == sentence + 1 && (one->kind == SS_SPEAKER_PERSON || (one->kind == 0 && one->named)))
            return i - 1;
    }
    return SS_NO_ENTITY;
}

/* The "daughter" of "the daughter of Ann Lee", said of somebody: "X, the daughter", "she was a daughter"; UINT32_MAX when
 * there is none. *behind: the comma or verb before it. */
static uint32_t head_before_of(const ss_cast *cast, uint32_t name, uint32_t *behind)
{
    const ss_tokens *tokens = &cast->document->tokens;
    if (name < 3 || !ss_token_is(tokens, name - 1, "of") || relation_of(tokens, name - 2) == NONE)
        return UINT32_MAX;
    for (uint32_t at = name - 2; at > 0 && name - at <= SAID_WORDS; at--) {
        uint8_t tag = cast->tag[at - 1];
        *behind = at - 1;
        if (ss_token_is(tokens, at - 1, ",") || tag == SS_TAG_AUXILIARY)
            return name - 2;
        if (!is_modifier(tag) && tag != SS_TAG_DETERMINER && tag != SS_TAG_CONJUNCTION)
            break;
    }
    return UINT32_MAX;
}

/* "She was born in Leeds to Ann Lee" */
static bool is_birth(const ss_cast *cast, uint32_t name, uint32_t sentence)
{
    const ss_tokens *tokens = &cast->document->tokens;
    if (name == 0 || !ss_token_is(tokens, name - 1, "to"))
        return false;
    for (uint32_t at = name - 1; at > cast->document->sentences.first[sentence] && name - at <= BIRTH_REACH; at--) {
        if (ss_token_is(tokens, at - 1, "born"))
            return true;
        if (cast->tag[at - 1] == SS_TAG_FINITE)
            return false;
    }
    return false;
}

/* "He married Ann Lee", "marrying the singer Ann Lee" */
static bool is_wedding(const ss_cast *cast, uint32_t name)
{
    static const char *const words[] = {"married", "marries", "marrying", "wed"};
    for (uint32_t at = name; at > 0 && name - at <= MODIFIERS; at--) {
        if (SS_TOKEN_IS_ONE_OF(&cast->document->tokens, at - 1, words))
            return true;
        uint8_t tag = cast->tag[at - 1];
        if (!is_modifier(tag) && tag != SS_TAG_DETERMINER && !ss_token_is(&cast->document->tokens, at - 1, "to"))
            return false;
    }
    return false;
}

/* "and Bob Lee" behind the first parent, who is not surely of the same gender. */
static bool is_other_parent(const ss_kin *self, const ss_cast *cast, uint32_t name, uint32_t entity, uint32_t sentence)
{
    if (self->parent == 0 || self->birth != sentence + 1 || name == 0 ||
        !ss_token_is(&cast->document->tokens, name - 1, "and") || entity == self->parent - 1)
        return false;
    for (uint8_t gender = SS_GENDER_MALE; gender <= SS_GENDER_FEMALE; gender++)
        if (grade_of(cast, entity, gender) == SURELY && grade_of(cast, self->parent - 1, gender) == SURELY)
            return false;
    return true;
}

/* "The daughter of Ann Lee and Bob Lee", "Ann Roe, widow of Tom Roe,": whose somebody else is. */
static void see_owner(ss_kin *self, const ss_cast *cast, uint32_t name, uint32_t entity)
{
    uint32_t first = cast->names->name[name].name.first, sentence = ss_part_of(&cast->document->sentences, first);
    uint32_t behind = 0, head = head_before_of(cast, first, &behind);
    ss_kin_tie tie = {entity, SS_NO_ENTITY, sentence, 0, CHILD, SS_GENDER_UNKNOWN};
    if (is_other_parent(self, cast, first, entity, sentence)) {
        tie.entity = self->child;
        self->parent = 0;
    } else if (head != UINT32_MAX) {
        tie.relation = (uint8_t)relation_of(&cast->document->tokens, head);
        tie.gender = gender_of_word(&cast->document->tokens, head);
        tie.entity = person_before(cast, behind);
    } else if (is_wedding(cast, first)) {
        tie.relation = SPOUSE;
    } else if (!is_birth(cast, first, sentence)) {
        return;
    }
    if (tie.entity == SS_NO_ENTITY)
        tie.entity = subject_of(cast, sentence);
    if (tie.entity == SS_NO_ENTITY || tie.entity == entity || !has_gender(cast, tie.entity, tie.gender))
        return;
    add(self, cast, tie);
    if (tie.relation == CHILD && self->birth != sentence + 1) {
        self->parent = entity + 1;
        self->child = tie.entity;
        self->birth = sentence + 1;
    }
}

void ss_kin_see_name(ss_kin *self, const ss_cast *cast, uint32_t name)
{
    if (cast->entity_of_name[name] != SS_NO_ENTITY)
        see_owner(self, cast, name, cast->entity_of_name[name]);
    uint32_t head = head_of_name(cast, name), entity = cast->entity_of_name[name];
    if (head == UINT32_MAX || entity == SS_NO_ENTITY ||
        !has_gender(cast, entity, gender_of_word(&cast->document->tokens, head)))
        return;
    possessor whose = possessor_of(self, cast, head);
    note(self, cast, head, &whose, entity);
}

void ss_kin_see_nominal(ss_kin *self, const ss_cast *cast, const ss_mention *mention, uint32_t entity)
{
    if (relation_of(&cast->document->tokens, mention->head) == NONE)
        return;
    possessor whose = possessor_of(self, cast, mention->head);
    note(self, cast, mention->head, &whose, entity);
}

bool ss_kin_is_owned(const ss_kin *self, const ss_cast *cast, const ss_mention *mention)
{
    return relation_of(&cast->document->tokens, mention->head) != NONE &&
           possessor_of(self, cast, mention->head).owner != SS_NO_ENTITY;
}

uint32_t ss_kin_told(const ss_cast *cast, const ss_mention *mention)
{
    const ss_tokens *tokens = &cast->document->tokens;
    if (mention->form != SS_MENTION_NOMINAL || mention->determiner != SS_DETERMINER_POSSESSIVE ||
        relation_of(tokens, mention->head) == NONE)
        return SS_NO_ENTITY;
    uint32_t name = ss_names_from(cast->names, mention->head + 1);
    uint32_t entity = said_of(cast, mention->phrase.first, mention->phrase.end);
    if (name < cast->names->count && head_of_name(cast, name) == mention->head)
        entity = cast->entity_of_name[name];
    return entity != SS_NO_ENTITY && has_gender(cast, entity, gender_of_word(tokens, mention->head)) ? entity : SS_NO_ENTITY;
}

/* "It is his son. Tom Roe ...": the one other of the owner's surname. */
static uint32_t namesake(const ss_cast *cast, uint32_t owner, uint8_t gender)
{
    const ss_entity *one = &cast->entity[owner];
    uint32_t found = SS_NO_ENTITY, looked_at = 0;
    if (!one->named || one->parts < 2)
        return SS_NO_ENTITY;
    uint64_t surname = ss_lexeme_hash(&cast->document->tokens, one->text.end - 1);
    for (uint32_t i = cast->newest; i != 0 && looked_at < NAMESAKES; i = cast->entity[i - 1].older, looked_at++) {
        const ss_entity *other = &cast->entity[i - 1];
        cast->effort->operations++;
        if (i - 1 == owner || !other->named || other->parts < 2 || !has_gender(cast, i - 1, gender) ||
            ss_lexeme_hash(&cast->document->tokens, other->text.end - 1) != surname)
            continue;
        if (found != SS_NO_ENTITY)
            return SS_NO_ENTITY;
        found = i - 1;
    }
    return found;
}

/* What is asked for, and who fits so far. */
typedef struct question {
    const ss_cast *cast;
    relation relation;
    uint8_t gender;
    possessor whose;
    uint32_t found;
    grade best; /* of the one found */
    bool several;
} question;

/* Who is surely of the gender comes before who may be. */
static void take(question *self, uint32_t entity)
{
    grade one = grade_of(self->cast, entity, self->gender);
    if (one == NEVER || one < self->best || entity == self->whose.owner)
        return;
    self->several = one == self->best && (self->several || self->found != entity);
    self->best = one;
    self->found = entity;
}

/* "Lee's father": Ann Lee's, where her father is a Lee, too, and a bare "Lee" could be either. */
static bool is_owner(const question *self, uint32_t entity)
{
    const ss_cast *cast = self->cast;
    uint32_t asked = self->whose.owner;
    if (!self->whose.found || entity == asked)
        return true;
    if (entity == SS_NO_ENTITY)
        return false;
    const ss_entity *one = &cast->entity[entity], *bare = &cast->entity[asked];
    return bare->named && bare->parts == 1 && one->named && one->parts >= 2 &&
           ss_lexeme_hash(&cast->document->tokens, one->text.end - 1) ==
               ss_lexeme_hash(&cast->document->tokens, bare->text.end - 1);
}

/* Of two brothers the text rather goes on to call the same one "his brother" and "the brother" than turns round. */
static bool turns_round(const question *self, const ss_kin_tie *tie)
{
    return (self->whose.pronoun || !self->whose.found) && tie->relation == self->relation && tie->gender == self->gender;
}

static void try_tie(question *self, const ss_kin_tie *tie)
{
    bool any = !self->whose.found;
    if (is_owner(self, tie->owner) && same_word(tie, self->relation, self->gender) &&
        (self->whose.modifier == 0 || self->whose.modifier == tie->modifier)) {
        uint32_t entity = tie->entity != SS_NO_ENTITY ? tie->entity : any ? namesake(self->cast, tie->owner, self->gender)
                                                                          : SS_NO_ENTITY;
        if (entity != SS_NO_ENTITY)
            take(self, entity);
    }
    if (is_owner(self, tie->entity) && inverse_of((relation)tie->relation) == self->relation &&
        self->whose.modifier == 0 && !turns_round(self, tie))
        take(self, tie->owner);
}

uint32_t ss_kin_find(const ss_kin *self, const ss_cast *cast, const ss_mention *mention, uint32_t sentence)
{
    const ss_tokens *tokens = &cast->document->tokens;
    question asked = {cast, relation_of(tokens, mention->head), gender_of_word(tokens, mention->head),
                      possessor_of(self, cast, mention->head), SS_NO_ENTITY, NEVER, false};
    if (asked.relation == NONE)
        return SS_NO_ENTITY;
    bool bare = mention->determiner == SS_DETERMINER_DEFINITE && mention->phrase.end - mention->phrase.first == 2;
    if (asked.whose.found ? asked.whose.owner == SS_NO_ENTITY : !bare)
        return SS_NO_ENTITY;
    for (uint32_t i = 0; i < kept(self); i++) {
        const ss_kin_tie *tie = &self->tie[slot(self, i)];
        cast->effort->operations++;
        if (asked.whose.found || sentence - tie->sentence <= REACH)
            try_tie(&asked, tie);
    }
    return asked.several ? SS_NO_ENTITY : asked.found;
}
