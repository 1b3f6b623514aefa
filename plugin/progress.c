/* progress.c - the line on a terminal that says how far a run is.  Floor: plugin. */
#include "progress.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "format/cell.h"

#define COLUMNS 80u
#define ERASE_LINE "\r\033[K"

static bool can_erase(void)
{
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

static uint32_t columns(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : COLUMNS;
}

void ss_progress_init(ss_progress *progress, bool wanted, uint64_t total)
{
    *progress = (ss_progress){.wanted = wanted && can_erase(), .total = total};
}

/* Of `line`, as much as a terminal's line shows: one that filled the last column would move the cursor on. */
static void draw(const char *line)
{
    char *shown = NULL;
    size_t length;
    sayso_span whole;
    ss_cell cell = ss_cell_of_text((sayso_text){line, (uint32_t)strlen(line)}, &whole);
    FILE *out = open_memstream(&shown, &length);
    if (out == NULL)
        return;
    fputs(ERASE_LINE, out);
    ss_cell_put(out, &cell, columns() - 1);
    if (fclose(out) == 0)
        fputs(shown, stderr);
    free(shown);
}

void ss_progress_show(ss_progress *progress, uint64_t done, const char *name)
{
    char line[4200]; /* a path and two numbers */
    if (!progress->wanted)
        return;
    if (progress->total > 0)
        snprintf(line, sizeof line, "%llu/%llu done, %s", (unsigned long long)done, (unsigned long long)progress->total, name);
    else
        snprintf(line, sizeof line, "%llu done, %s", (unsigned long long)done, name);
    draw(line);
    progress->drawn = true;
}

void ss_progress_hide(ss_progress *progress)
{
    if (progress->drawn)
        fputs(ERASE_LINE, stderr);
    progress->drawn = false;
}
