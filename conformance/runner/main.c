/* main.c - sayso-conformance: plays the cases against a filter and says what came of them.  Runner. */
#include <fnmatch.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include "document_case.h"
#include "file.h"
#include "options.h"
#include "record.h"
#include "report.h"
#include "script.h"

#define USAGE 64
#define UNUSABLE 78
#define MOST_SEED ((size_t)64 << 10)

typedef struct run {
    const sc_options *options;
    sc_play_options play;
    sc_pool pool; /* of the run */
    sc_suite suite;
    sc_report report;
    sc_shared shared;
    double f1;      /* of whole articles, added up */
    size_t articles;
} run;

static bool is_wanted(const run *r, const sc_case *one, const char *name)
{
    if ((r->options->protocol && one->kind == SC_CASE_QUALITY) || (r->options->quality && one->kind != SC_CASE_QUALITY))
        return false;
    return r->options->only == NULL || fnmatch(r->options->only, name, 0) == 0;
}

static sc_verdict play_session(run *r, sc_pool *pool, const sc_case *one)
{
    sc_bytes source = {pool, NULL, 0, 0};
    sc_script script;
    if (!sc_file_read(pool, one->folder, "session.txt", &source))
        return (sc_verdict){SC_UNSOUND, "session.txt cannot be read", 0, NULL, NULL, NULL};
    sc_script_read(pool, (const char *)source.data, source.length, &script);
    sc_verdict verdict = sc_play(pool, &r->play, &script, one->folder);
    if (r->options->fix && verdict.actual != NULL && !sc_fix_session(pool, one, &source, &verdict))
        verdict.message = "session.txt cannot be written";
    return verdict;
}

static sc_verdict run_case(run *r, sc_pool *pool, const sc_case *one, size_t face)
{
    if (one->fault != NULL)
        return (sc_verdict){SC_UNSOUND, one->fault, 0, NULL, NULL, NULL};
    if (one->kind == SC_CASE_SESSION)
        return play_session(r, pool, one);
    if (one->kind == SC_CASE_TEXT)
        return sc_text_case(&r->shared, pool, one, face);
    sc_measure measure = sc_quality_case(&r->shared, pool, one, r->options->fix);
    if (measure.has_f1) {
        r->f1 += measure.f1;
        r->articles++;
        printf("%s%s/%s: F1 %.3f\n", r->options->tap ? "# " : "", one->category, one->name, measure.f1);
    }
    return measure.verdict;
}

static void run_cases(run *r)
{
    for (size_t at = 0; at < r->suite.count; at++)
        for (size_t face = 0; face < sc_case_faces(&r->suite.one[at]); face++) {
            sc_pool pool = {NULL};
            const sc_case *one = &r->suite.one[at];
            const char *name = sc_case_name(&pool, one, face);
            if (is_wanted(r, one, name)) {
                int64_t begun = sc_filter_clock();
                sc_verdict verdict = run_case(r, &pool, one, face);
                sc_report_add(&r->report, one, name, verdict, (double)(sc_filter_clock() - begun) / 1000);
            }
            sc_pool_empty(&pool);
        }
    const char *fault = sc_shared_end(&r->shared, &r->pool);
    if (fault != NULL)
        sc_report_fault(&r->report, "suite/end-of-shared-processes", fault);
}

/* A name of the failure list that is no case's. */
static void check_known(run *r)
{
    for (size_t k = 0; k < r->report.known_count; k++) {
        bool exists = r->report.known[k].seen;
        for (size_t at = 0; at < r->suite.count && !exists; at++)
            for (size_t face = 0; face < sc_case_faces(&r->suite.one[at]) && !exists; face++)
                exists = strcmp(sc_case_name(&r->pool, &r->suite.one[at], face), r->report.known[k].name) == 0;
        if (!exists)
            sc_report_fault(&r->report, "suite/failure-list",
                            sc_pool_print(&r->pool, "%s is on the failure list, and no case has this name", r->report.known[k].name));
    }
}

static void check_rules(run *r)
{
    size_t covered = 0;
    for (size_t at = 0; at < r->suite.rule_count; at++) {
        const sc_rule *rule = &r->suite.rule[at];
        covered += rule->covered > 0;
        if (rule->covered == 0)
            sc_report_fault(&r->report, "suite/rules", sc_pool_print(&r->pool, "no case covers %s: %s", rule->name, rule->sentence));
    }
    printf("%s%zu of %zu rules are covered\n", r->options->tap ? "# " : "", covered, r->suite.rule_count);
}

static void print_quality(const run *r)
{
    size_t all = 0, right = 0;
    for (size_t at = 0; at < r->report.count; at++) {
        bool counts = strcmp(r->report.result[at].category, "attribution") == 0;
        all += counts;
        right += counts && r->report.result[at].end == SC_END_PASSED;
    }
    if (all > 0)
        printf("%squality: %zu of %zu attribution cases are right\n", r->options->tap ? "# " : "", right, all);
    if (r->articles > 0)
        printf("%squality: mean F1 of %zu whole articles %.3f\n", r->options->tap ? "# " : "", r->articles, r->f1 / (double)r->articles);
}

static void list_cases(run *r)
{
    for (size_t at = 0; at < r->suite.count; at++)
        for (size_t face = 0; face < sc_case_faces(&r->suite.one[at]); face++) {
            const char *name = sc_case_name(&r->pool, &r->suite.one[at], face);
            if (is_wanted(r, &r->suite.one[at], name))
                printf("%-50s %s\n", name, sc_case_text(&r->suite.one[at], "title", ""));
        }
}

/* A file for every session that is short enough to be a seed. */
static int export_sessions(run *r)
{
    for (size_t at = 0; at < r->suite.count; at++) {
        sc_pool pool = {NULL};
        const sc_case *one = &r->suite.one[at];
        sc_bytes source = {&pool, NULL, 0, 0}, out = {&pool, NULL, 0, 0};
        sc_script script;
        bool fine = true;
        if (one->kind == SC_CASE_SESSION && sc_file_read(&pool, one->folder, "session.txt", &source)) {
            sc_script_read(&pool, (const char *)source.data, source.length, &script);
            sc_play_export(&pool, &script, one->folder, &out);
        }
        if (out.length > 0 && out.length <= MOST_SEED)
            fine = sc_file_write(&pool, r->options->export, sc_pool_print(&pool, "%s-%s", one->category, one->name), out.data, out.length);
        sc_pool_empty(&pool);
        if (!fine) {
            fprintf(stderr, "sayso-conformance: nothing can be written to %s\n", r->options->export);
            return UNUSABLE;
        }
    }
    return 0;
}

static int run_suite(run *r)
{
    const sc_options *options = r->options;
    const char *fault = sc_suite_read(&r->pool, options->cases, options->rules, &r->suite);
    r->report = (sc_report){.pool = &r->pool, .enforce_recommended = options->enforce_recommended, .tap = options->tap};
    if (fault == NULL && options->failure_list != NULL)
        fault = sc_report_read_known(&r->report, options->failure_list);
    if (fault != NULL) {
        fprintf(stderr, "sayso-conformance: %s\n", fault);
        return UNUSABLE;
    }
    if (options->export != NULL)
        return export_sessions(r);
    if (options->list) {
        list_cases(r);
        return 0;
    }
    run_cases(r);
    check_known(r);
    if (options->update_list && (options->failure_list == NULL || !sc_report_write_known(&r->report, options->failure_list)))
        sc_report_fault(&r->report, "suite/failure-list", "the failure list cannot be written");
    if (options->only == NULL && !options->quality)
        check_rules(r);
    print_quality(r);
    if (options->junit != NULL && !sc_report_junit(&r->report, options->junit))
        sc_report_fault(&r->report, "suite/junit", "the JUnit file cannot be written");
    return sc_report_close(&r->report) ? 0 : 1;
}

int main(int count, char **arguments)
{
    sc_options options;
    run r = {.options = &options};
    int code = 0;
    const char *fault = sc_options_read(&r.pool, count, arguments, &options);
    signal(SIGPIPE, SIG_IGN);
    if (fault != NULL) {
        fprintf(stderr, "sayso-conformance: %s (--help says more)\n", fault);
        code = USAGE;
    } else if (options.help)
        sc_options_help();
    else if (options.record != NULL)
        code = sc_record(&r.pool, options.command, options.record);
    else if (options.replay != NULL)
        code = sc_replay(&r.pool, options.replay, options.patience);
    else {
        r.play = (sc_play_options){options.command, options.patience, options.with_options, !options.no_memory_limit};
        r.shared.options = &r.play;
        code = run_suite(&r);
    }
    sc_suite_free(&r.suite);
    sc_pool_empty(&r.pool);
    return code;
}
