#include "text_fixture.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <utf8proc.h>

#include "text/language.h"
#include "text/language_words.h"
#include "text/utf8.h"

#define FOLDER "tests/data/language"
#define MAX_SAMPLES 400
#define MAX_FILES 100
#define MAX_TAGS 64

typedef struct sample {
    char kind[32]; /* the file's name without ".txt": "de", "en-legal" */
    char *text;
    size_t length;
} sample;

static sample samples[MAX_SAMPLES];
static size_t sample_count;

/* The tag of what a text looks like, "en" when it is to be read. The text is handed over in an exact allocation. */
static const char *tag_of(const void *bytes, size_t length)
{
    ss_arena arena;
    const ss_language *found = NULL;
    uint8_t *text = malloc(length == 0 ? 1 : length);
    assert_non_null(text);
    memcpy(text, bytes, length);
    ss_arena_init(&arena, SS_ARENA_BUDGET);
    assert_int_equal(ss_language_detect(&arena, text, (uint32_t)length, &found), SS_OK);
    ss_arena_free(&arena);
    free(text);
    return found == NULL ? "en" : found->tag;
}

static void check(const char *text, const char *tag)
{
    assert_string_equal(tag_of(text, strlen(text)), tag);
}

/* ---- samples --------------------------------------------------------------------------------- */

static char *contents(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, 1u << 16);
    assert_non_null(text);
    size_t length = fread(text, 1, (1u << 16) - 1, file);
    assert_true(length > 0 && length < (1u << 16) - 1);
    fclose(file);
    return text;
}

static void read_samples(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, FOLDER "/%s", name);
    char *all = contents(path);
    for (char *at = all; at != NULL;) {
        char *end = strstr(at, "\n%\n");
        sample *one = &samples[sample_count++];
        assert_true(sample_count < MAX_SAMPLES);
        snprintf(one->kind, sizeof one->kind, "%.*s", (int)strcspn(name, "."), name);
        one->length = end == NULL ? strlen(at) : (size_t)(end - at);
        one->text = calloc(1, one->length + 1);
        assert_non_null(one->text);
        memcpy(one->text, at, one->length);
        at = end == NULL ? NULL : end + 3;
    }
    free(all);
}

static int by_name(const void *one, const void *other)
{
    return strcmp(one, other);
}

static int read_folder(void **state)
{
    (void)state;
    static char name[MAX_FILES][64];
    size_t count = 0;
    DIR *folder = opendir(FOLDER);
    if (folder == NULL)
        return -1;
    for (struct dirent *entry = readdir(folder); entry != NULL && count < MAX_FILES; entry = readdir(folder))
        if (strstr(entry->d_name, ".txt") != NULL && strlen(entry->d_name) < sizeof *name)
            strcpy(name[count++], entry->d_name);
    closedir(folder);
    qsort(name, count, sizeof *name, by_name);
    for (size_t i = 0; i < count; i++)
        read_samples(name[i]);
    return 0;
}

static int forget_folder(void **state)
{
    (void)state;
    for (size_t i = 0; i < sample_count; i++)
        free(samples[i].text);
    return 0;
}

static bool is_english(const sample *one)
{
    return strncmp(one->kind, "en-", 3) == 0;
}

/* One line a kind of text: how many samples were taken for which language. */
static void print_kind(const char *kind)
{
    const char *tag[MAX_TAGS];
    int times[MAX_TAGS], tags = 0;
    for (size_t i = 0; i < sample_count; i++) {
        if (strcmp(samples[i].kind, kind) != 0)
            continue;
        const char *found = tag_of(samples[i].text, samples[i].length);
        int at = 0;
        while (at < tags && strcmp(tag[at], found) != 0)
            at++;
        if (at == tags) {
            tag[tags] = found;
            times[tags++] = 0;
        }
        times[at]++;
    }
    printf("# %-14s", kind);
    for (int i = 0; i < tags; i++)
        printf(" %s %d", tag[i], times[i]);
    printf("\n");
}

static void samples_are_told_apart(void **state)
{
    (void)state;
    size_t english = 0, foreign = 0, right = 0;
    for (size_t i = 0; i < sample_count; i++) {
        const char *found = tag_of(samples[i].text, samples[i].length);
        if (i == 0 || strcmp(samples[i].kind, samples[i - 1].kind) != 0)
            print_kind(samples[i].kind);
        if (is_english(&samples[i])) {
            english++;
            assert_string_equal(found, "en");
        } else {
            foreign++;
            right += strcmp(found, samples[i].kind) == 0;
        }
    }
    printf("# %zu texts to be read, all read; %zu others, %zu refused by their names\n", english, foreign, right);
    assert_true(english >= 30 && foreign >= 30);
    assert_true(right * 100 >= foreign * 95);
}

/* The shortest ordinary paragraph is refused too: here its first 300 bytes. */
static void short_paragraphs_are_told_apart(void **state)
{
    (void)state;
    size_t foreign = 0, right = 0;
    for (size_t i = 0; i < sample_count; i++) {
        if (is_english(&samples[i]) || samples[i].length < 300)
            continue;
        foreign++;
        right += strcmp(tag_of(samples[i].text, 300), samples[i].kind) == 0;
    }
    assert_true(foreign >= 30);
    assert_true(right * 100 >= foreign * 95);
}

/* ---- forms of one text ----------------------------------------------------------------------- */

static void decomposed_text_is_the_same(void **state)
{
    (void)state;
    size_t changed = 0;
    for (size_t i = 0; i < sample_count; i++) {
        utf8proc_uint8_t *apart = utf8proc_NFD((const utf8proc_uint8_t *)samples[i].text);
        assert_non_null(apart);
        changed += strcmp((char *)apart, samples[i].text) != 0;
        if (strcmp(samples[i].kind, "ko") != 0) /* its syllables come apart into letters of their own */
            assert_string_equal(tag_of(apart, strlen((char *)apart)), tag_of(samples[i].text, samples[i].length));
        free(apart);
    }
    assert_true(changed > 30);
}

static const char german[] = "Der Rat hat nach langer Sitzung beschlossen, die Brücke nicht abzureißen, sondern sie bis zum Herbst "
                             "zu sanieren, und auch die Schule wird neu gebaut, weil sie für alle zu klein geworden ist. ";
static const char english[] = "The council has decided after a long meeting that the bridge will not be pulled down, and that the school "
                              "will be built anew, because it has become too small for all of them. ";

static void capitals_and_names_are_no_evidence(void **state)
{
    (void)state;
    check(german, "de");
    check("DER RAT HAT NACH LANGER SITZUNG BESCHLOSSEN, DIE BRÜCKE NICHT ABZUREISSEN, SONDERN SIE BIS ZUM HERBST ZU SANIEREN", "en");
    check("Herr Und Frau Nicht, Frau Wurde, Herr Auch, Frau Sich, Herr Oder, Frau Aber, Herr Noch, Frau Weil, Herr Durch", "en");
    check("de la Cruz, van der Berg, von Arnim, del Rio, dos Santos, de los Angeles, el Hage, bin Said, di Lauro, zu Hohenfels", "en");
}

static void mixed_text_is_read(void **state)
{
    (void)state;
    char text[1024];
    snprintf(text, sizeof text, "%s%s%s", german, german, german);
    check(text, "de");
    snprintf(text, sizeof text, "%s%s%s%s", german, german, german, english);
    check(text, "en");
    check("Он сказал, что мы ждали достаточно долго и что мост не будут сносить, а отремонтируют до осени.", "ru");
    check("Он сказал, что мы ждали достаточно долго и что мост не будут сносить. He said that it was the end of the old bridge.", "en");
}

/* Six words that only German has, three of them function words, and one such word in twelve. */
static void little_evidence_is_none(void **state)
{
    (void)state;
    char text[1024] = "und nicht oder aber noch durch";
    check("und nicht oder aber noch", "en");
    check(text, "de");
    for (int name = 0; name < 66; name++)
        strcat(text, " Otto");
    check(text, "de");
    strcat(text, " Otto");
    check(text, "en");
    check("und und und und nicht nicht", "en");
    check("yang dan untuk mengerjakan melaporkan merencanakan", "id"); /* endings count as letters do */
    check("yang dan untuk mengerjak melapork merencanak", "en");
    check("häufige übliche mögliche nötige größere und nicht", "en");
    check("häufige übliche mögliche nötige größere und nicht oder", "de");
}

/* Letters of another script hold two thirds, and few function words are English. */
static void other_letters_must_be_most(void **state)
{
    (void)state;
    static const char russian[] = "старый мост не будут сносить а отремонтируют до осени как сказали вчера в городе ";
    char text[2048];
    snprintf(text, sizeof text, "%s Bridgewater Harbour Wellington Christchurch Auckland", russian);
    check(text, "en");
    snprintf(text, sizeof text, "%s Bridgewater", russian);
    check(text, "ru");
    snprintf(text, sizeof text, "%s%s%s%s on a", russian, russian, russian, russian);
    check(text, "ru");
    snprintf(text, sizeof text, "%s%s%s%s it is as if he was on a", russian, russian, russian, russian);
    check(text, "en");
}

static void short_text_is_read(void **state)
{
    (void)state;
    check("", "en");
    check("Der Rat hat es nicht beschlossen.", "en");
    check("Мост не будет закрыт.", "en");
    check("0123456789 0123456789 0123456789", "en");
    check("\xef\xbb\xbf\r\n\t \0", "en");
}

/* A language that other letters of its script give away, and one that has none of its own. */
static void languages_of_one_script(void **state)
{
    (void)state;
    check("Сказанное утром вызвало споры: мэры этих городов ещё не решили, быть ли новому мосту.", "ru");
    check("Управління повідомило, що її пропозиції ще розглядають і рішення буде пізніше, ніж очікували.", "uk");
    check("Нашите съседи смятат, че мостът трябва да бъде затворен още преди празника, защото е опасен.", "bg");
    check("Каже да ће људи ићи пешке, јер ће мост бити затворен, а ђаци већ сада иду другим путем кући.", "sr");
    check("林田市では古い橋を取り壊さないことになった。工事は秋までに終わる見込みだという。", "ja");
    check("林田市议会决定旧桥不拆除而是在秋天之前修好工程预计花费大约四千万元", "zh");
    check("“鲜の道”在林田市开了第三家店居民说价格不低但是味道很好周末总要排队等候", "zh");
}

/* ---- the window ------------------------------------------------------------------------------ */

/* A text that begins in one language, has `length` bytes of it, and goes on in another. */
static size_t two_halves(char *out, const char *first, size_t length, const char *second)
{
    size_t at = 0;
    while (at < length)
        at += (size_t)sprintf(out + at, "%s", first);
    at = length;
    while (at < 4 * (size_t)SS_DECISION_BYTES)
        at += (size_t)sprintf(out + at, "%s", second);
    return at;
}

static void the_beginning_decides(void **state)
{
    (void)state;
    static char text[5 * SS_DECISION_BYTES];
    assert_string_equal(tag_of(text, two_halves(text, german, SS_DECISION_BYTES, english)), "de");
    assert_string_equal(tag_of(text, two_halves(text, english, SS_DECISION_BYTES, german)), "en");
    assert_string_equal(tag_of(text, two_halves(text, german, SS_DECISION_BYTES / 2, english)), "en");
}

/* Sixty letters of Greek are clear and 59 are not; of a letter that is cut by the window nothing is read. */
static void the_window_ends_between_characters(void **state)
{
    (void)state;
    static char text[SS_DECISION_BYTES + 8];
    memset(text, '.', sizeof text);
    for (size_t shift = 0; shift < 2; shift++) {
        size_t at = SS_DECISION_BYTES - 120 + shift;
        for (int letter = 0; letter < 60; letter++)
            memcpy(text + at + 2 * letter, "α", 2);
        assert_string_equal(tag_of(text, sizeof text), shift == 0 ? "el" : "en");
    }
}

/* ---- hostile and broken -------------------------------------------------------------------- */

static void random_bytes_are_survived(void **state)
{
    (void)state;
    uint64_t random = 88172645463325252u;
    static uint8_t text[2000];
    for (int i = 0; i < 2000; i++) {
        size_t length = i % 2 == 0 ? random_bytes(&random, text, sizeof text) : random_text(&random, text, sizeof text);
        const char *once = tag_of(text, length);
        assert_string_equal(once, tag_of(text, length));
    }
}

/* Words longer than any list has, marks upon marks, and letters upon letters. */
static void endless_words_are_survived(void **state)
{
    (void)state;
    static const char *const piece[] = {"a", "ß", "e\xcc\x81", "\xcc\x81", "ക", "漢", "\xc2\xad", "ﬁ", "İ"};
    static const char *const expected[] = {"en", "en", "en", "en", "ml", "zh", "en", "en", "en"};
    static char text[2 * SS_DECISION_BYTES];
    for (size_t i = 0; i < sizeof piece / sizeof *piece; i++) {
        size_t size = strlen(piece[i]), length = 0;
        for (; length + size <= sizeof text; length += size)
            memcpy(text + length, piece[i], size);
        assert_string_equal(tag_of(text, length), expected[i]);
    }
}

static void memory_may_end(void **state)
{
    (void)state;
    int spent = 0;
    for (size_t budget = 1024; budget <= 1u << 20; budget *= 2) {
        ss_arena arena;
        const ss_language *found = NULL;
        ss_arena_init(&arena, budget);
        ss_status status = ss_language_detect(&arena, (const uint8_t *)german, sizeof german - 1, &found);
        assert_true(status == SS_OK ? found != NULL : found == NULL);
        assert_true(status == SS_OK || status == SS_ERR_MEMORY);
        spent += status == SS_ERR_MEMORY;
        ss_arena_free(&arena);
    }
    assert_true(spent > 0 && spent < 11);
}

/* ---- lists and tags -------------------------------------------------------------------------- */

static void check_list(const char *list)
{
    utf8proc_uint8_t *composed = utf8proc_NFC((const utf8proc_uint8_t *)list);
    assert_non_null(composed);
    assert_string_equal(list, (char *)composed);
    free(composed);
    assert_null(strstr(list, "  "));
    for (const char *word = list; *word != '\0'; word += *word == ' ') {
        size_t length = strcspn(word, " ");
        assert_in_range(length, 1, 15); /* two that a missing space made one are longer, mostly */
        for (size_t at = 0; at < length;) {
            ss_character character = ss_utf8_decode((const uint8_t *)word, (uint32_t)length, (uint32_t)at);
            assert_int_equal(utf8proc_tolower((utf8proc_int32_t)character.code_point), (utf8proc_int32_t)character.code_point);
            assert_true(character.code_point >= 0x80 || (word[at] >= 'a' && word[at] <= 'z'));
            at += character.length;
        }
        word += length;
    }
    assert_true(*list == '\0' || list[strlen(list) - 1] != ' ');
}

static void lists_are_well_formed(void **state)
{
    (void)state;
    assert_in_range(ss_word_list_count, 20, SS_WORDS_MAX_LISTS);
    for (uint32_t i = 0; i < ss_word_list_count; i++) {
        check_list(ss_word_lists[i].words);
        check_list(ss_word_lists[i].letters);
        check_list(ss_word_lists[i].endings);
        assert_int_equal(ss_word_lists[i].language.tag == NULL, i == SS_WORDS_GUEST);
    }
}

static void tags_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *tag;
        ss_language_wish wish;
    } expected[] = {
        {NULL, SS_LANGUAGE_DETECT},
        {"", SS_LANGUAGE_DETECT},
        {"und", SS_LANGUAGE_DETECT},
        {"UND", SS_LANGUAGE_DETECT},
        {"en", SS_LANGUAGE_ENGLISH},
        {"EN", SS_LANGUAGE_ENGLISH},
        {"en-GB", SS_LANGUAGE_ENGLISH},
        {"en-Latn-GB-oxendict", SS_LANGUAGE_ENGLISH},
        {"de", SS_LANGUAGE_OTHER},
        {"de-CH-1996", SS_LANGUAGE_OTHER},
        {"enm", SS_LANGUAGE_OTHER},
        {"e", SS_LANGUAGE_OTHER},
        {"en-", SS_LANGUAGE_BAD_TAG},
        {"-en", SS_LANGUAGE_BAD_TAG},
        {"en--GB", SS_LANGUAGE_BAD_TAG},
        {"en_GB", SS_LANGUAGE_BAD_TAG},
        {"english", SS_LANGUAGE_OTHER},
        {"en-abcdefghi", SS_LANGUAGE_BAD_TAG},
        {"en-12345678-12345678-12345678-12345", SS_LANGUAGE_ENGLISH}, /* 35 bytes */
        {"en-12345678-12345678-12345678-123456", SS_LANGUAGE_BAD_TAG},
        {"d\xc3\xa9", SS_LANGUAGE_BAD_TAG},
        {"en\n", SS_LANGUAGE_BAD_TAG},
        {"\x05\x0e", SS_LANGUAGE_BAD_TAG}, /* "en" but for one bit of each letter */
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_int_equal(ss_language_wish_of(expected[i].tag), expected[i].wish);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_are_told_apart),
        cmocka_unit_test(short_paragraphs_are_told_apart),
        cmocka_unit_test(decomposed_text_is_the_same),
        cmocka_unit_test(capitals_and_names_are_no_evidence),
        cmocka_unit_test(mixed_text_is_read),
        cmocka_unit_test(little_evidence_is_none),
        cmocka_unit_test(other_letters_must_be_most),
        cmocka_unit_test(short_text_is_read),
        cmocka_unit_test(languages_of_one_script),
        cmocka_unit_test(the_beginning_decides),
        cmocka_unit_test(the_window_ends_between_characters),
        cmocka_unit_test(random_bytes_are_survived),
        cmocka_unit_test(endless_words_are_survived),
        cmocka_unit_test(memory_may_end),
        cmocka_unit_test(lists_are_well_formed),
        cmocka_unit_test(tags_are_read),
    };
    return cmocka_run_group_tests(tests, read_folder, forget_folder);
}
