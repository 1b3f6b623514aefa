/* report.c - what came of the cases, and how it is told.  Runner. */
#include "report.h"
#include <stdio.h>
#include <string.h>
#include "file.h"

/* On one line. */
static const char *flat(sc_pool *pool, const char *text)
{
    char *copy = sc_pool_copy(pool, text, strlen(text));
    for (char *at = copy; *at != '\0'; at++)
        if (*at == '\n' || *at == '\r')
            *at = ' ';
    return copy;
}

/* ---- known failures -------------------------------------------------------------------------------------- */

static const char *read_entry(sc_report *report, char *line, unsigned number)
{
    size_t name = strcspn(line, " \t"), start = name + strspn(line + name, " \t");
    char *reason = NULL;
    for (char *at = line; (at = strstr(at, " # ")) != NULL; at++)
        reason = at;
    if (reason == NULL || reason < line + start || reason[3] == '\0')
        return sc_pool_print(report->pool, "line %u of the failure list is not 'NAME message # reason'", number);
    char *end = reason;
    while (end > line + start && end[-1] == ' ')
        end--;
    report->known = sc_pool_grow(report->pool, report->known, report->known_count, sizeof *report->known);
    report->known[report->known_count++] = (sc_known){sc_pool_copy(report->pool, line, name),
                                                      sc_pool_copy(report->pool, line + start, (size_t)(end - line) - start), reason + 3, false};
    return NULL;
}

const char *sc_report_read_known(sc_report *report, const char *path)
{
    sc_bytes source = {report->pool, NULL, 0, 0};
    const char *fault = NULL;
    unsigned number = 0;
    if (!sc_file_read(report->pool, NULL, path, &source))
        return sc_pool_print(report->pool, "the failure list %s cannot be read", path);
    char *rest = sc_pool_copy(report->pool, source.data, source.length), *line;
    while (fault == NULL && (line = strsep(&rest, "\n")) != NULL) {
        number++;
        if (line[0] != '#' && line[0] != '\0')
            fault = read_entry(report, line, number);
    }
    return fault;
}

static sc_known *find_known(const sc_report *report, const char *name)
{
    for (size_t at = 0; at < report->known_count; at++)
        if (strcmp(report->known[at].name, name) == 0)
            return &report->known[at];
    return NULL;
}

bool sc_report_write_known(const sc_report *report, const char *path)
{
    sc_bytes source = {report->pool, NULL, 0, 0};
    sc_file_read(report->pool, NULL, path, &source);
    FILE *out = fopen(path, "w");
    if (out == NULL)
        return false;
    for (size_t at = 0; at < source.length && source.data[at] == '#';) {
        const uint8_t *stop = memchr(source.data + at, '\n', source.length - at);
        size_t length = stop == NULL ? source.length - at : (size_t)(stop - source.data) - at + 1;
        fwrite(source.data + at, 1, length, out);
        at += length;
    }
    for (size_t at = 0; at < report->count; at++) {
        const sc_result *result = &report->result[at];
        const sc_known *known = find_known(report, result->name);
        if (result->plain != NULL && result->end != SC_END_SKIPPED)
            fprintf(out, "%s %s # %s\n", result->name, result->plain, known == NULL ? "new, to be looked at" : known->reason);
    }
    bool fine = !ferror(out);
    return fclose(out) == 0 && fine;
}

/* ---- results --------------------------------------------------------------------------------------------- */

static void judge(const sc_report *report, const sc_case *one, sc_result *result, sc_verdict verdict)
{
    sc_known *known = find_known(report, result->name);
    static const sc_end plain[] = {[SC_PASSED] = SC_END_PASSED, [SC_FAILED] = SC_END_FAILED, [SC_SKIPPED] = SC_END_SKIPPED, [SC_UNSOUND] = SC_END_FAILED};
    result->end = plain[verdict.outcome];
    result->message = verdict.message == NULL || verdict.outcome == SC_PASSED ? NULL : flat(report->pool, verdict.message);
    result->plain = result->message;
    if (result->message != NULL && verdict.detail != NULL)
        result->detail = sc_pool_copy(report->pool, verdict.detail, strlen(verdict.detail));
    if (known != NULL)
        known->seen = true;
    if (known != NULL && verdict.outcome == SC_PASSED) {
        result->end = SC_END_FAILED;
        result->message = "it passes, and the failure list says that it fails: take it off";
    } else if (known != NULL && verdict.outcome == SC_FAILED) {
        if (strcmp(known->message, result->message) == 0)
            result->end = SC_END_KNOWN;
        else
            result->message = sc_pool_print(report->pool, "%s (the failure list has: %s)", result->message, known->message);
    } else if (verdict.outcome == SC_FAILED && !sc_case_is_required(one) && !report->enforce_recommended)
        result->end = SC_END_RECOMMENDED;
}

static void tell_detail(const sc_result *result, const char *indent)
{
    for (const char *at = result->detail; at != NULL && *at != '\0';) {
        size_t length = strcspn(at, "\n");
        printf("%s%.*s\n", indent, (int)length, at);
        at += length + (at[length] == '\n');
    }
}

static void tell_tap(const sc_report *report, const sc_result *result)
{
    static const char *const directives[] = {[SC_END_PASSED] = "", [SC_END_FAILED] = "", [SC_END_SKIPPED] = " # SKIP ",
                                             [SC_END_KNOWN] = " # TODO known: ", [SC_END_RECOMMENDED] = " # TODO recommended: "};
    bool fine = result->end == SC_END_PASSED || result->end == SC_END_SKIPPED;
    bool names_why = directives[result->end][0] != '\0' && result->message != NULL;
    printf("%s %zu - %s%s%s\n", fine ? "ok" : "not ok", report->count, result->name, directives[result->end],
           names_why ? result->message : "");
    if (result->end == SC_END_FAILED) {
        printf("# %s\n# when it fails: %s\n", result->message, result->why);
        tell_detail(result, "# ");
    }
}

static void tell(const sc_result *result)
{
    static const char *const words[] = {[SC_END_FAILED] = "FAILED", [SC_END_SKIPPED] = "skipped", [SC_END_KNOWN] = "known",
                                        [SC_END_RECOMMENDED] = "recommended"};
    if (result->end == SC_END_PASSED)
        return;
    printf("%s %s: %s\n", words[result->end], result->name, result->message == NULL ? "" : result->message);
    if (result->end == SC_END_FAILED) {
        printf("    when it fails: %s\n", result->why);
        tell_detail(result, "    ");
    }
}

static void add(sc_report *report, const sc_result *result)
{
    report->result = sc_pool_grow(report->pool, report->result, report->count, sizeof *result);
    report->result[report->count++] = *result;
    (report->tap ? tell_tap(report, result) : tell(result));
    fflush(stdout);
}

void sc_report_add(sc_report *report, const sc_case *one, const char *name, sc_verdict verdict, double seconds)
{
    size_t category = strcspn(name, "/");
    sc_result result = {.name = sc_pool_copy(report->pool, name, strlen(name)),
                        .category = sc_pool_copy(report->pool, name, category),
                        .why = flat(report->pool, sc_case_text(one, "why", "")),
                        .seconds = seconds};
    judge(report, one, &result, verdict);
    add(report, &result);
}

void sc_report_fault(sc_report *report, const char *name, const char *message)
{
    sc_result result = {name, "suite", "what the other lines say cannot be relied on.",
                        flat(report->pool, message), NULL, NULL, SC_END_FAILED, 0};
    add(report, &result);
}

bool sc_report_close(sc_report *report)
{
    size_t ends[SC_END_RECOMMENDED + 1] = {0};
    const char *mark = report->tap ? "# " : "";
    for (size_t at = 0; at < report->count; at++)
        ends[report->result[at].end]++;
    if (report->tap)
        printf("1..%zu\n", report->count);
    if (ends[SC_END_KNOWN] + ends[SC_END_RECOMMENDED] > 0)
        printf("%sof those skipped, %zu are known to fail and %zu are recommended and fail\n", mark, ends[SC_END_KNOWN],
               ends[SC_END_RECOMMENDED]);
    printf("%s%zu passed, %zu failed, %zu skipped\n", mark, ends[SC_END_PASSED], ends[SC_END_FAILED],
           ends[SC_END_SKIPPED] + ends[SC_END_KNOWN] + ends[SC_END_RECOMMENDED]);
    return ends[SC_END_FAILED] == 0;
}

/* ---- JUnit ----------------------------------------------------------------------------------------------- */

static void write_escaped(FILE *out, const char *text)
{
    for (; text != NULL && *text != '\0'; text++) {
        static const char special[] = "&<>\"";
        static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;"};
        const char *found = strchr(special, *text);
        if (found != NULL)
            fputs(entities[found - special], out);
        else
            putc((unsigned char)*text < ' ' ? ' ' : *text, out);
    }
}

static void write_result(FILE *out, const sc_result *result)
{
    const char *kind = result->end == SC_END_PASSED ? NULL : result->end == SC_END_FAILED ? "failure" : "skipped";
    fprintf(out, "  <testcase classname=\"%s\" name=\"", result->category);
    write_escaped(out, result->name);
    fprintf(out, "\" time=\"%.3f\"", result->seconds);
    if (kind != NULL) {
        fprintf(out, "><%s message=\"", kind);
        write_escaped(out, result->message);
        fprintf(out, "\"/></testcase>\n");
    } else
        fputs("/>\n", out);
}

bool sc_report_junit(const sc_report *report, const char *path)
{
    size_t failures = 0, skipped = 0;
    FILE *out = fopen(path, "w");
    if (out == NULL)
        return false;
    for (size_t at = 0; at < report->count; at++) {
        failures += report->result[at].end == SC_END_FAILED;
        skipped += report->result[at].end > SC_END_FAILED;
    }
    fprintf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"sayso-conformance\" tests=\"%zu\" failures=\"%zu\" skipped=\"%zu\">\n",
            report->count, failures, skipped);
    for (size_t at = 0; at < report->count; at++)
        write_result(out, &report->result[at]);
    fputs("</testsuite>\n", out);
    bool fine = !ferror(out);
    return fclose(out) == 0 && fine;
}
