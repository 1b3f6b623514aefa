/* limits.h - every bound of the core, each with its reason.  Floor: base. */
#ifndef SS_LIMITS_H
#define SS_LIMITS_H

/* Longest document, in bytes: a book of 2,500 pages; offsets stay far inside 32 bits. */
#define SS_MAX_DOCUMENT_BYTES (16u << 20)

/* Beginning of a text that whatever looks at the whole of it (its language) is decided on: some 2,500 words, enough
 * for any of it, and little enough to wait for where text is streamed. The protocol's figure. */
#define SS_DECISION_BYTES 16384u

/* The cost of a document is counted in operations, a token, a candidate or so many bytes looked at
 * once: a number that is the same on every machine, and must grow no faster than the text. */
#define SS_BYTES_AN_OPERATION 4u

/* Attributions a document: a page of 16 MiB that is nothing but "he said x" has about as many. */
#define SS_MAX_ATTRIBUTIONS 262144u

/* Fragments of one source or one content: the longest seen in real news are 4 and 11. */
#define SS_MAX_SOURCE_SPANS 16u
#define SS_MAX_CONTENT_SPANS 64u

/* A token's length in bytes fits in 16 bits; a longer run of letters is cut at this length. */
#define SS_MAX_TOKEN_BYTES 65535u

/* Quotations open at once: print nests three, a deeper one is a text of stray marks. Keeps pairing
 * linear; a mark that would open a ninth pairs with nothing. */
#define SS_MAX_QUOTE_DEPTH 8u

/* Of one speaker's record: caps that keep any record inside the smallest frame (192 KiB). */
#define SS_MAX_MENTIONS 1024u
#define SS_MAX_PHRASES 16u
#define SS_MAX_MEMBERS 64u
#define SS_MAX_NAME_BYTES 1024u

/* Attributions that hold an attribution, one inside the other: "he said she said they said" is as far as readers follow. */
#define SS_MAX_NESTING 3u

/* Cues of one window of 384 tokens: news has ten, a transcript of yes and no forty. Text that has one
 * every fourth token was made to be slow. */
#define SS_MAX_WINDOW_CUES 96u

/* Speakers looked at as possible antecedents of one mention: the most recent ones; keeps the
 * pass linear in the number of mentions. */
#define SS_MAX_CANDIDATES 64u

/* Memory for a model's packed layers: 64 of the largest, and what stands beside them. */
#define SS_PACK_BUDGET (64u << 20)

/* Stretch of text that one pattern is matched against: an ordinary paragraph fits, and the JIT's
 * stack of 32 KiB is known to do for it. */
#define SS_MAX_PATTERN_WINDOW 4096u

/* PCRE2's own bounds. Of one match from one start: a pattern without nested repeats needs a few
 * steps a byte. The heap, in KiB, holds the interpreter's frames. */
#define SS_PATTERN_MATCH_LIMIT 50000u
#define SS_PATTERN_DEPTH_LIMIT 10000u
#define SS_PATTERN_HEAP_LIMIT 2048u

/* Length of a pattern's source, in bytes: built-in ones are shorter than half of it. */
#define SS_MAX_PATTERN_BYTES 8192u

/* Of a rules file, all small against the network's own cost. Bytes: some thousand aliases and patterns as long as
 * ours. Rules: a line each of such a file. */
#define SS_MAX_RULES_BYTES (256u << 10)
#define SS_MAX_RULES 4096u
/* Its patterns, as each is searched again in the same text. */
#define SS_MAX_RULE_PATTERNS 128u
/* Its cue words, which may all be compared at one token: English has some hundred verbs of saying. */
#define SS_MAX_RULE_CUES 512u
/* Texts of which a credit needs one: each costs a look at the paragraph. */
#define SS_MAX_RULE_NEEDS 16u
/* Settings of one rule: there are seven to be set. Words of a cue or an alias, which are compared one by one. */
#define SS_MAX_RULE_SETTINGS 8u
#define SS_MAX_RULE_WORDS 8u
/* Bytes of a rule's name, which stands in messages; a definition's is PCRE2's, which takes 32. */
#define SS_MAX_RULE_NAME_BYTES 64u
#define SS_MAX_DEFINITION_NAME_BYTES 32u

/* What the patterns of a rules file may cost in one document, in steps (text/pattern.h): as much as the network does
 * for the text, at 20 ns a step, and a page's worth for short texts. An honest pattern takes less than one a byte. */
#define SS_STEPS_A_BYTE 64u
#define SS_STEPS_ALWAYS (1u << 20)
/* Text that a pattern runs over without looking at its next item costs one step for so much. */
#define SS_STEP_BYTES 16u

/* Pronouns and noun phrases outside the sources that are followed, so that a later "he" is understood: as many as
 * names, below. Past it only sources are. */
#define SS_MAX_REFERENCES 131072u

/* Names read all over a document: a book of 2,500 pages has some 60,000. Past it only those inside
 * sources are read, so that a page of nothing but capitals stays inside the arena. */
#define SS_MAX_NAMES 131072u

/* Markdown. Past each of these what would be markup stays text, and the document is read on.
 * Containers (quotes, list items) around a line: people nest five; a marker past it is still left out. */
#define SS_MAX_MARKDOWN_DEPTH 32u
/* Brackets open at once, the last ones, and runs of emphasis marks that wait for a partner in one paragraph:
 * both make memory fixed. */
#define SS_MAX_MARKDOWN_BRACKETS 64u
#define SS_MAX_MARKDOWN_DELIMITERS 4096u
/* Backticks that may open a code span, and parentheses inside a link's address: what cmark takes. */
#define SS_MAX_MARKDOWN_BACKTICKS 80u
#define SS_MAX_MARKDOWN_PARENTHESES 32u
/* Bytes of a link's label: CommonMark's figure. Labels that a document defines: a book's footnotes. */
#define SS_MAX_MARKDOWN_LABEL 999u
#define SS_MAX_MARKDOWN_DEFINITIONS 65536u
/* Bytes before the line that ends the front matter: a page's worth of keys is 2 KiB. What opens like
 * one and goes on longer is text between two rules. */
#define SS_MAX_FRONT_MATTER 65536u

/* A character reference, & and semicolon counted: the longest name that is known has 21 letters. */
#define SS_MAX_ENTITY_BYTES 32u

/* Tokens between two looks at the stop flag: a few milliseconds of the cheap passes. */
#define SS_STOP_EVERY 65536u

/* Memory for one document's working set: 16 MiB of the worst text (a token a byte, 8 bytes a
 * token, and what stands beside it) needs about 300 MiB. */
#define SS_ARENA_BUDGET (384u << 20)

/* And for what is kept of a document while more of it comes: its readings, 262,144 of about 100 bytes. */
#define SS_KEPT_BUDGET (48u << 20)

/* Paragraphs at the end of a text that is still coming which more text can change: the last may not be
 * there to its end, and whether the one before leaves a quotation open shows at the start of the last. */
#define SS_UNSETTLED_PARAGRAPHS 2u

#endif
