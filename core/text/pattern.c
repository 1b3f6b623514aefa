#include "text/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

/* Searches, and 64 bytes of windows, after which the JIT has paid for itself. */
#define SEARCHES_UNTIL_JIT 512u
#define BYTES_A_SEARCH 64u

/* `code` and `fast` are set once, from NULL, by whichever thread comes first. */
struct ss_pattern {
    const char *source;          /* of a LAZY one */
    pcre2_code *code;            /* interpreted, or JITted at once */
    pcre2_code *fast;            /* a LAZY one's copy that is JITted */
    pcre2_match_context *limits; /* read-only while matching, so threads may share it */
    uint32_t searches;           /* of a LAZY one */
    uint8_t engine;
};

/* MATCH_INVALID_UTF: broken bytes are walls between the pieces that are searched.
 * NEVER_BACKSLASH_C: \C would cut a character in two. */
#define COMPILE_OPTIONS \
    (PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY)

/* ---- compiling ------------------------------------------------------------------------------------ */

/* Set here because a library may have been built with other defaults. */
static int fix_dialect(pcre2_compile_context *context)
{
    return pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF) | pcre2_set_bsr(context, PCRE2_BSR_UNICODE) |
           pcre2_set_max_pattern_length(context, SS_MAX_PATTERN_BYTES);
}

static ss_status compile_code(const char *source, uint8_t engine, pcre2_code **out, ss_pattern_fault *fault)
{
    int code = 0;
    size_t at = 0;
    uint32_t counted = engine == SS_PATTERN_COUNTED ? PCRE2_AUTO_CALLOUT : 0;
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (context == NULL || fix_dialect(context) != 0) {
        pcre2_compile_context_free(context);
        return SS_ERR_MEMORY;
    }
    *out = pcre2_compile((PCRE2_SPTR)source, PCRE2_ZERO_TERMINATED, COMPILE_OPTIONS | counted, &code, &at, context);
    pcre2_compile_context_free(context);
    if (*out != NULL)
        return SS_OK;
    if (code == PCRE2_ERROR_HEAP_FAILED)
        return SS_ERR_MEMORY;
    if (fault != NULL) {
        fault->at = at;
        if (pcre2_get_error_message(code, (PCRE2_UCHAR *)fault->what, sizeof fault->what) < 0)
            strcpy(fault->what, "the pattern does not compile");
    }
    return SS_ERR_BAD_PATTERN;
}

ss_status ss_pattern_compile(ss_arena *arena, const char *source, ss_pattern_engine engine, ss_pattern **out,
                             ss_pattern_fault *fault)
{
    *out = NULL;
    ss_pattern *pattern = ss_arena_alloc(arena, 1, sizeof *pattern);
    if (pattern == NULL)
        return SS_ERR_MEMORY;
    pattern->source = source;
    pattern->engine = (uint8_t)engine;
    ss_status status = SS_OK;
    if (engine != SS_PATTERN_LAZY)
        status = compile_code(source, pattern->engine, &pattern->code, fault);
    if (status != SS_OK)
        return status;
    pattern->limits = pcre2_match_context_create(NULL);
    if (pattern->limits == NULL) {
        ss_pattern_free(pattern);
        return SS_ERR_MEMORY;
    }
    pcre2_set_match_limit(pattern->limits, SS_PATTERN_MATCH_LIMIT);
    pcre2_set_depth_limit(pattern->limits, SS_PATTERN_DEPTH_LIMIT);
    pcre2_set_heap_limit(pattern->limits, SS_PATTERN_HEAP_LIMIT);
    /* A machine without a JIT, or that lends no executable memory, interprets: the answers agree. */
    if (engine == SS_PATTERN_JIT)
        (void)pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
    *out = pattern;
    return SS_OK;
}

bool ss_pattern_is_counted(const ss_pattern *pattern)
{
    return pattern->engine == SS_PATTERN_COUNTED;
}

void ss_pattern_free(ss_pattern *pattern)
{
    if (pattern == NULL)
        return;
    pcre2_match_context_free(pattern->limits);
    pcre2_code_free(pattern->code);
    pcre2_code_free(pattern->fast);
    *pattern = (ss_pattern){0};
}

/* Sets *slot to a code that was made for it, unless another thread has been faster. */
static pcre2_code *publish(pcre2_code **slot, pcre2_code *made)
{
    pcre2_code *there = NULL;
    if (__atomic_compare_exchange_n(slot, &there, made, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
        return made;
    pcre2_code_free(made);
    return there;
}

/* A code that threads share is never JITted itself: others may be matching with it. */
static void make_fast(ss_pattern *pattern, pcre2_code *code)
{
    pcre2_code *copy = pcre2_code_copy(code);
    if (copy == NULL)
        return;
    (void)pcre2_jit_compile(copy, PCRE2_JIT_COMPLETE);
    (void)publish(&pattern->fast, copy);
}

/* What the search runs; both codes answer the same. */
static ss_status choose_code(ss_pattern *pattern, uint32_t length, pcre2_code **out)
{
    if (pattern->engine != SS_PATTERN_LAZY) {
        *out = pattern->code;
        return SS_OK;
    }
    *out = __atomic_load_n(&pattern->fast, __ATOMIC_ACQUIRE);
    if (*out != NULL)
        return SS_OK;
    *out = __atomic_load_n(&pattern->code, __ATOMIC_ACQUIRE);
    if (*out == NULL) {
        ss_status status = compile_code(pattern->source, pattern->engine, out, NULL);
        if (status != SS_OK)
            return status;
        *out = publish(&pattern->code, *out);
    }
    uint32_t cost = 1 + length / BYTES_A_SEARCH;
    uint32_t before = __atomic_fetch_add(&pattern->searches, cost, __ATOMIC_RELAXED);
    if (before < SEARCHES_UNTIL_JIT && before + cost >= SEARCHES_UNTIL_JIT)
        make_fast(pattern, *out);
    return SS_OK;
}

/* ---- matching ------------------------------------------------------------------------------------- */

typedef struct count {
    ss_steps *steps;
    size_t position; /* of the step before */
} count;

/* Called before each item of a COUNTED pattern. Runs over text between two items count too. */
static int count_step(pcre2_callout_block *block, void *data)
{
    count *self = data;
    size_t at = block->current_position, distance = at > self->position ? at - self->position : self->position - at;
    self->position = at;
    self->steps->taken += 1 + distance / SS_STEP_BYTES;
    return self->steps->taken > self->steps->most ? PCRE2_ERROR_CALLOUT : 0;
}

/* The JIT counts steps in its own way and has a stack of its own: where it gives up, the
 * interpreter's answer holds, as on a machine without JIT. */
static int run(const pcre2_code *code, const uint8_t *subject, size_t length, pcre2_match_data *data,
               pcre2_match_context *limits)
{
    int answer = pcre2_match(code, subject, length, 0, 0, data, limits);
    if (answer == PCRE2_ERROR_JIT_STACKLIMIT || answer == PCRE2_ERROR_MATCHLIMIT)
        answer = pcre2_match(code, subject, length, 0, PCRE2_NO_JIT, data, limits);
    return answer;
}

static int run_counted(const ss_pattern *pattern, const uint8_t *subject, size_t length, pcre2_match_data *data,
                       ss_steps *steps)
{
    count counting = {steps, 0};
    pcre2_match_context *limits = pcre2_match_context_copy(pattern->limits);
    if (limits == NULL)
        return PCRE2_ERROR_NOMEMORY;
    pcre2_set_callout(limits, count_step, &counting);
    int answer = steps->taken > steps->most ? PCRE2_ERROR_CALLOUT
                                            : pcre2_match(pattern->code, subject, length, 0, 0, data, limits);
    pcre2_match_context_free(limits);
    return answer;
}

static ss_status status_of(int answer)
{
    switch (answer) {
    case PCRE2_ERROR_NOMATCH: return SS_OK;
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_RECURSELOOP:
    case PCRE2_ERROR_CALLOUT: return SS_ERR_LIMIT;
    case PCRE2_ERROR_NOMEMORY: return SS_ERR_MEMORY;
    default: return answer >= 0 ? SS_OK : SS_ERR_BAD_PATTERN;
    }
}

static void read_groups(pcre2_match_data *data, uint32_t groups, uint32_t base, ss_match *match)
{
    const size_t *offset = pcre2_get_ovector_pointer(data);
    for (uint32_t i = 0; i < SS_PATTERN_MAX_GROUPS; i++) {
        match->group[i] = (ss_span){UINT32_MAX, UINT32_MAX};
        if (i < groups && offset[2 * i] != PCRE2_UNSET)
            match->group[i] = (ss_span){base + (uint32_t)offset[2 * i], base + (uint32_t)offset[2 * i + 1]};
    }
}

ss_status ss_pattern_search(ss_pattern *pattern, const uint8_t *text, ss_span window, ss_steps *steps, ss_match *match,
                            bool *found)
{
    *found = false;
    uint32_t length = window.end - window.start;
    if (length > SS_MAX_PATTERN_WINDOW)
        return SS_ERR_LIMIT;
    pcre2_code *code;
    ss_status status = choose_code(pattern, length, &code);
    if (status != SS_OK)
        return status;
    pcre2_match_data *data = pcre2_match_data_create(SS_PATTERN_MAX_GROUPS, NULL);
    if (data == NULL)
        return SS_ERR_MEMORY;
    int answer = pattern->engine == SS_PATTERN_COUNTED ? run_counted(pattern, text + window.start, length, data, steps)
                                                       : run(code, text + window.start, length, data, pattern->limits);
    /* 0: more groups than there is room for, a match all the same */
    if (answer >= 0)
        read_groups(data, answer == 0 ? SS_PATTERN_MAX_GROUPS : (uint32_t)answer, window.start, match);
    pcre2_match_data_free(data);
    /* in older PCRE2, \K in a lookahead puts the start behind the end */
    *found = answer >= 0 && match->group[0].start <= match->group[0].end;
    return status_of(answer);
}
