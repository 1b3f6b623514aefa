/* cli.c - the options of the command.  Floor: plugin. */
#include "cli.h"
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char ss_cli_help[] =
    "usage: sayso [OPTION]... [FILE]...\n"
    "\n"
    "Says who said what: reads news texts and writes every attribution in them, with its\n"
    "source, cue, content and speaker. Without FILE, or where it is -, reads standard input.\n"
    "\n"
    "  --format=FORMAT     text: a table, the default on a terminal\n"
    "                      jsonl: one JSON object a document, the default otherwise\n"
    "                      brat: standoff, outermost attributions only\n"
    "  --offsets=UNIT      utf8 (bytes, the default), utf16 or codepoint; brat: always codepoint\n"
    "  --output-dir=DIR    write DIR/NAME.txt, .jsonl or .ann for each FILE\n"
    "  --model=FILE        read the weights from FILE instead of the program\n"
    "  --min-confidence=P  leave out what is less sure than P, 0 (the default) to 1\n"
    "  --strict-text       refuse a text that is not UTF-8, instead of reading U+FFFD\n"
    "  --reproducible      write nothing that differs from one run to the next\n"
    "  --stdio             serve the filter protocol on standard input and output;\n"
    "                      takes --model and --reproducible\n"
    "  --version, --help\n"
    "\n"
    "Exit status: 0 all done; 1 some inputs failed; 64 usage; 70 a fault of the program;\n"
    "74 output closed or full; 76 protocol; 78 a model that cannot be used.\n";

enum option_name {
    OPTION_FORMAT = 256,
    OPTION_OFFSETS,
    OPTION_OUTPUT_DIR,
    OPTION_MODEL,
    OPTION_MIN_CONFIDENCE,
    OPTION_STRICT_TEXT,
    OPTION_REPRODUCIBLE,
    OPTION_STDIO,
    OPTION_VERSION,
    OPTION_HELP
};

static const struct option options[] = {{"format", required_argument, NULL, OPTION_FORMAT},
                                        {"offsets", required_argument, NULL, OPTION_OFFSETS},
                                        {"output-dir", required_argument, NULL, OPTION_OUTPUT_DIR},
                                        {"model", required_argument, NULL, OPTION_MODEL},
                                        {"min-confidence", required_argument, NULL, OPTION_MIN_CONFIDENCE},
                                        {"strict-text", no_argument, NULL, OPTION_STRICT_TEXT},
                                        {"reproducible", no_argument, NULL, OPTION_REPRODUCIBLE},
                                        {"stdio", no_argument, NULL, OPTION_STDIO},
                                        {"version", no_argument, NULL, OPTION_VERSION},
                                        {"help", no_argument, NULL, OPTION_HELP},
                                        {NULL, 0, NULL, 0}};

/* What an option takes, in the order of option_name; NULL: nothing. */
static const char *const takes[] = {"text, jsonl or brat", "utf8, utf16 or codepoint", "a directory", "a file",
                                    "a number from 0 to 1", NULL, NULL, NULL, NULL, NULL};

__attribute__((format(printf, 2, 3))) static bool refuse(ss_cli_error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return false;
}

static bool refuse_value(ss_cli_error *error, int name, const char *value)
{
    return refuse(error, "--%s takes %s, not '%.100s'", options[name - OPTION_FORMAT].name, takes[name - OPTION_FORMAT], value);
}

/* ---- values ---------------------------------------------------------------------------------- */

/* The index of `value` in a list that ends with NULL, or -1. */
static int index_of(const char *const *list, const char *value)
{
    for (int i = 0; list[i] != NULL; i++)
        if (strcmp(list[i], value) == 0)
            return i;
    return -1;
}

static bool read_format(const char *value, ss_cli_format *out)
{
    static const char *const names[] = {"text", "jsonl", "brat", NULL};
    static const ss_cli_format formats[] = {SS_CLI_FORMAT_TEXT, SS_CLI_FORMAT_JSONL, SS_CLI_FORMAT_BRAT};
    int at = index_of(names, value);
    if (at >= 0)
        *out = formats[at];
    return at >= 0;
}

static bool read_unit(const char *value, sayso_offset_unit *out)
{
    static const char *const names[] = {"utf8", "utf16", "codepoint", NULL};
    static const sayso_offset_unit units[] = {SAYSO_UTF8_BYTE, SAYSO_UTF16_UNIT, SAYSO_CODE_POINT};
    int at = index_of(names, value);
    if (at >= 0)
        *out = units[at];
    return at >= 0;
}

/* Digits with at most one point among them, 0 to 1, as thousandths rounded up. Without floats, so that
 * .29 is 290 on every machine. */
static bool read_confidence(const char *value, uint16_t *out)
{
    unsigned whole = 0, thousandths = 0, unit = 100, digits = 0;
    bool more = false;
    for (; *value >= '0' && *value <= '9'; value++, digits++)
        whole = whole > 1 ? whole : whole * 10 + (unsigned)(*value - '0');
    if (*value == '.')
        value++;
    for (; *value >= '0' && *value <= '9'; value++, digits++) {
        thousandths += (unsigned)(*value - '0') * unit;
        more = more || (unit == 0 && *value != '0');
        unit /= 10;
    }
    thousandths += whole * 1000 + more;
    if (*value != '\0' || digits == 0 || whole > 1 || thousandths > 1000)
        return false;
    *out = (uint16_t)thousandths;
    return true;
}

static bool take(int name, const char *value, ss_cli *out, ss_cli_error *error)
{
    switch (name) {
    case OPTION_FORMAT:
        return read_format(value, &out->format) || refuse_value(error, name, value);
    case OPTION_OFFSETS:
        return read_unit(value, &out->unit) || refuse_value(error, name, value);
    case OPTION_OUTPUT_DIR:
        out->output_dir = value;
        return *value != '\0' || refuse_value(error, name, value);
    case OPTION_MODEL:
        out->model = value;
        return *value != '\0' || refuse_value(error, name, value);
    case OPTION_MIN_CONFIDENCE:
        return read_confidence(value, &out->min_confidence) || refuse_value(error, name, value);
    case OPTION_STRICT_TEXT:
        out->strict_text = true;
        return true;
    case OPTION_REPRODUCIBLE:
        out->reproducible = true;
        return true;
    case OPTION_STDIO:
        out->mode = SS_CLI_STDIO;
        return true;
    default:
        out->mode = name == OPTION_VERSION ? SS_CLI_VERSION : SS_CLI_HELP;
        return true;
    }
}

/* ---- what does not go together --------------------------------------------------------------- */

static bool is_for_documents(int name)
{
    return name == OPTION_FORMAT || name == OPTION_OFFSETS || name == OPTION_OUTPUT_DIR || name == OPTION_MIN_CONFIDENCE ||
           name == OPTION_STRICT_TEXT;
}

/* `for_documents`: an option of that kind that was given, or 0. */
static bool agrees(const ss_cli *cli, int for_documents, ss_cli_error *error)
{
    if (cli->mode == SS_CLI_STDIO && for_documents != 0)
        return refuse(error, "--%s does not go with --stdio, where the host says it in its frames",
                      options[for_documents - OPTION_FORMAT].name);
    if (cli->mode == SS_CLI_STDIO && cli->file_count > 0)
        return refuse(error, "--stdio takes no files, and '%.100s' was given", cli->file[0]);
    if (cli->format == SS_CLI_FORMAT_BRAT && cli->file_count > 1 && cli->output_dir == NULL)
        return refuse(error, "--format=brat takes one file, or several with --output-dir: its lines do not say whose they are");
    return true;
}

static bool refuse_option(ss_cli_error *error, int answer, const char *given)
{
    bool known = optopt >= OPTION_FORMAT && optopt <= OPTION_HELP;
    if (known && answer == ':')
        return refuse(error, "--%s takes %s", options[optopt - OPTION_FORMAT].name, takes[optopt - OPTION_FORMAT]);
    if (known)
        return refuse(error, "--%s takes no value", options[optopt - OPTION_FORMAT].name);
    if (optopt != 0)
        return refuse(error, "no option '-%c'; --help lists them", optopt);
    return refuse(error, "no option '%.100s'; --help lists them", given);
}

bool ss_cli_parse(int argc, char **argv, ss_cli *out, ss_cli_error *error)
{
    int name, for_documents = 0;
    *out = (ss_cli){.unit = SAYSO_UTF8_BYTE};
    *error = (ss_cli_error){""};
    opterr = 0;
    optind = 0; /* from the start again, whatever was read before */
    while ((name = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        if (name == '?' || name == ':')
            return refuse_option(error, name, argv[optind - 1]);
        if (!take(name, optarg, out, error))
            return false;
        if (out->mode == SS_CLI_HELP || out->mode == SS_CLI_VERSION)
            return true;
        if (is_for_documents(name))
            for_documents = name;
    }
    out->file = argv + optind;
    out->file_count = argc - optind;
    return agrees(out, for_documents, error);
}
