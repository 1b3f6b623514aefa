/* options.c - the command line.  Runner. */
#include "options.h"
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATIENCE_SECONDS 30

typedef struct option {
    const char *name, *value, *help; /* value: NULL for a switch */
    size_t place;
} option;

#define SWITCH(name, field, help) {name, NULL, help, offsetof(sc_options, field)}
#define TEXT(name, value, field, help) {name, value, help, offsetof(sc_options, field)}

static const option options[] = {
    SWITCH("--list", list, "say which cases there are, and play none"),
    TEXT("--only", "GLOB", only, "cases whose CATEGORY/NAME fits"),
    SWITCH("--protocol", protocol, "only what is required of any filter"),
    SWITCH("--quality", quality, "only what measures an engine"),
    TEXT("--failure-list", "FILE", failure_list, "known failures, a line each: NAME message # reason"),
    SWITCH("--enforce-recommended", enforce_recommended, "recommended cases fail the run too"),
    SWITCH("--fix", fix, "write expected.txt and session.txt of failing cases anew, for review"),
    SWITCH("--update-list", update_list, "write the failure list anew: what fails now, with the reasons it has"),
    SWITCH("--tap", tap, "tell it in TAP"),
    TEXT("--junit", "FILE", junit, "write it as JUnit XML as well"),
    SWITCH("--with-options", with_options, "the filter takes the options of sayso --stdio: play the cases about them"),
    SWITCH("--no-memory-limit", no_memory_limit, "do not bound the filter's memory (for sanitizers)"),
    TEXT("--cases", "DIR", cases, "the cases; conformance/cases without it"),
    TEXT("--rules", "FILE", rules, "the rules; rules.txt beside the cases without it"),
    TEXT("--record", "FILE", record, "stand between a host and the filter, and write the session down"),
    TEXT("--replay", "FILE", replay, "be the filter of a recorded session, for a host under test"),
    TEXT("--export", "DIR", export, "write what the hosts of the sessions send, a file each: seeds for fuzzing"),
    SWITCH("--help", help, "this"),
};

void sc_options_help(void)
{
    puts("usage: sayso-conformance [OPTION…] -- COMMAND…     COMMAND is a filter\n"
         "       sayso-conformance --replay FILE             instead of a filter\n");
    for (size_t at = 0; at < sizeof options / sizeof *options; at++)
        printf("  %-22s %-5s %s\n", options[at].name, options[at].value == NULL ? "" : options[at].value, options[at].help);
    printf("  %-22s %-5s how long one thing is waited for; %d without it\n", "--timeout", "SECS", PATIENCE_SECONDS);
}

static const option *find(const char *argument, size_t *length)
{
    *length = strcspn(argument, "=");
    for (size_t at = 0; at < sizeof options / sizeof *options; at++)
        if (strlen(options[at].name) == *length && strncmp(options[at].name, argument, *length) == 0)
            return &options[at];
    return NULL;
}

/* The value behind = or in the next argument. */
static const char *value_of(char **arguments, int count, int *at, size_t length)
{
    if (arguments[*at][length] == '=')
        return arguments[*at] + length + 1;
    return *at + 1 < count ? arguments[++*at] : NULL;
}

static const char *read_timeout(sc_options *out, const char *value)
{
    long seconds = value == NULL ? 0 : strtol(value, NULL, 10);
    if (seconds < 1 || seconds > 3600)
        return "--timeout takes 1 to 3600 seconds";
    out->patience = (int)seconds * 1000;
    return NULL;
}

const char *sc_options_read(sc_pool *pool, int count, char **arguments, sc_options *out)
{
    *out = (sc_options){.cases = "conformance/cases", .patience = PATIENCE_SECONDS * 1000, .command = arguments + count};
    for (int at = 1; at < count; at++) {
        size_t length;
        const char *fault = NULL;
        if (strcmp(arguments[at], "--") == 0) {
            out->command = arguments + at + 1;
            break;
        }
        const option *one = find(arguments[at], &length);
        bool is_timeout = one == NULL && length == 9 && strncmp(arguments[at], "--timeout", length) == 0;
        if (is_timeout)
            fault = read_timeout(out, value_of(arguments, count, &at, length));
        else if (one == NULL)
            fault = sc_pool_print(pool, "no option %s", arguments[at]);
        else if (one->value == NULL)
            *(bool *)(void *)((char *)out + one->place) = true;
        else {
            const char *value = value_of(arguments, count, &at, length);
            *(const char **)(void *)((char *)out + one->place) = value;
            fault = value == NULL ? sc_pool_print(pool, "%s wants %s", one->name, one->value) : NULL;
        }
        if (fault != NULL)
            return fault;
    }
    if (out->rules == NULL)
        out->rules = sc_pool_print(pool, "%s/../rules.txt", out->cases);
    return out->command[0] == NULL && !out->list && !out->help && out->replay == NULL && out->export == NULL ? "say which filter: -- COMMAND…" : NULL;
}
