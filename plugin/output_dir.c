/* output_dir.c - where the answers of --output-dir go, and how they get there whole.  Floor: plugin. */
#include "output_dir.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY_NAME ".sayso-XXXXXX"

/* ---- names ----------------------------------------------------------------------------------- */

/* The next component of a path, from *at on; false when there is none. Empty ones are passed over. */
static bool next_component(const char **at, const char **start, size_t *length)
{
    *at += strspn(*at, "/");
    *start = *at;
    *length = strcspn(*at, "/");
    *at += *length;
    return *length > 0;
}

static bool is_component(const char *start, size_t length, const char *name)
{
    return length == strlen(name) && memcmp(start, name, length) == 0;
}

static bool climbs(const char *path)
{
    const char *start;
    size_t length;
    while (next_component(&path, &start, &length))
        if (is_component(start, length, ".."))
            return true;
    return false;
}

/* Length of a name without its ending: "a.tar.gz" has ".gz", ".hidden" has none. */
static size_t stem_length(const char *name, size_t length)
{
    for (size_t at = length; at-- > 1;)
        if (name[at] == '.')
            return at;
    return length;
}

/* Room for a separator after `dir`, the input's path, "unnamed" and the ending was made. */
static char *add_path(char *end, const char *input, const char *ending)
{
    bool flat = *input == '/' || climbs(input);
    const char *start, *last = "unnamed"; /* of "/" and "." */
    size_t length, last_length = strlen(last);
    bool any = false;
    while (next_component(&input, &start, &length)) {
        if (is_component(start, length, ".") || is_component(start, length, ".."))
            continue;
        if (any && !flat) {
            end = mempcpy(end, last, last_length);
            *end++ = '/';
        }
        last = start;
        last_length = length;
        any = true;
    }
    end = mempcpy(end, last, stem_length(last, last_length));
    return stpcpy(end, ending);
}

static char *output_of(ss_arena *arena, const char *dir, const char *ending, const char *input)
{
    if (strcmp(input, "-") == 0)
        input = "stdin";
    size_t dir_length = strlen(dir);
    char *path = ss_arena_alloc(arena, dir_length + strlen(input) + strlen(ending) + sizeof "/unnamed", 1);
    if (path == NULL)
        return NULL;
    while (dir_length > 1 && dir[dir_length - 1] == '/')
        dir_length--;
    char *end = mempcpy(path, dir, dir_length);
    if (end[-1] != '/')
        *end++ = '/';
    add_path(end, input, ending);
    return path;
}

/* ---- conflicts ------------------------------------------------------------------------------- */

typedef struct place {
    const char *path;
    int input;
} place;

static int compare_places(const void *left, const void *right)
{
    const place *a = left, *b = right;
    int order = strcmp(a->path, b->path);
    return order != 0 ? order : (a->input > b->input) - (a->input < b->input);
}

static ss_plan_status find_twins(ss_arena *arena, const ss_output_plan *plan, char *const *input, char message[256])
{
    place *places = ss_arena_alloc(arena, (size_t)plan->count, sizeof *places);
    if (places == NULL)
        return SS_PLAN_MEMORY;
    for (int i = 0; i < plan->count; i++)
        places[i] = (place){plan->path[i], i};
    qsort(places, (size_t)plan->count, sizeof *places, compare_places);
    for (int i = 1; i < plan->count; i++) {
        if (strcmp(places[i - 1].path, places[i].path) != 0)
            continue;
        snprintf(message, 256, "'%.70s' and '%.70s' would both be written to '%.70s'", input[places[i - 1].input],
                 input[places[i].input], places[i].path);
        return SS_PLAN_CONFLICT;
    }
    return SS_PLAN_OK;
}

typedef struct identity {
    dev_t device;
    ino_t node;
} identity;

static int compare_identities(const void *left, const void *right)
{
    const identity *a = left, *b = right;
    if (a->device != b->device)
        return a->device < b->device ? -1 : 1;
    return (a->node > b->node) - (a->node < b->node);
}

static ss_plan_status find_overwritten(ss_arena *arena, const ss_output_plan *plan, char *const *input, char message[256])
{
    struct stat facts;
    size_t count = 0;
    identity *inputs = ss_arena_alloc(arena, (size_t)plan->count, sizeof *inputs);
    if (inputs == NULL)
        return SS_PLAN_MEMORY;
    for (int i = 0; i < plan->count; i++)
        if (stat(input[i], &facts) == 0)
            inputs[count++] = (identity){facts.st_dev, facts.st_ino};
    qsort(inputs, count, sizeof *inputs, compare_identities);
    for (int i = 0; i < plan->count; i++) {
        if (stat(plan->path[i], &facts) != 0)
            continue;
        identity output = {facts.st_dev, facts.st_ino};
        if (bsearch(&output, inputs, count, sizeof *inputs, compare_identities) == NULL)
            continue;
        snprintf(message, 256, "the output of '%.90s' would be written over the input '%.90s'", input[i], plan->path[i]);
        return SS_PLAN_CONFLICT;
    }
    return SS_PLAN_OK;
}

ss_plan_status ss_output_plan_make(ss_arena *arena, const char *dir, const char *ending, char *const *input, int count,
                                   ss_output_plan *out, char message[256])
{
    mode_t mask = umask(0);
    umask(mask);
    ss_output_plan plan = {ss_arena_alloc(arena, (size_t)count, sizeof *plan.path), count, 0666 & ~mask};
    *out = (ss_output_plan){NULL, 0, 0};
    *message = '\0';
    if (plan.path == NULL)
        return SS_PLAN_MEMORY;
    for (int i = 0; i < count; i++) {
        plan.path[i] = output_of(arena, dir, ending, input[i]);
        if (plan.path[i] == NULL)
            return SS_PLAN_MEMORY;
    }
    ss_plan_status status = find_twins(arena, &plan, input, message);
    if (status == SS_PLAN_OK)
        status = find_overwritten(arena, &plan, input, message);
    if (status == SS_PLAN_OK)
        *out = plan;
    return status;
}

/* ---- files ----------------------------------------------------------------------------------- */

/* Every directory above the last name of `path`, which is as it was afterwards. */
static bool make_directories(char *path)
{
    for (char *slash = path + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        int made = mkdir(path, 0777);
        *slash = '/';
        if (made != 0 && errno != EEXIST)
            return false;
    }
    return true;
}

/* mkstemp gives a file to its owner alone; ours gets what any new file would. */
static int open_temporary(char *name, mode_t mode)
{
    int descriptor = mkostemp(name, O_CLOEXEC);
    if (descriptor >= 0)
        fchmod(descriptor, mode);
    return descriptor;
}

bool ss_output_file_open(ss_arena *arena, const ss_output_plan *plan, int i, ss_output_file *out)
{
    const char *path = plan->path[i], *slash = strrchr(path, '/');
    size_t parent = slash == NULL ? 0 : (size_t)(slash - path) + 1;
    char *temporary = ss_arena_alloc(arena, parent + sizeof TEMPORARY_NAME, 1);
    *out = (ss_output_file){NULL, temporary, path};
    if (temporary == NULL) {
        errno = ENOMEM;
        return false;
    }
    memcpy(mempcpy(temporary, path, parent), TEMPORARY_NAME, sizeof TEMPORARY_NAME);
    if (!make_directories(temporary))
        return false;
    int descriptor = open_temporary(temporary, plan->mode);
    if (descriptor < 0)
        return false;
    out->stream = fdopen(descriptor, "w");
    if (out->stream == NULL) {
        close(descriptor);
        unlink(temporary);
    }
    return out->stream != NULL;
}

bool ss_output_file_keep(ss_output_file *file)
{
    bool whole = !ferror(file->stream);
    int reason = whole ? 0 : EIO; /* the stream keeps no reason of a write that failed before */
    if (fclose(file->stream) != 0) {
        whole = false;
        reason = errno;
    }
    file->stream = NULL;
    if (whole && rename(file->temporary, file->path) == 0)
        return true;
    reason = whole ? errno : reason;
    unlink(file->temporary);
    errno = reason;
    return false;
}

void ss_output_file_drop(ss_output_file *file)
{
    fclose(file->stream);
    file->stream = NULL;
    unlink(file->temporary);
}
