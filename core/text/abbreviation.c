#include "text/abbreviation.h"

#include <stddef.h>
#include <string.h>

#define LONGEST 6u

/* What is as often a whole word at a sentence's end ("sun.", "in.", "may.") stays out, or counts only
 * with its capital ("Miss.") or before a number ("fig. 3"). */
static const char *const leading[] = {
    "Adm",  "Atty", "Brig", "Capt", "Cmdr", "Col", "Cpl",  "Det",  "Dr",   "Fr",   "Gen",  "Gov",
    "Hon",  "Lt",   "Maj",  "Messrs", "Mlle", "Mme", "Mr",  "Mrs",  "Ms",   "Mt",   "Mx",   "Pfc",
    "Pres", "Prof", "Pvt",  "Rep",  "Reps", "Rev", "Sen",  "Sens", "Sgt",  "St",   "Ste",  "Supt",
    "Ft",   "v",    "vs",   "cf",   "approx", "eg", "viz",
};
static const char *const numbered[] = {
    "No", "Nos", "no", "nos", "Art", "art", "Ch", "ch", "Fig", "fig", "p", "pp", "Par", "Sec", "Vol", "vol", "c", "ca",
};
static const char *const month[] = {
    "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
};
static const char *const trailing[] = {
    "Ala",  "Ariz", "Ark",  "Ave", "Bhd",  "Blvd", "Bros", "Calif", "Cie",  "Co",   "Colo", "Conn",
    "Corp", "Cos",  "Dept", "Del", "Esq",  "Fla",  "Ga",   "Inc",   "Jr",   "Kan",  "Ky",   "Ltd",
    "Md",   "Mass", "Mich", "Minn", "Mont", "Neb", "Nev",  "Okla",  "Ore",  "Pa",   "Penn", "Rd",
    "Sr",   "Tenn", "Tex",  "Va",  "Vt",   "Wash", "Wis",  "Wyo",   "al",   "assn", "Assn", "est",
    "etc",  "hrs",  "mph",  "Univ", "Tues", "Thurs", "Ind", "Miss", "La",   "Mo",   "Ill",  "Sask",
    "Ont",  "Que",  "Alta", "Plc", "Pty",  "Pte",  "Intl", "Natl",
};

static bool equals(const char *entry, const uint8_t *word, uint32_t length)
{
    if (entry[0] != (char)word[0] || strlen(entry) != length)
        return false;
    bool exact = true, capitals = entry[0] >= 'A' && entry[0] <= 'Z';
    for (uint32_t i = 0; i < length; i++) {
        uint8_t letter = (uint8_t)entry[i];
        exact = exact && word[i] == letter;
        capitals = capitals && word[i] == (letter >= 'a' ? letter - 0x20 : letter);
    }
    return exact || capitals;
}

static bool is_among(const char *const *entry, size_t count, const uint8_t *word, uint32_t length)
{
    for (size_t i = 0; i < count; i++)
        if (equals(entry[i], word, length))
            return true;
    return false;
}

#define IS_AMONG(list) is_among(list, sizeof(list) / sizeof *(list), word, length)

ss_abbreviation ss_abbreviation_of(const uint8_t *word, uint32_t length)
{
    uint32_t start = length > LONGEST ? length - LONGEST - 1 : 0;
    for (uint32_t at = length; at > start; at--)
        if (word[at - 1] == '-') {
            word += at;
            length -= at;
            break;
        }
    if (length == 0 || length > LONGEST)
        return SS_ABBREVIATION_NONE;
    if (IS_AMONG(leading))
        return SS_ABBREVIATION_LEADING;
    if (IS_AMONG(numbered))
        return SS_ABBREVIATION_NUMBERED;
    if (IS_AMONG(month))
        return SS_ABBREVIATION_MONTH;
    return IS_AMONG(trailing) ? SS_ABBREVIATION_TRAILING : SS_ABBREVIATION_NONE;
}
