#include "text/markdown_html.h"

#include <stdlib.h>
#include <string.h>

#define LONGEST_NAME 15u
#define NOT_THERE UINT32_MAX
#define LONGEST_SCHEME 32u

/* Elements that begin a block (CommonMark 4.6, kind 6), and <br>: all part what stands around them. */
static const char block_names[][LONGEST_NAME + 1] = {
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "br", "caption", "center",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link",
    "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param",
    "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title",
    "tr", "track", "ul",
};

/* Elements whose text is no prose, or none that is seen. */
static const char verbatim_names[][LONGEST_NAME + 1] = {"pre", "script", "style", "textarea"};

static int by_name(const void *wanted, const void *entry)
{
    return strcmp(wanted, entry);
}

static bool is_one_of(const char *name, const char (*names)[LONGEST_NAME + 1], size_t count)
{
    return bsearch(name, names, count, sizeof *names, by_name) != NULL;
}

static bool is_block(const char *name)
{
    return is_one_of(name, block_names, sizeof block_names / sizeof *block_names);
}

static bool is_verbatim(const char *name)
{
    return is_one_of(name, verbatim_names, sizeof verbatim_names / sizeof *verbatim_names);
}

/* Reads a tag's name in lower case; "" for one that is longer than any that matters. */
static uint32_t read_name(const ss_markdown_scan *scan, uint32_t at, char name[LONGEST_NAME + 1])
{
    uint32_t letters = 0, start = at;
    if (!ss_markdown_is_letter(ss_markdown_at(scan, at)))
        return at;
    for (;; at++) {
        int byte = ss_markdown_at(scan, at);
        if (!ss_markdown_is_letter(byte) && !ss_markdown_is_digit(byte) && byte != '-')
            break;
        if (letters < LONGEST_NAME)
            name[letters] = (char)(byte >= 'A' && byte <= 'Z' ? byte + 0x20 : byte);
        letters++;
    }
    name[letters <= LONGEST_NAME ? letters : 0] = '\0';
    *scan->steps += at - start;
    return at;
}

/* The end of an attribute's value behind its equals sign; `at` when there is none. */
static uint32_t value_end(const ss_markdown_scan *scan, uint32_t at)
{
    uint32_t start = at;
    int quote = ss_markdown_at(scan, at);
    if (quote == '"' || quote == '\'') {
        const uint8_t *close = memchr(scan->byte + at + 1, quote, scan->length - at - 1);
        uint32_t end = close == NULL ? scan->length : (uint32_t)(close - scan->byte);
        *scan->steps += end - start;
        return close == NULL ? start : end + 1;
    }
    while (at < scan->length && memchr(" \t\n\"'=<>`", scan->byte[at], 9) == NULL)
        at++;
    *scan->steps += at - start;
    return at;
}

static bool is_in_attribute_name(int byte)
{
    return ss_markdown_is_letter(byte) || ss_markdown_is_digit(byte) || byte == '_' || byte == ':' || byte == '.' || byte == '-';
}

/* Past attributes and white space: where what follows them stands, or NOT_THERE. */
static uint32_t skip_attributes(const ss_markdown_scan *scan, uint32_t at)
{
    for (;;) {
        uint32_t start = ss_markdown_skip_space(scan, at), end = start;
        int byte = ss_markdown_at(scan, end);
        if (start == at || !(ss_markdown_is_letter(byte) || byte == '_' || byte == ':'))
            return start;
        while (is_in_attribute_name(byte))
            byte = ss_markdown_at(scan, ++end);
        *scan->steps += end - start;
        at = end;
        uint32_t equals = ss_markdown_skip_space(scan, end);
        if (ss_markdown_at(scan, equals) == '=') {
            uint32_t value = ss_markdown_skip_space(scan, equals + 1);
            at = value_end(scan, value);
            if (at == value)
                return NOT_THERE;
        }
    }
}

/* The end of an opening or closing tag, or `at`. */
static uint32_t tag_end(const ss_markdown_scan *scan, uint32_t at, char name[LONGEST_NAME + 1])
{
    bool closing = ss_markdown_at(scan, at + 1) == '/';
    uint32_t start = at + 1 + closing, end = read_name(scan, start, name);
    if (end == start)
        return at;
    end = closing ? ss_markdown_skip_space(scan, end) : skip_attributes(scan, end);
    if (end != NOT_THERE && !closing && ss_markdown_at(scan, end) == '/')
        end++;
    return end != NOT_THERE && ss_markdown_at(scan, end) == '>' ? end + 1 : at;
}

static bool starts_with(const ss_markdown_scan *scan, uint32_t at, const char *ascii)
{
    uint32_t length = (uint32_t)strlen(ascii);
    return at <= scan->length && scan->length - at >= length && memcmp(scan->byte + at, ascii, length) == 0;
}

/* Which of the kinds that are no tag begins here; *length: of what begins it. */
static ss_markdown_html special_kind(const ss_markdown_scan *scan, uint32_t at, uint32_t *length)
{
    *length = 2;
    if (starts_with(scan, at, "<?"))
        return SS_HTML_INSTRUCTION;
    if (!starts_with(scan, at, "<!"))
        return SS_HTML_NONE;
    if (ss_markdown_is_letter(ss_markdown_at(scan, at + 2)))
        return SS_HTML_DECLARATION;
    /* "<!-->" and "<!--->" are whole comments: their end may lie in their beginning */
    if (starts_with(scan, at, "<!--"))
        return SS_HTML_COMMENT;
    *length = 9;
    return starts_with(scan, at, "<![CDATA[") ? SS_HTML_CDATA : SS_HTML_NONE;
}

static bool ends_verbatim(const ss_markdown_scan *scan, uint32_t at, uint32_t *end)
{
    char name[LONGEST_NAME + 1];
    if (!starts_with(scan, at, "</"))
        return false;
    uint32_t after = read_name(scan, at + 2, name);
    *end = after + 1;
    return after > at + 2 && is_verbatim(name) && ss_markdown_at(scan, after) == '>';
}

uint32_t ss_markdown_html_close(const ss_markdown_scan *scan, uint32_t at, ss_markdown_html kind)
{
    static const char *const closing[SS_HTML_KINDS] = {NULL, "<", "-->", "?>", ">", "]]>", NULL, NULL};
    if (closing[kind] == NULL)
        return NOT_THERE;
    while (at < scan->length) {
        const uint8_t *found = memchr(scan->byte + at, closing[kind][0], scan->length - at);
        uint32_t place = found == NULL ? scan->length : (uint32_t)(found - scan->byte), end;
        *scan->steps += place - at + 1;
        if (kind == SS_HTML_VERBATIM) {
            if (ends_verbatim(scan, place, &end))
                return end;
        } else if (starts_with(scan, place, closing[kind])) {
            return place + (uint32_t)strlen(closing[kind]);
        }
        at = place + 1;
    }
    return NOT_THERE;
}

ss_markdown_html ss_markdown_html_begin(const ss_markdown_scan *line, uint32_t at)
{
    char name[LONGEST_NAME + 1];
    uint32_t length;
    ss_markdown_html special = special_kind(line, at, &length);
    if (special != SS_HTML_NONE)
        return special;
    bool closing = ss_markdown_at(line, at + 1) == '/';
    uint32_t start = at + 1 + closing, end = read_name(line, start, name);
    if (end == start)
        return SS_HTML_NONE;
    int after = ss_markdown_at(line, end);
    bool ended = after == -1 || ss_markdown_is_blank(after) || after == '>';
    if (ended && !closing && is_verbatim(name))
        return SS_HTML_VERBATIM;
    if ((ended || (after == '/' && ss_markdown_at(line, end + 1) == '>')) && is_block(name) && strcmp(name, "br") != 0)
        return SS_HTML_BLOCK;
    end = tag_end(line, at, name);
    return end > at && ss_markdown_skip_blank(line, end) == line->length ? SS_HTML_TAG : SS_HTML_NONE;
}

uint32_t ss_markdown_html_end(const ss_markdown_scan *scan, ss_markdown_missing *missing, uint32_t at, bool *breaks)
{
    char name[LONGEST_NAME + 1];
    uint32_t length, end = at;
    *breaks = false;
    ss_markdown_html kind = special_kind(scan, at, &length);
    if (kind == SS_HTML_NONE) {
        end = tag_end(scan, at, name);
        if (end == at)
            return at;
        *breaks = is_block(name) || is_verbatim(name);
        if (!is_verbatim(name) || ss_markdown_at(scan, at + 1) == '/' || missing->kind[SS_HTML_VERBATIM])
            return end;
        kind = SS_HTML_VERBATIM;
    } else if (missing->kind[kind]) {
        return at;
    }
    uint32_t close = ss_markdown_html_close(scan, kind == SS_HTML_VERBATIM ? end : at + length, kind);
    missing->kind[kind] = close == NOT_THERE;
    return close == NOT_THERE ? end : close;
}

/* Behind '<': a letter, then letters, digits, + . - up to a colon. */
static bool has_scheme(const ss_markdown_scan *scan, uint32_t at)
{
    uint32_t start = at;
    if (!ss_markdown_is_letter(ss_markdown_at(scan, at)))
        return false;
    for (;; at++) {
        int byte = ss_markdown_at(scan, at);
        ++*scan->steps;
        if (byte == ':')
            return at - start >= 2;
        bool taken = ss_markdown_is_letter(byte) || ss_markdown_is_digit(byte) || byte == '+' || byte == '.' || byte == '-';
        if (!taken || at - start == LONGEST_SCHEME)
            return false;
    }
}

uint32_t ss_markdown_address_end(const ss_markdown_scan *scan, uint32_t at)
{
    bool scheme = has_scheme(scan, at + 1);
    uint32_t end = at + 1, ats = 0;
    int byte = ss_markdown_at(scan, end);
    while (byte > ' ' && byte != '<' && byte != '>') {
        ats += byte == '@';
        if (!scheme && byte != '@' && !ss_markdown_is_letter(byte) && !ss_markdown_is_digit(byte) &&
            (ats > 0 ? byte != '-' && byte != '.' : strchr(".!#$%&'*+/=?^_`{|}~-", byte) == NULL))
            break;
        byte = ss_markdown_at(scan, ++end);
    }
    *scan->steps += end - at;
    bool mail = ats == 1 && scan->byte[at + 1] != '@' && scan->byte[end - 1] != '@';
    return byte == '>' && (scheme || mail) ? end + 1 : at;
}
