/* hostile_text.h - texts that are made to be slow to read, of any length: for the test of what they cost
 * (tests/unit/linear_test.c) and for the clock (tests/bench/hostile.py). */
#ifndef HOSTILE_TEXT_H
#define HOSTILE_TEXT_H
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* In the pieces: \1 is a capitalised word that comes nowhere else in the text, \2 a NUL byte. */
typedef struct hostile_family {
    const char *name;
    const char *head;  /* once */
    const char *again; /* then this, to the end */
    bool markdown;
    bool words;        /* mostly words: the network has work to do */
} hostile_family;

/* The first is what the others are measured by. */
static const hostile_family hostile_families[] = {
    {"prose", "",
     "Mayor Ann \1 said on Tuesday that the new bridge over the river would open to traffic in May. She added that the "
     "town had paid for all of it, and that the builders would be gone by the end of the month.\n\n"
     "“We are proud of this bridge,” \1 told reporters at the old mill, where some two hundred people had come "
     "to see it. “It took us nine years, and nobody thought that we would ever stand here.”\n\n"
     "Tom Brandt, who runs the ferry, denied that he had asked the council for money. According to the harbour office, "
     "the ferry carried about three hundred people a day last summer, most of them on their way to work.\n\n"
     "It rained all afternoon, and the fair was moved into the hall behind the church. A band from \1 played until ten, "
     "the baker gave away what was left of his bread, and the last bus went at midnight.\n\n",
     false, true},
    /* marks */
    {"straight double marks", "", "\"", false, false},
    {"straight single marks", "", "'", false, false},
    {"opening double marks", "", "“", false, false},
    {"closing double marks", "", "”", false, false},
    {"double marks in pairs", "", "“”", false, false},
    {"single marks in pairs", "", "‘’", false, false},
    {"guillemets", "", "«»", false, false},
    {"reversed guillemets", "", "»«", false, false},
    {"low marks", "", "„“", false, false},
    {"corner marks", "", "「『", false, false},
    {"backticks", "", "``''", false, false},
    {"marks of all styles", "", "\"'“‘«‹„「", false, false},
    {"marks with spaces", "", "\" ' ", false, false},
    {"brackets", "", "(", false, false},
    {"bracket pairs", "", "()[]{}", false, false},
    {"full stops", "", ". ", false, false},
    {"full stops and brackets", "", ".)", false, false},
    {"commas", "", ",", false, false},
    {"bad bytes", "", "\xff", false, false},
    {"cut characters", "", "\xe2\x80", false, false},
    {"emoji joined", "", "\U0001F469‍", false, false},
    {"](", "", "](", false, false},
    {"digits", "", "1", false, false},
    {"digits with spaces", "", "1 ", false, false},
    {"at signs", "", "a@", false, false},
    {"handles", "", "@a", false, false},
    {"tags", "", "#1", false, false},
    {"schemes", "", "a://(", false, false},
    {"addresses", "", "https://a.bc/d?e=f ", false, false},
    {"one address", "", "www.a/", false, false},
    {"paths", "", "a/b", false, false},
    /* nothing, or one word */
    {"spaces", "", " ", false, false},
    {"line feeds", "", "\n", false, false},
    {"blank lines of CRLF", "", "\r\n\r\n", false, false},
    {"NUL bytes", "", "\2", false, false},
    {"soft hyphens", "a", "\u00AD", false, false},
    {"one letter", "", "a", false, false},
    {"combining marks", "A", "\u0301", false, false},
    {"letters with marks", "", "e\u0301", false, false},
    {"hyphens in one word", "", "a-", false, false},
    {"apostrophes in one word", "", "o’", false, false},
    {"dots in one word", "", "A.", false, false},
    {"ideographs", "", "\u6f22", false, true},
    /* words */
    {"paragraphs of two letters", "", "ab\n\n", false, true},
    {"lines of one word", "", "word\n", false, true},
    {"sentences of one word", "", "Go. ", false, true},
    {"he said", "", "he said ", false, true},
    {"he said, quoted", "", "“x,” he said. ", false, true},
    {"nested quotations", "", "\"he said, 'she said, ", false, true},
    {"quotations of one word", "", "\"a\" ", false, true},
    {"quotations left open", "", "“Go on, and on\n\n", false, true},
    {"plurals", "", "the ministers' ", false, true},
    {"names without end", "", "\1 ", false, true},
    {"full names", "", "\1 \1, ", false, true},
    {"one surname", "", "\1 Smith said no. Smith said yes. ", false, true},
    {"Mr. Smith and", "", "Mr. Smith and ", false, true},
    {"initials", "", "J. K. \1 of the \1 ", false, true},
    {"presidents", "", "President Minister Senator Judge \1 Smith, President Smith said. ", false, true},
    {"ministers", "Ann Lee, a minister, spoke. ", "The Polish minister said no. ", false, true},
    {"spokesmen", "", "\1 \1's spokesman Bob \1, a former former former officer, said it. ", false, true},
    {"roles before a comma", "", "the the the the the the minister, Ann \1, said. ", false, true},
    {"and", "", "France and Germany and Spain said so, and ", false, true},
    {"very", "", "He said very very very very very very very very. ", false, true},
    {"I and she", "", "“I know,” she said. “I told her that I know that she said that I know,” he said. ", false, true},
    /* the head and the tail of a page */
    {"by-lines", "", "By \1 \1\n", false, true},
    {"one by-line", "", "By Aa Bb, Cc Dd and ", false, true},
    {"capitals", "", "LONDON PARIS ", false, true},
    {"datelines", "", "LONDON, May 3 (Reuters) - \"Aa\n", false, true},
    {"source lists", "", "Sources\n• a • b\n", false, true},
    {"copyrights", "", "Copyright 2020 by Aa Aa Aa Aa\n", false, true},
    /* Markdown */
    {"Markdown: ](", "", "](", true, false},
    {"Markdown: emphasis", "", "*a **b _c ", true, true},
    {"Markdown: list items", "", "- a\n", true, true},
    {"Markdown: nested lists", "", "- - - ", true, false},
    {"Markdown: quotations", "", "> ", true, false},
    {"Markdown: tables", "", "a|b\n-|-\n", true, true},
    {"Markdown: pipes", "a|b\n-|-\n", "|a", true, true},
    {"Markdown: references", "", "&amp;", true, false},
    {"Markdown: escapes", "", "\\\"", true, false},
    {"Markdown: tags", "", "<a b=\"c\">d", true, true},
    {"Markdown: definitions", "", "[\1]: b\n\n[\1] ", true, true},
};

#define HOSTILE_FAMILIES (sizeof hostile_families / sizeof *hostile_families)

/* Writes `length` bytes of a family; the last piece is cut. */
static inline void hostile_write(const hostile_family *family, char *out, size_t length)
{
    size_t at = 0;
    unsigned words = 0;
    for (const char *next = family->head; at < length; next++) {
        if (*next == '\0')
            next = family->again;
        if (*next != '\1') {
            out[at++] = *next == '\2' ? '\0' : *next;
            continue;
        }
        char word[16];
        int size = 0;
        word[size++] = (char)('B' + words % 23);
        for (unsigned rest = words++ / 23; rest > 0 || size < 4; rest /= 20)
            word[size++] = "aeioubcdfghklmnprstz"[rest % 20];
        for (int i = 0; i < size && at < length; i++)
            out[at++] = word[i];
    }
}

#endif
