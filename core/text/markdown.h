/* markdown.h - read Markdown: which bytes are markup, and the text that is left.  Floor: text. */
#ifndef SS_MARKDOWN_H
#define SS_MARKDOWN_H
#include "text/visible.h"

/* Reads CommonMark 0.31 with GitHub's tables, strikethrough, task boxes and footnotes, as far as it
 * decides what is seen:
 *   - a paragraph, a heading, a list item, a table's cell and what HTML sets apart (<p>, <br>, <li>, ...)
 *     are paragraphs; so is what stands behind a hard break. A line break inside one is a space.
 *   - seen: a link's text, an image's description, the address of <https://...>, code spans, what stands
 *     between HTML tags, the characters that references ("&amp;") and escapes ("\*") stand for;
 *   - not seen: all markers, addresses and titles of links, definitions, HTML tags and comments, scripts,
 *     footnote marks, rules, YAML front matter, fenced code and <pre> (no one speaks in them).
 * What is no markup by the rules stays as it is: "snake_case", "[sic]". No bytes are refused.
 *
 * Three things are read otherwise, for prose and for what converters make of it: text indented by four
 * columns is text, not code, since pretty-printed HTML comes out so; "2*3*4" is no emphasis; "**bold **text"
 * and "**"quoted,"**he" are, though their closing marks stand where CommonMark lets none close.
 *
 * Borrows text for the call; *out lives in the arena, zeroed on error. SS_ERR_MEMORY. Time linear in
 * `length` whatever the bytes are: out->steps is at most 64 a byte. No recursion. */
SS_MUST_USE ss_status ss_markdown_read(ss_arena *arena, const uint8_t *text, uint32_t length, ss_visible *out);

#endif
