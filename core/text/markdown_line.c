#include "text/markdown_line.h"

#define LONGEST_NUMBER 9u
#define LONGEST_HEADING 6u
#define SHORTEST_FENCE 3u
#define SHORTEST_RULE 3u

static uint32_t trim_end(const ss_markdown_scan *line, uint32_t start, uint32_t end)
{
    uint32_t before = end;
    while (end > start && ss_markdown_is_blank(line->byte[end - 1]))
        end--;
    *line->steps += before - end;
    return end;
}

bool ss_markdown_is_heading(const ss_markdown_scan *line, uint32_t at, ss_span *content)
{
    if (ss_markdown_at(line, at) != '#')
        return false;
    uint32_t start = ss_markdown_skip_run(line, at, '#');
    if (start - at > LONGEST_HEADING || (start < line->length && !ss_markdown_is_blank(line->byte[start])))
        return false;
    start = ss_markdown_skip_blank(line, start);
    uint32_t end = trim_end(line, start, line->length), hashes = end;
    while (hashes > start && line->byte[hashes - 1] == '#')
        hashes--;
    *line->steps += end - hashes;
    if (hashes == start || ss_markdown_is_blank(line->byte[hashes - 1]))
        end = trim_end(line, start, hashes);
    *content = (ss_span){start, end};
    return true;
}

bool ss_markdown_is_underline(const ss_markdown_scan *line, uint32_t at)
{
    int byte = ss_markdown_at(line, at);
    return (byte == '=' || byte == '-') &&
           ss_markdown_skip_blank(line, ss_markdown_skip_run(line, at, (uint8_t)byte)) == line->length;
}

bool ss_markdown_is_rule(const ss_markdown_scan *line, uint32_t at, ss_markdown_no_rule *known)
{
    int byte = ss_markdown_at(line, at);
    uint32_t end = at, marks = 0;
    if ((byte != '-' && byte != '*' && byte != '_') || (byte == known->byte && at < known->until))
        return false;
    while (end < line->length && (line->byte[end] == byte || ss_markdown_is_blank(line->byte[end])))
        marks += line->byte[end++] == byte;
    *line->steps += end - at;
    *known = (ss_markdown_no_rule){(uint8_t)byte, end};
    return end == line->length && marks >= SHORTEST_RULE;
}

bool ss_markdown_opens_fence(const ss_markdown_scan *line, uint32_t at, ss_markdown_fence *fence)
{
    int byte = ss_markdown_at(line, at);
    if (byte != '`' && byte != '~')
        return false;
    uint32_t end = ss_markdown_skip_run(line, at, (uint8_t)byte);
    *fence = (ss_markdown_fence){(uint8_t)byte, end - at};
    if (end - at < SHORTEST_FENCE)
        return false;
    if (byte == '`') /* "```code```" is a code span */
        while (end < line->length)
            if (line->byte[end++] == '`')
                return false;
    *line->steps += end - at;
    return true;
}

bool ss_markdown_closes_fence(const ss_markdown_scan *line, uint32_t at, ss_markdown_fence fence)
{
    uint32_t end = ss_markdown_skip_run(line, at, fence.byte);
    return end - at >= fence.count && ss_markdown_skip_blank(line, end) == line->length;
}

uint32_t ss_markdown_list_marker(const ss_markdown_scan *line, uint32_t at)
{
    uint32_t end = at;
    int byte = ss_markdown_at(line, at);
    *line->steps += 2;
    if (byte != '-' && byte != '+' && byte != '*') {
        while (end - at < LONGEST_NUMBER && ss_markdown_is_digit(ss_markdown_at(line, end)))
            end++;
        byte = ss_markdown_at(line, end);
        if (end == at || (byte != '.' && byte != ')'))
            return 0;
    }
    end++;
    return end == line->length || ss_markdown_is_blank(line->byte[end]) ? end - at : 0;
}

bool ss_markdown_may_interrupt(const ss_markdown_scan *line, uint32_t at, uint32_t marker)
{
    bool numbered = ss_markdown_is_digit(line->byte[at]);
    bool first = !numbered || (marker == 2 && line->byte[at] == '1');
    return first && ss_markdown_skip_blank(line, at + marker) < line->length;
}

uint32_t ss_markdown_task_end(const ss_markdown_scan *line, uint32_t at)
{
    int state = ss_markdown_at(line, at + 1);
    bool box = ss_markdown_at(line, at) == '[' && ss_markdown_at(line, at + 2) == ']' &&
               (state == ' ' || state == 'x' || state == 'X') && ss_markdown_is_blank(ss_markdown_at(line, at + 3));
    return box ? at + 4 : at;
}

bool ss_markdown_next_cell(const ss_markdown_scan *line, uint32_t *at, ss_span *cell)
{
    uint32_t start = ss_markdown_skip_blank(line, *at), end = start;
    if (start == line->length)
        return false;
    while (end < line->length && line->byte[end] != '|')
        end += line->byte[end] == '\\' && end + 1 < line->length ? 2 : 1;
    *line->steps += end - start + 1;
    *cell = (ss_span){start, trim_end(line, start, end)};
    *at = end < line->length ? end + 1 : end;
    return true;
}

/* ":--:" */
static bool is_column(const ss_markdown_scan *line, ss_span cell)
{
    uint32_t at = cell.start + (ss_markdown_at(line, cell.start) == ':');
    uint32_t end = ss_markdown_skip_run(line, at, '-');
    bool dashes = end > at;
    if (end < cell.end && line->byte[end] == ':')
        end++;
    return dashes && end == cell.end;
}

uint32_t ss_markdown_table_columns(const ss_markdown_scan *line, uint32_t at)
{
    uint32_t columns = 0, first = at + (ss_markdown_at(line, at) == '|'), next = first;
    ss_span cell;
    bool bar = first > at;
    int byte = ss_markdown_at(line, first);
    if (byte != ':' && byte != '-' && !ss_markdown_is_blank(byte))
        return 0;
    while (ss_markdown_next_cell(line, &next, &cell)) {
        bar = bar || cell.end < line->length;
        if (!is_column(line, cell))
            return 0;
        columns++;
    }
    return bar ? columns : 0;
}
