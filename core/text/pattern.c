#include "text/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

struct ss_pattern {
    pcre2_code *code;
    pcre2_match_context *limits; /* read-only while matching, so threads may share it */
};

/* MATCH_INVALID_UTF: broken bytes are walls between the pieces that are searched.
 * NEVER_BACKSLASH_C: \C would cut a character in two. */
#define COMPILE_OPTIONS \
    (PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY)

/* Set here because a library may have been built with other defaults. */
static int fix_dialect(pcre2_compile_context *context)
{
    return pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF) | pcre2_set_bsr(context, PCRE2_BSR_UNICODE) |
           pcre2_set_max_pattern_length(context, SS_MAX_PATTERN_BYTES);
}

static ss_status compile_code(const char *source, pcre2_code **out, ss_error *error)
{
    int code = 0;
    size_t at = 0;
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (context == NULL || fix_dialect(context) != 0) {
        pcre2_compile_context_free(context);
        return SS_ERR_MEMORY;
    }
    *out = pcre2_compile((PCRE2_SPTR)source, PCRE2_ZERO_TERMINATED, COMPILE_OPTIONS, &code, &at, context);
    pcre2_compile_context_free(context);
    if (*out != NULL)
        return SS_OK;
    if (code == PCRE2_ERROR_HEAP_FAILED)
        return SS_ERR_MEMORY;
    if (error != NULL)
        *error = (ss_error){SS_ERR_BAD_PATTERN, "the pattern does not compile", at};
    return SS_ERR_BAD_PATTERN;
}

ss_status ss_pattern_compile(ss_arena *arena, const char *source, ss_pattern_engine engine, ss_pattern **out,
                             ss_error *error)
{
    *out = NULL;
    ss_pattern *pattern = ss_arena_alloc(arena, 1, sizeof *pattern);
    if (pattern == NULL)
        return SS_ERR_MEMORY;
    ss_status status = compile_code(source, &pattern->code, error);
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

void ss_pattern_free(ss_pattern *pattern)
{
    if (pattern == NULL)
        return;
    pcre2_match_context_free(pattern->limits);
    pcre2_code_free(pattern->code);
    *pattern = (ss_pattern){NULL, NULL};
}

/* The JIT counts steps in its own way and has a stack of its own: where it gives up, the
 * interpreter's answer holds, as on a machine without JIT. */
static int run(const ss_pattern *pattern, const uint8_t *subject, size_t length, pcre2_match_data *data)
{
    int answer = pcre2_match(pattern->code, subject, length, 0, 0, data, pattern->limits);
    if (answer == PCRE2_ERROR_JIT_STACKLIMIT || answer == PCRE2_ERROR_MATCHLIMIT)
        answer = pcre2_match(pattern->code, subject, length, 0, PCRE2_NO_JIT, data, pattern->limits);
    return answer;
}

static ss_status status_of(int answer)
{
    switch (answer) {
    case PCRE2_ERROR_NOMATCH: return SS_OK;
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_HEAPLIMIT: return SS_ERR_LIMIT;
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

ss_status ss_pattern_search(const ss_pattern *pattern, const uint8_t *text, ss_span window, ss_match *match,
                            bool *found)
{
    *found = false;
    if (window.end - window.start > SS_MAX_PATTERN_WINDOW)
        return SS_ERR_LIMIT;
    pcre2_match_data *data = pcre2_match_data_create(SS_PATTERN_MAX_GROUPS, NULL);
    if (data == NULL)
        return SS_ERR_MEMORY;
    int answer = run(pattern, text + window.start, window.end - window.start, data);
    /* 0: more groups than there is room for, a match all the same */
    if (answer >= 0)
        read_groups(data, answer == 0 ? SS_PATTERN_MAX_GROUPS : (uint32_t)answer, window.start, match);
    pcre2_match_data_free(data);
    /* in older PCRE2, \K in a lookahead puts the start behind the end */
    *found = answer >= 0 && match->group[0].start <= match->group[0].end;
    return status_of(answer);
}
