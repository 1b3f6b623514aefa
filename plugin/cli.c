/* cli.c - the options of the command.  Floor: plugin. */
#include "cli.h"
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "limit_option.h"

const char ss_cli_help[] =
    "usage: sayso [OPTION]... [FILE]...\n"
    "\n"
    "Says who said what: reads news texts and writes every attribution in them, with its\n"
    "source, cue, content and speaker. Without FILE, or where it is -, reads standard input.\n"
    "Files may be compressed (gzip, zlib).\n"
    "\n"
    "  --format=FORMAT     text: a table, the default on a terminal\n"
    "                      jsonl: one JSON object a document, the default otherwise\n"
    "                      brat: standoff, outermost attributions with a cue only\n"
    "                      xhtml: a page, the text and what is said in it\n"
    "  --inner             brat: those inside others and those without a cue too\n"
    "  --offsets=UNIT      utf8 (bytes, the default), utf16 or codepoint; brat: always codepoint\n"
    "  --output-dir=DIR    write DIR/NAME.txt, .jsonl, .ann or .xhtml for each FILE\n"
    "  --stdin-jsonl       read {\"id\", \"text\"} from each line of standard input, and maybe\n"
    "                      \"media_type\" and \"language\"; write {\"id\", \"status\", ...} for each\n"
    "  --media-type=TYPE   text/plain (the default) or text/markdown\n"
    "  --language=TAG      do not look which language it is: en, en-GB, ...\n"
    "  --min-confidence=P  leave out what is less sure than P, 0 (the default) to 1\n"
    "  --strict-text       refuse a text that is not UTF-8, instead of reading U+FFFD\n"
    "  --jobs=N            work on N documents at once, 1 (the default) to 64; what is\n"
    "                      written is the same\n"
    "  --quiet             no notes and no progress on stderr, errors only\n"
    "  --model=NAME        fast, which is taken by itself, or accurate; or a FILE of weights\n"
    "  --kernel=NAME       plain, avx2, avx512vnni or neon instead of the processor's fastest;\n"
    "                      what is written is the same\n"
    "  --rules=FILE        what FILE says of credits, cue words, speakers and what is no quote\n"
    "  --print-rules       print the program's own rules, as an example of such a file\n"
    "  --reproducible      write nothing that differs from one run to the next\n"
    "  --stdio             serve the filter protocol on standard input and output;\n"
    "                      takes --model, --rules, --kernel, --jobs, --reproducible\n"
    "                      and limits\n"
    "  --version, --help\n"
    "\n"
    "Limits, of each document; with --stdio the most that a host can ask for:\n"
    "  --max-document-bytes=N  refuse a longer one, once inflated; 16777216 is the most\n"
    "  --max-attributions=N    give the first N; 262144 is the most\n"
    "  --max-answer-bytes=N    jsonl, --stdio: give as many records as fit\n"
    "  --deadline-ms=N         give it up after so long\n"
    "  --max-frame-bytes=N, --max-queued-bytes=N   --stdio: of a frame, and of what waits\n"
    "\n"
    "Exit status: 0 all done; 1 some inputs failed; 64 usage; 70 a fault of the program;\n"
    "74 output closed or full; 76 protocol; 78 a model or rules that cannot be used.\n";

enum option_name {
    OPTION_FORMAT = 256,
    OPTION_INNER,
    OPTION_OFFSETS,
    OPTION_OUTPUT_DIR,
    OPTION_STDIN_JSONL,
    OPTION_MEDIA_TYPE,
    OPTION_LANGUAGE,
    OPTION_MIN_CONFIDENCE,
    OPTION_STRICT_TEXT,
    OPTION_QUIET, /* from here on also with --stdio */
    OPTION_JOBS,
    OPTION_MODEL,
    OPTION_KERNEL,
    OPTION_RULES,
    OPTION_REPRODUCIBLE,
    OPTION_STDIO,
    OPTION_PRINT_RULES,
    OPTION_VERSION,
    OPTION_HELP,
    OPTION_LIMIT /* and the others of ss_limit_options, in its order */
};

#define OPTION_END (OPTION_LIMIT + SS_LIMIT_OPTIONS)

static const struct option options[] = {{"format", required_argument, NULL, OPTION_FORMAT},
                                        {"inner", no_argument, NULL, OPTION_INNER},
                                        {"offsets", required_argument, NULL, OPTION_OFFSETS},
                                        {"output-dir", required_argument, NULL, OPTION_OUTPUT_DIR},
                                        {"stdin-jsonl", no_argument, NULL, OPTION_STDIN_JSONL},
                                        {"media-type", required_argument, NULL, OPTION_MEDIA_TYPE},
                                        {"language", required_argument, NULL, OPTION_LANGUAGE},
                                        {"min-confidence", required_argument, NULL, OPTION_MIN_CONFIDENCE},
                                        {"strict-text", no_argument, NULL, OPTION_STRICT_TEXT},
                                        {"quiet", no_argument, NULL, OPTION_QUIET},
                                        {"jobs", required_argument, NULL, OPTION_JOBS},
                                        {"model", required_argument, NULL, OPTION_MODEL},
                                        {"kernel", required_argument, NULL, OPTION_KERNEL},
                                        {"rules", required_argument, NULL, OPTION_RULES},
                                        {"reproducible", no_argument, NULL, OPTION_REPRODUCIBLE},
                                        {"stdio", no_argument, NULL, OPTION_STDIO},
                                        {"print-rules", no_argument, NULL, OPTION_PRINT_RULES},
                                        {"version", no_argument, NULL, OPTION_VERSION},
                                        {"help", no_argument, NULL, OPTION_HELP},
                                        {"max-frame-bytes", required_argument, NULL, OPTION_LIMIT},
                                        {"max-document-bytes", required_argument, NULL, OPTION_LIMIT + 1},
                                        {"max-queued-bytes", required_argument, NULL, OPTION_LIMIT + 2},
                                        {"max-attributions", required_argument, NULL, OPTION_LIMIT + 3},
                                        {"max-answer-bytes", required_argument, NULL, OPTION_LIMIT + 4},
                                        {"deadline-ms", required_argument, NULL, OPTION_LIMIT + 5},
                                        {NULL, 0, NULL, 0}};

/* What an option takes that is no limit, in the order of option_name; NULL: nothing. */
static const char *const takes[] = {"text, jsonl, brat or xhtml", NULL,    "utf8, utf16 or codepoint",
                                    "a directory",         NULL,           "a media type",
                                    "a language tag",      "a number from 0 to 1",
                                    NULL,                  NULL,           "a number from 1 to 64",
                                    "a model's name or a file", "a kernel's name", "a file",
                                    NULL,                  NULL,           NULL,
                                    NULL,                  NULL};

_Static_assert(sizeof takes / sizeof *takes == OPTION_LIMIT - OPTION_FORMAT, "one for each option");
_Static_assert(SS_JOBS_MOST == 64 && SS_DOCUMENT_MOST_BYTES == 16777216 && SS_ATTRIBUTIONS_MOST == 262144,
               "what the texts above say");

static const char *name_of(int name)
{
    return options[name - OPTION_FORMAT].name;
}

static const char *taken_by(int name)
{
    return name >= OPTION_LIMIT ? ss_limit_options[name - OPTION_LIMIT].takes : takes[name - OPTION_FORMAT];
}

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
    return refuse(error, "--%s takes %s, not '%.100s'", name_of(name), taken_by(name), value);
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
    static const char *const names[] = {"text", "jsonl", "brat", "xhtml", NULL};
    static const ss_cli_format formats[] = {SS_CLI_FORMAT_TEXT, SS_CLI_FORMAT_JSONL, SS_CLI_FORMAT_BRAT, SS_CLI_FORMAT_XHTML};
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

static bool read_jobs(const char *value, int *out)
{
    int number = 0;
    for (; *value >= '0' && *value <= '9' && number <= SS_JOBS_MOST; value++)
        number = number * 10 + (*value - '0');
    *out = number;
    return *value == '\0' && number >= 1 && number <= SS_JOBS_MOST;
}

static bool read_text(const char *value, const char **out)
{
    *out = value;
    return *value != '\0';
}

/* A value that is not the option's is refused by the caller. */
static bool take_value(int name, const char *value, ss_cli *out)
{
    switch (name) {
    case OPTION_FORMAT:
        return read_format(value, &out->format);
    case OPTION_OFFSETS:
        return read_unit(value, &out->unit);
    case OPTION_OUTPUT_DIR:
        return read_text(value, &out->output_dir);
    case OPTION_MEDIA_TYPE:
        return read_text(value, &out->media_type);
    case OPTION_LANGUAGE:
        return read_text(value, &out->language);
    case OPTION_MIN_CONFIDENCE:
        return read_confidence(value, &out->min_confidence);
    case OPTION_JOBS:
        return read_jobs(value, &out->jobs);
    case OPTION_MODEL:
        return read_text(value, &out->model);
    case OPTION_KERNEL:
        return read_text(value, &out->kernel);
    case OPTION_RULES:
        return read_text(value, &out->rules);
    default:
        return ss_limit_option_read(&ss_limit_options[name - OPTION_LIMIT], value, &out->limits);
    }
}

static bool take(int name, const char *value, ss_cli *out, ss_cli_error *error)
{
    if (taken_by(name) != NULL)
        return take_value(name, value, out) || refuse_value(error, name, value);
    switch (name) {
    case OPTION_INNER:
        out->inner = true;
        break;
    case OPTION_STDIN_JSONL:
        out->stdin_jsonl = true;
        break;
    case OPTION_STRICT_TEXT:
        out->strict_text = true;
        break;
    case OPTION_QUIET:
        out->quiet = true;
        break;
    case OPTION_REPRODUCIBLE:
        out->reproducible = true;
        break;
    case OPTION_STDIO:
        out->mode = SS_CLI_STDIO;
        break;
    default:
        out->mode = name == OPTION_VERSION       ? SS_CLI_VERSION
                    : name == OPTION_PRINT_RULES ? SS_CLI_PRINT_RULES
                                                 : SS_CLI_HELP;
    }
    return true;
}

/* ---- what does not go together --------------------------------------------------------------- */

/* Whether an option is about what is read and written, of which a host speaks in its frames. */
static bool is_for_documents(int name)
{
    return name < OPTION_QUIET;
}

static bool agrees_with_stdio(const ss_cli *cli, int for_documents, ss_cli_error *error)
{
    if (for_documents != 0)
        return refuse(error, "--%s does not go with --stdio, where the host says it in its frames",
                      name_of(for_documents));
    if (cli->file_count > 0)
        return refuse(error, "--stdio takes no files, and '%.100s' was given", cli->file[0]);
    return true;
}

static bool agrees_with_lines(const ss_cli *cli, ss_cli_error *error)
{
    if (cli->file_count > 0)
        return refuse(error, "--stdin-jsonl takes no files, and '%.100s' was given", cli->file[0]);
    if (cli->output_dir != NULL)
        return refuse(error, "--stdin-jsonl does not go with --output-dir: its lines have no file names");
    return true;
}

static bool agrees_with_files(const ss_cli *cli, ss_cli_error *error)
{
    int standard_inputs = 0;
    for (int i = 0; i < cli->file_count; i++)
        standard_inputs += strcmp(cli->file[i], "-") == 0;
    if (standard_inputs > 1)
        return refuse(error, "'-' was given twice, and standard input can be read once");
    if (cli->format == SS_CLI_FORMAT_BRAT && cli->file_count > 1 && cli->output_dir == NULL)
        return refuse(error, "--format=brat takes one file, or several with --output-dir: its lines do not say whose they are");
    if (cli->format == SS_CLI_FORMAT_XHTML && cli->file_count > 1 && cli->output_dir == NULL)
        return refuse(error, "--format=xhtml takes one file, or several with --output-dir: a page is a whole document");
    return true;
}

/* What only jsonl can do chooses it. `for_documents`: an option of that kind that was given, or 0. */
static bool agrees(ss_cli *cli, int for_documents, ss_cli_error *error)
{
    const char *jsonl_only = cli->stdin_jsonl ? "stdin-jsonl" : cli->limits.max_answer_bytes > 0 ? "max-answer-bytes" : NULL;
    if (cli->mode == SS_CLI_STDIO)
        return agrees_with_stdio(cli, for_documents, error);
    if (cli->limits.max_frame_bytes > 0 || cli->limits.max_queued_bytes > 0)
        return refuse(error, "--max-%s-bytes goes with --stdio only", cli->limits.max_frame_bytes > 0 ? "frame" : "queued");
    if (jsonl_only != NULL && cli->format != SS_CLI_FORMAT_UNSAID && cli->format != SS_CLI_FORMAT_JSONL)
        return refuse(error, "--%s goes with --format=jsonl only", jsonl_only);
    if (jsonl_only != NULL)
        cli->format = SS_CLI_FORMAT_JSONL;
    return cli->stdin_jsonl ? agrees_with_lines(cli, error) : agrees_with_files(cli, error);
}

static bool refuse_option(ss_cli_error *error, int answer, const char *given)
{
    bool known = optopt >= OPTION_FORMAT && optopt < OPTION_END;
    if (known && answer == ':')
        return refuse(error, "--%s takes %s", name_of(optopt), taken_by(optopt));
    if (known)
        return refuse(error, "--%s takes no value", name_of(optopt));
    if (optopt != 0)
        return refuse(error, "no option '-%c'; --help lists them", optopt);
    return refuse(error, "no option '%.100s'; --help lists them", given);
}

bool ss_cli_parse(int argc, char **argv, ss_cli *out, ss_cli_error *error)
{
    int name, for_documents = 0;
    *out = (ss_cli){.unit = SAYSO_UTF8_BYTE, .jobs = 1, .limits = {.max_document_bytes = SAYSO_MAX_DOCUMENT_BYTES}};
    *error = (ss_cli_error){""};
    opterr = 0;
    optind = 0; /* from the start again, whatever was read before */
    while ((name = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        if (name == '?' || name == ':')
            return refuse_option(error, name, argv[optind - 1]);
        if (!take(name, optarg, out, error))
            return false;
        if (out->mode == SS_CLI_HELP || out->mode == SS_CLI_VERSION || out->mode == SS_CLI_PRINT_RULES)
            return true;
        if (is_for_documents(name))
            for_documents = name;
    }
    out->file = argv + optind;
    out->file_count = argc - optind;
    return agrees(out, for_documents, error);
}
