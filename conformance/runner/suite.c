/* suite.c - the cases of a folder, and the rules they cover.  Runner. */
#include "suite.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include "file.h"

/* What a text case covers besides its own rules: cut in many ways, and counted in each unit. */
static const char *const faces[SC_TEXT_FACES] = {NULL, "chunking", "offsets"};
static const char *const face_rules[SC_TEXT_FACES][3] = {{NULL}, {"D2", "D4", NULL}, {"T1", NULL}};

size_t sc_case_faces(const sc_case *one)
{
    return one->kind == SC_CASE_TEXT ? SC_TEXT_FACES : 1;
}

const char *sc_case_name(sc_pool *pool, const sc_case *one, size_t face)
{
    return sc_pool_print(pool, "%s/%s", face > 0 ? faces[face] : one->category, one->name);
}

const char *sc_case_text(const sc_case *one, const char *key, const char *without)
{
    const char *text = json_string_value(json_object_get(one->about, key));
    return text == NULL ? without : text;
}

bool sc_case_is_required(const sc_case *one)
{
    return strcmp(sc_case_text(one, "level", "REQUIRED"), "REQUIRED") == 0;
}

static int by_name(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

/* The folder's entries, sorted, without those that begin with a dot. */
static char **list(sc_pool *pool, const char *folder, size_t *count)
{
    DIR *open = opendir(folder);
    char **names = NULL;
    *count = 0;
    for (struct dirent *entry; open != NULL && (entry = readdir(open)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        names = sc_pool_grow(pool, names, *count, sizeof *names);
        names[(*count)++] = sc_pool_copy(pool, entry->d_name, strlen(entry->d_name));
    }
    if (open != NULL)
        closedir(open);
    if (*count > 0)
        qsort(names, *count, sizeof *names, by_name);
    return names;
}

static const char *check_about(sc_pool *pool, const sc_case *one)
{
    static const char *const wanted[] = {"title", "why", "level"};
    for (size_t at = 0; at < sizeof wanted / sizeof *wanted; at++)
        if (sc_case_text(one, wanted[at], "")[0] == '\0')
            return sc_pool_print(pool, "case.json: %s is missing", wanted[at]);
    const char *level = sc_case_text(one, "level", "");
    if (strcmp(level, "REQUIRED") != 0 && strcmp(level, "RECOMMENDED") != 0)
        return "case.json: level is REQUIRED or RECOMMENDED";
    return NULL;
}

static sc_case read_case(sc_pool *pool, const char *folder, const char *category, const char *name)
{
    sc_case one = {category, name, sc_pool_print(pool, "%s/%s/%s", folder, category, name), SC_CASE_TEXT, NULL, NULL};
    sc_bytes source = {pool, NULL, 0, 0};
    json_error_t error;
    if (sc_file_exists(pool, one.folder, "session.txt"))
        one.kind = SC_CASE_SESSION;
    else if (sc_file_exists(pool, one.folder, "expected.txt"))
        one.kind = SC_CASE_QUALITY;
    if (!sc_file_read(pool, one.folder, "case.json", &source)) {
        one.fault = "case.json cannot be read";
        return one;
    }
    one.about = json_loadb((const char *)source.data, source.length, JSON_REJECT_DUPLICATES, &error);
    if (!json_is_object(one.about))
        one.fault = sc_pool_print(pool, "case.json:%d: %s", error.line, one.about == NULL ? error.text : "not an object");
    else
        one.fault = check_about(pool, &one);
    return one;
}

static sc_rule *find_rule(const sc_suite *suite, const char *name)
{
    for (size_t at = 0; at < suite->rule_count; at++)
        if (strcmp(suite->rule[at].name, name) == 0)
            return &suite->rule[at];
    return NULL;
}

/* Counts the rules that a case says it covers. */
static void cover(sc_suite *suite, sc_case *one)
{
    size_t index;
    json_t *value;
    json_array_foreach(json_object_get(one->about, "rules"), index, value)
    {
        sc_rule *rule = json_is_string(value) ? find_rule(suite, json_string_value(value)) : NULL;
        if (rule != NULL)
            rule->covered++;
        else if (one->fault == NULL)
            one->fault = "case.json: `rules` names one that is none";
    }
    if (one->kind != SC_CASE_QUALITY && json_array_size(json_object_get(one->about, "rules")) == 0 && one->fault == NULL)
        one->fault = "case.json: a protocol case names the rules that it covers";
    for (size_t face = 0; face < sc_case_faces(one); face++)
        for (const char *const *name = face_rules[face]; *name != NULL; name++) {
            sc_rule *rule = find_rule(suite, *name);
            if (rule != NULL)
                rule->covered++;
        }
}

/* A rule a line: its name, blanks, its sentence. */
static const char *read_rules(sc_pool *pool, const char *path, sc_suite *out)
{
    sc_bytes source = {pool, NULL, 0, 0};
    char *save = NULL;
    if (!sc_file_read(pool, NULL, path, &source))
        return sc_pool_print(pool, "the rules %s cannot be read", path);
    for (char *line = strtok_r(sc_pool_copy(pool, source.data, source.length), "\n", &save); line != NULL; line = strtok_r(NULL, "\n", &save)) {
        size_t name = strcspn(line, " \t");
        if (line[0] == '#' || name == 0)
            continue;
        out->rule = sc_pool_grow(pool, out->rule, out->rule_count, sizeof *out->rule);
        out->rule[out->rule_count++] =
            (sc_rule){sc_pool_copy(pool, line, name), line + name + strspn(line + name, " \t"), 0};
    }
    return NULL;
}

const char *sc_suite_read(sc_pool *pool, const char *folder, const char *rules, sc_suite *out)
{
    size_t category_count, name_count;
    memset(out, 0, sizeof *out);
    const char *fault = read_rules(pool, rules, out);
    if (fault != NULL)
        return fault;
    char **category = list(pool, folder, &category_count);
    for (size_t c = 0; c < category_count; c++) {
        char **name = list(pool, sc_pool_print(pool, "%s/%s", folder, category[c]), &name_count);
        for (size_t n = 0; n < name_count; n++) {
            out->one = sc_pool_grow(pool, out->one, out->count, sizeof *out->one);
            out->one[out->count] = read_case(pool, folder, category[c], name[n]);
            cover(out, &out->one[out->count++]);
        }
    }
    return out->count > 0 ? NULL : sc_pool_print(pool, "there are no cases in %s", folder);
}

void sc_suite_free(sc_suite *suite)
{
    for (size_t at = 0; at < suite->count; at++)
        json_decref(suite->one[at].about);
}
