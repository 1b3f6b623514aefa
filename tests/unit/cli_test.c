#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli.h"

#define MOST_ARGUMENTS 8

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
    static char copy[256];
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
    assert_false(cli->strict_text);
    assert_false(cli->reproducible);
    assert_int_equal(cli->file_count, 0);
}

static void every_option(void **state)
{
    (void)state;
    const ss_cli *cli = accept("--format=jsonl --offsets=utf16 --output-dir=out --model=m.bin --min-confidence=.8 --strict-text --reproducible");
    assert_int_equal(cli->format, SS_CLI_FORMAT_JSONL);
    assert_int_equal(cli->unit, SAYSO_UTF16_UNIT);
    assert_int_equal(cli->min_confidence, 800);
    assert_string_equal(cli->output_dir, "out");
    assert_string_equal(cli->model, "m.bin");
    assert_true(cli->strict_text);
    assert_true(cli->reproducible);
    assert_int_equal(accept("--format=text")->format, SS_CLI_FORMAT_TEXT);
    assert_int_equal(accept("--format=brat")->format, SS_CLI_FORMAT_BRAT);
    assert_int_equal(accept("--offsets=codepoint")->unit, SAYSO_CODE_POINT);
    assert_int_equal(accept("--offsets=utf16 --offsets=utf8")->unit, SAYSO_UTF8_BYTE);
    assert_int_equal(accept("--stdio --model=m --reproducible")->mode, SS_CLI_STDIO);
    assert_int_equal(accept("--version")->mode, SS_CLI_VERSION);
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

static void refusals_name_the_option_and_what_it_takes(void **state)
{
    (void)state;
    refuse("--format=xml", "--format takes text, jsonl or brat, not 'xml'");
    refuse("--format=TEXT", "--format takes text, jsonl or brat, not 'TEXT'");
    refuse("--format", "--format takes text, jsonl or brat");
    refuse("--offsets=bytes", "--offsets takes utf8, utf16 or codepoint, not 'bytes'");
    refuse("--output-dir=", "--output-dir takes a directory, not ''");
    refuse("--model=", "--model takes a file, not ''");
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
    assert_int_equal(strlen(out->error.message), strlen("--format takes text, jsonl or brat, not ''") + 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults),
        cmocka_unit_test(every_option),
        cmocka_unit_test(files_stand_anywhere),
        cmocka_unit_test(confidences),
        cmocka_unit_test(refusals_name_the_option_and_what_it_takes),
        cmocka_unit_test(what_does_not_go_together),
        cmocka_unit_test(a_long_value_does_not_overflow_the_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
