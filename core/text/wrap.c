#include "text/wrap.h"

#include "base/limits.h"
#include "text/character.h"

#define FEWEST_BREAKS 3u
#define SHORTEST_LINE 50u
#define LONGEST_LINE 100u
#define SPREAD 20u

/* One line, white space at its ends left out. */
typedef struct line {
    uint32_t characters;  /* 0 for a blank line */
    uint32_t next;        /* where the next line starts */
    bool starts_lower;
    bool ends_open;       /* in the middle of a sentence, as far as its last character tells */
    bool ended;           /* by a line break, not by the end of the text */
} line;

static bool goes_on(ss_sight sight)
{
    return ss_class_in_word(sight.class) || sight.code_point == ',' || sight.code_point == '-';
}

static line read_line(const uint8_t *text, uint32_t length, uint32_t at)
{
    line result = {0};
    uint32_t characters = 0;
    for (;;) {
        ss_sight sight = ss_character_look(text, length, at);
        at += sight.length;
        result.next = at;
        if (sight.class == SS_CLASS_END)
            return result;
        if (sight.class == SS_CLASS_BREAK) {
            result.ended = true;
            result.next += sight.code_point == '\r' && at < length && text[at] == '\n';
            return result;
        }
        if (sight.class == SS_CLASS_SPACE && result.characters == 0)
            continue;
        characters++;
        if (sight.class == SS_CLASS_SPACE)
            continue;
        if (result.characters == 0)
            result.starts_lower = ss_character_is_lower(sight.code_point);
        result.characters = characters;
        result.ends_open = goes_on(sight);
    }
}

typedef struct tally {
    uint32_t breaks;                    /* inside paragraphs */
    uint32_t mid_sentence;              /* of these */
    uint32_t lines[LONGEST_LINE + 1];   /* lines before them, by length */
} tally;

static void count_breaks(const uint8_t *text, uint32_t length, tally *found)
{
    line before = read_line(text, length, 0);
    while (before.ended) {
        line after = read_line(text, length, before.next);
        if (before.characters > 0 && after.characters > 0) {
            found->breaks++;
            found->mid_sentence += before.ends_open && after.starts_lower;
            if (before.characters <= LONGEST_LINE)
                found->lines[before.characters]++;
        }
        before = after;
    }
}

bool ss_wrap_detect(const uint8_t *text, uint32_t length)
{
    tally found = {0};
    count_breaks(text, length < SS_DECISION_BYTES ? length : SS_DECISION_BYTES, &found);
    uint32_t longest = LONGEST_LINE, filled = 0;
    while (longest > 0 && found.lines[longest] == 0)
        longest--;
    for (uint32_t n = SHORTEST_LINE; n <= longest; n++)
        if (n + SPREAD >= longest)
            filled += found.lines[n];
    return found.breaks >= FEWEST_BREAKS && filled * 4 >= found.breaks * 3 && found.mid_sentence * 2 >= found.breaks;
}
