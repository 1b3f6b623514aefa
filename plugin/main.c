/* main.c - the program: what was asked for, which model, which way to serve it.  Floor: plugin. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/limits.h"
#include "cli.h"
#include "document_file.h"
#include "exit.h"
#include "oneshot.h"
#include "report.h"
#include "serve.h"

/* Of a model file: the largest that is planned has a tenth of it. */
#define MAX_MODEL_BYTES (512u << 20)

/* One more than a rules file may have, so that the core can say so. */
#define MAX_RULES_BYTES (SS_MAX_RULES_BYTES + 1)

/* A standard descriptor that is not open would be the next file's, and answers would be written into it.
 * It gets one that cannot be used its way, so that using it fails. False when that was needed for input
 * or output. */
static bool hold_standard_descriptors(void)
{
    static const int wrong_way[] = {O_WRONLY, O_RDONLY, O_WRONLY};
    bool open_both = true;
    for (int descriptor = 0; descriptor <= STDERR_FILENO; descriptor++) {
        if (fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF)
            continue;
        (void)!open("/dev/null", wrong_way[descriptor]);
        open_both = open_both && descriptor == STDERR_FILENO;
    }
    return open_both;
}

static int print(const char *text, size_t length)
{
    if (fwrite(text, 1, length, stdout) == length && fflush(stdout) == 0)
        return SS_EXIT_OK;
    ss_report("standard output", "cannot be written: %s", strerror(errno));
    return SS_EXIT_OUTPUT;
}

static int print_rules(void)
{
    size_t length;
    const char *rules = sayso_builtin_rules(&length);
    return print(rules, length);
}

/* Their names in one line; lives until the next call. */
static const char *known_models(void)
{
    static char known[64];
    const char *name;
    size_t length = 0;
    for (uint32_t i = 0; (name = sayso_model_builtin_name(i)) != NULL && length < sizeof known; i++)
        length += (size_t)snprintf(known + length, sizeof known - length, "%s%s", i == 0 ? "" : ", ", name);
    return known;
}

static int read_model(const char *path, sayso_model **out)
{
    ss_file file;
    sayso_error error = {.message = ""};
    int code = SS_EXIT_CONFIGURATION;
    if (ss_file_read(path, MAX_MODEL_BYTES, &file) != SS_FILE_OK)
        ss_report(path, "is no model of this program (%s), and as a file it cannot be read: %s", known_models(), file.message);
    else if (sayso_model_read(file.body.bytes == NULL ? (const void *)"" : file.body.bytes, file.body.length, out, &error) != SAYSO_OK)
        ss_report(path, "is no model that can be used: %s (byte %llu)", error.message, (unsigned long long)error.offset);
    else
        code = SS_EXIT_OK;
    ss_file_free(&file);
    return code;
}

static int load_model(const ss_cli *cli, sayso_model **out)
{
    sayso_error error = {.message = ""};
    *out = NULL;
    sayso_status status = sayso_model_named(cli->model == NULL ? sayso_model_builtin_name(0) : cli->model, out, &error);
    if (status == SAYSO_OK)
        return SS_EXIT_OK;
    if (status == SAYSO_UNSUPPORTED)
        return read_model(cli->model, out);
    ss_report(NULL, "the model inside the program: %s", error.message);
    return SS_EXIT_INTERNAL;
}

static int add_rules(const ss_cli *cli, sayso_model *model)
{
    ss_file file;
    sayso_error error = {.message = ""};
    int code = SS_EXIT_CONFIGURATION;
    if (cli->rules == NULL)
        return SS_EXIT_OK;
    if (ss_file_read(cli->rules, MAX_RULES_BYTES, &file) != SS_FILE_OK)
        ss_report(cli->rules, "the rules cannot be read: %s", file.message);
    else if (sayso_model_add_rules(model, file.body.bytes, file.body.length, &error) == SAYSO_OK)
        code = SS_EXIT_OK;
    else if (error.line > 0)
        ss_report(NULL, "%s:%u:%u: %s", cli->rules, (unsigned)error.line, (unsigned)error.column, error.message);
    else
        ss_report(cli->rules, "%s", error.message);
    ss_file_free(&file);
    return code;
}

static int set_kernel(const ss_cli *cli, sayso_model *model)
{
    char known[64] = "";
    const char *name;
    if (cli->kernel == NULL || sayso_model_set_kernel(model, cli->kernel) == SAYSO_OK)
        return SS_EXIT_OK;
    for (uint32_t i = 0; (name = sayso_kernel_name(i)) != NULL; i++)
        snprintf(known + strlen(known), sizeof known - strlen(known), "%s%s", i == 0 ? "" : ", ", name);
    ss_report(NULL, "--kernel=%.100s: this processor runs %s", cli->kernel, known);
    return SS_EXIT_USAGE;
}

static int work(const ss_cli *cli)
{
    sayso_model *model;
    int code = load_model(cli, &model);
    if (code == SS_EXIT_OK)
        code = set_kernel(cli, model);
    if (code == SS_EXIT_OK)
        code = add_rules(cli, model);
    if (code == SS_EXIT_OK && cli->mode == SS_CLI_STDIO) {
        const serve_options options = {.model = model,
                                       .reproducible = cli->reproducible,
                                       .jobs = cli->jobs,
                                       .limits = cli->limits,
                                       .input = STDIN_FILENO,
                                       .output = STDOUT_FILENO};
        code = plugin_serve(&options);
    } else if (code == SS_EXIT_OK) {
        code = ss_oneshot_run(cli, model);
    }
    sayso_model_free(model);
    return code;
}

int main(int argc, char **argv)
{
    ss_cli cli;
    ss_cli_error error;
    bool open_both = hold_standard_descriptors();
    signal(SIGPIPE, SIG_IGN);
    if (!ss_cli_parse(argc, argv, &cli, &error)) {
        ss_report(NULL, "%s", error.message);
        return SS_EXIT_USAGE;
    }
    if (cli.mode == SS_CLI_STDIO && !open_both) {
        ss_report("--stdio", "standard input or output is not open");
        return SS_EXIT_USAGE;
    }
    switch (cli.mode) {
    case SS_CLI_HELP:
        return print(ss_cli_help, strlen(ss_cli_help));
    case SS_CLI_VERSION:
        return print("sayso " SAYSO_VERSION "\n", strlen("sayso " SAYSO_VERSION "\n"));
    case SS_CLI_PRINT_RULES:
        return print_rules();
    default:
        return work(&cli);
    }
}
