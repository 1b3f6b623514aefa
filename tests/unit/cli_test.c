#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli.h"

#define MOST_ARGUMENTS 20

typedef struct parsed {
    char *argument[MOST_ARGUMENTS + 2];
    ss_cli cli;
    ss_cli_error error;
    bool good;
} parsed;

/* Arguments are cut at spaces; `line` is written to. */
static parsed *parse(char *line)
{
    static char program[] = "sayso";
    static parsed out;
    int count = 1;
    memset(&out, 0, sizeof out);
    out.argument[0] = program;
    for (char *word = strtok(line, " "); word != NULL; word = strtok(NULL, " ")) {
        assert_true(count <= MOST_ARGUMENTS);
        out.argument[count++] = word;
    }
    out.good = ss_cli_parse(count, out.argument, &out.cli, &out.error);
    return &out;
}

static const ss_cli *accept(const char *line)
{
    static char copy[512];
    assert_true(strlen(line) < sizeof copy);
    strcpy(copy, line);
    const parsed *out = parse(copy);
    assert_string_equal(out->error.message, "");
    assert_true(out->good);
    return &out->cli;
}

static void refuse(const char *line, const char *message)
{
    char copy[256];
    strcpy(copy, line);
    const parsed *out = parse(copy);
    assert_string_equal(out->error.message, message);
    assert_false(out->good);
}

static void defaults(void **state)
{
    (void)state;
    const ss_cli *cli = accept("");
    assert_int_equal(cli->mode, SS_CLI_ONESHOT);
    assert_int_equal(cli->format, SS_CLI_FORMAT_UNSAID);
    assert_int_equal(cli->unit, SAYSO_UTF8_BYTE);
    assert_int_equal(cli->min_confidence, 0);
    assert_null(cli->output_dir);
    assert_null(cli->model);
    assert_null(cli->kernel);
    assert_null(cli->rules);
    assert_null(cli->media_type);
    assert_null(cli->language);
    assert_int_equal(cli->jobs, 1);
    assert_int_equal(cli->limits.max_document_bytes, SAYSO_MAX_DOCUMENT_BYTES);
    assert_int_equal(cli->limits.max_attributions, 0);
    assert_int_equal(cli->limits.max_answer_bytes, 0);
    assert_int_equal(cli->limits.deadline_ms, 0);
    assert_false(cli->inner);
    assert_false(cli->quiet);
    assert_false(cli->stdin_jsonl);
    assert_false(cli->strict_text);
    assert_false(cli->reproducible);
    assert_int_equal(cli->file_count, 0);
}

static void every_option(void **state)
{
    (void)state;
    const ss_cli *cli = accept("--format=jsonl --offsets=utf16 --output-dir=out --model=m.bin --kernel=plain --rules=my.rules --min-confidence=.8 --strict-text --reproducible");
    assert_int_equal(cli->format, SS_CLI_FORMAT_JSONL);
    assert_int_equal(cli->unit, SAYSO_UTF16_UNIT);
    assert_int_equal(cli->min_confidence, 800);
    assert_string_equal(cli->output_dir, "out");
    assert_string_equal(cli->model, "m.bin");
    assert_string_equal(cli->kernel, "plain");
    assert_string_equal(cli->rules, "my.rules");
    assert_true(cli->strict_text);
    assert_true(cli->reproducible);
    cli = accept("--media-type=text/markdown --language=en-GB --jobs=64 --inner --quiet --max-document-bytes=1 "
                 "--max-attributions=2 --max-answer-bytes=3 --deadline-ms=4");
    assert_string_equal(cli->media_type, "text/markdown");
    assert_string_equal(cli->language, "en-GB");
    assert_int_equal(cli->jobs, 64);
    assert_true(cli->inner);
    assert_true(cli->quiet);
    assert_int_equal(cli->limits.max_document_bytes, 1);
    assert_int_equal(cli->limits.max_attributions, 2);
    assert_int_equal(cli->limits.max_answer_bytes, 3);
    assert_int_equal(cli->limits.deadline_ms, 4);
    assert_true(accept("--stdin-jsonl")->stdin_jsonl);
    assert_int_equal(accept("--format=text")->format, SS_CLI_FORMAT_TEXT);
    assert_int_equal(accept("--format=brat")->format, SS_CLI_FORMAT_BRAT);
    assert_int_equal(accept("--offsets=codepoint")->unit, SAYSO_CODE_POINT);
    assert_int_equal(accept("--offsets=utf16 --offsets=utf8")->unit, SAYSO_UTF8_BYTE);
    cli = accept("--stdio --quiet --model=m --rules=r --reproducible --jobs=2 --max-frame-bytes=262144 --max-queued-bytes=5 --max-document-bytes=6 "
                 "--max-attributions=7 --max-answer-bytes=8 --deadline-ms=9");
    assert_int_equal(cli->mode, SS_CLI_STDIO);
    assert_int_equal(cli->jobs, 2);
    assert_int_equal(cli->limits.max_frame_bytes, 262144);
    assert_int_equal(cli->limits.max_queued_bytes, 5);
    assert_string_equal(cli->rules, "r");
    assert_int_equal(accept("--version")->mode, SS_CLI_VERSION);
    assert_int_equal(accept("--print-rules")->mode, SS_CLI_PRINT_RULES);
    assert_int_equal(accept("--help a b")->mode, SS_CLI_HELP);
}

static void files_stand_anywhere(void **state)
{
    (void)state;
    const ss_cli *cli = accept("a.txt --strict-text - -- --help");
    assert_int_equal(cli->file_count, 3);
    assert_string_equal(cli->file[0], "a.txt");
    assert_string_equal(cli->file[1], "-");
    assert_string_equal(cli->file[2], "--help");
    assert_true(cli->strict_text);
}

static void confidences(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        uint16_t permille;
    } good[] = {{"--min-confidence=0", 0},        {"--min-confidence=1", 1000},     {"--min-confidence=1.", 1000},
                {"--min-confidence=1.000", 1000}, {"--min-confidence=.29", 290},    {"--min-confidence=0.5", 500},
                {"--min-confidence=00.001", 1},   {"--min-confidence=.0001", 1},    {"--min-confidence=.8005", 801},
                {"--min-confidence=.80000", 800}, {"--min-confidence=.9991", 1000}, {"--min-confidence .7", 700}};
    static const char *const bad[] = {"--min-confidence=1.001", "--min-confidence=1.0000001", "--min-confidence=2",
                                      "--min-confidence=-1",    "--min-confidence=.",         "--min-confidence=",
                                      "--min-confidence=nan",   "--min-confidence=0x1",       "--min-confidence=1e-1",
                                      "--min-confidence=0,5",   "--min-confidence=80%",       "--min-confidence=0.5.1",
                                      "--min-confidence=11",    "--min-confidence=4294967296"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_int_equal(accept(good[i].line)->min_confidence, good[i].permille);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char message[256] = "--min-confidence takes a number from 0 to 1, not '";
        strcat(strcat(message, strchr(bad[i], '=') + 1), "'");
        refuse(bad[i], message);
    }
}

static void numbers(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *most;
        const char *more;
        size_t at;
    } options[] = {{"--jobs", "64", "65", offsetof(ss_cli, jobs)},
                   {"--max-document-bytes", "16777216", "16777217", offsetof(ss_cli, limits.max_document_bytes)},
                   {"--stdio --max-queued-bytes", "1073741824", "1073741825", offsetof(ss_cli, limits.max_queued_bytes)},
                   {"--max-attributions", "262144", "262145", offsetof(ss_cli, limits.max_attributions)},
                   {"--max-answer-bytes", "1073741824", "1073741825", offsetof(ss_cli, limits.max_answer_bytes)},
                   {"--deadline-ms", "4294967295", "4294967296", offsetof(ss_cli, limits.deadline_ms)}};
    static const char *const bad[] = {"0", "00", "-1", "+1", "", "1.0", "1e1", "0x1", "1k", "99999999999999999999999"};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        char line[128], message[256];
        uint32_t value;
        snprintf(line, sizeof line, "%s=000%s", options[i].name, options[i].most);
        memcpy(&value, (const char *)accept(line) + options[i].at, sizeof value);
        assert_int_equal(value, strtoul(options[i].most, NULL, 10));
        for (size_t j = 0; j <= sizeof bad / sizeof *bad; j++) {
            const char *given = j == 0 ? options[i].more : bad[j - 1];
            snprintf(line, sizeof line, "%s=%s", options[i].name, given);
            snprintf(message, sizeof message, "%s takes a number from 1 to %s, not '%s'", strrchr(options[i].name, ' ') == NULL ? options[i].name : strrchr(options[i].name, ' ') + 1,
                     options[i].most, given);
            refuse(line, message);
        }
    }
}

static void refusals_name_the_option_and_what_it_takes(void **state)
{
    (void)state;
    refuse("--format=xml", "--format takes text, jsonl, brat or xhtml, not 'xml'");
    refuse("--format=TEXT", "--format takes text, jsonl, brat or xhtml, not 'TEXT'");
    refuse("--format", "--format takes text, jsonl, brat or xhtml");
    refuse("--offsets=bytes", "--offsets takes utf8, utf16 or codepoint, not 'bytes'");
    refuse("--output-dir=", "--output-dir takes a directory, not ''");
    refuse("--model=", "--model takes a model's name or a file, not ''");
    refuse("--media-type=", "--media-type takes a media type, not ''");
    refuse("--language=", "--language takes a language tag, not ''");
    refuse("--jobs", "--jobs takes a number from 1 to 64");
    refuse("--quiet=1", "--quiet takes no value");
    refuse("--strict-text=yes", "--strict-text takes no value");
    refuse("--verbose", "no option '--verbose'; --help lists them");
    refuse("a.txt --verbose=3 b.txt", "no option '--verbose=3'; --help lists them");
    refuse("-x", "no option '-x'; --help lists them");
    refuse("-xyz a", "no option '-x'; --help lists them");
}

static void what_does_not_go_together(void **state)
{
    (void)state;
    refuse("--stdio --format=text", "--format does not go with --stdio, where the host says it in its frames");
    refuse("--min-confidence=.5 --stdio", "--min-confidence does not go with --stdio, where the host says it in its frames");
    refuse("--stdio a.txt", "--stdio takes no files, and 'a.txt' was given");
    refuse("--format=brat a b", "--format=brat takes one file, or several with --output-dir: its lines do not say whose they are");
    refuse("--stdio --inner", "--inner does not go with --stdio, where the host says it in its frames");
    refuse("--max-frame-bytes=300000 a", "--max-frame-bytes goes with --stdio only");
    refuse("--max-queued-bytes=9 a", "--max-queued-bytes goes with --stdio only");
    refuse("--stdio --max-frame-bytes=262143", "--max-frame-bytes takes a number from 262144 to 16777216, not '262143'");
    refuse("--stdin-jsonl a.txt", "--stdin-jsonl takes no files, and 'a.txt' was given");
    refuse("--stdin-jsonl --output-dir=x", "--stdin-jsonl does not go with --output-dir: its lines have no file names");
    refuse("--stdin-jsonl --format=text", "--stdin-jsonl goes with --format=jsonl only");
    refuse("--format=brat --max-answer-bytes=9 a", "--max-answer-bytes goes with --format=jsonl only");
    refuse("- a -", "'-' was given twice, and standard input can be read once");
    assert_int_equal(accept("--stdin-jsonl")->format, SS_CLI_FORMAT_JSONL);
    assert_int_equal(accept("--max-answer-bytes=9 a")->format, SS_CLI_FORMAT_JSONL);
    assert_int_equal(accept("--format=jsonl --stdin-jsonl")->format, SS_CLI_FORMAT_JSONL);
    assert_int_equal(accept("--format=brat --output-dir=out a b")->file_count, 2);
    assert_int_equal(accept("--format=brat a")->file_count, 1);
}

static void a_long_value_does_not_overflow_the_message(void **state)
{
    (void)state;
    char line[200] = "--format=";
    memset(line + 9, 'x', 180);
    const parsed *out = parse(line);
    assert_false(out->good);
    assert_int_equal(strlen(out->error.message), strlen("--format takes text, jsonl, brat or xhtml, not ''") + 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults),
        cmocka_unit_test(every_option),
        cmocka_unit_test(files_stand_anywhere),
        cmocka_unit_test(confidences),
        cmocka_unit_test(numbers),
        cmocka_unit_test(refusals_name_the_option_and_what_it_takes),
        cmocka_unit_test(what_does_not_go_together),
        cmocka_unit_test(a_long_value_does_not_overflow_the_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
