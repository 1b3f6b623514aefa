#include "text/opener.h"

#define LONGEST 10u

static const char *const opener[] = {
    "a",     "about", "after",  "all",   "also",  "although", "among", "an",      "and",    "any",   "as",    "asked",
    "at",    "because", "before", "both", "but",  "by",       "despite", "during", "each",  "earlier", "even", "every",
    "few",   "finally", "for",  "from",  "he",    "her",      "here",  "his",     "how",    "however", "i",   "if",
    "in",    "instead", "it",   "its",   "last",  "later",    "many",  "meanwhile", "most", "much",  "my",    "neither",
    "no",    "not",   "now",    "of",    "on",    "once",     "one",   "only",    "or",     "other", "others", "our",
    "perhaps", "she", "since",  "so",    "some",  "such",     "that",  "the",     "their",  "then",  "there", "these",
    "they",  "this",  "those",  "though", "three", "through", "thus",  "to",      "today",  "two",   "under", "unlike",
    "until", "we",    "what",   "when",  "where", "whether",  "which", "while",   "who",    "why",   "with",  "within",
    "without", "yet", "you",    "your",
};

bool ss_opener_is(const ss_tokens *tokens, uint32_t index)
{
    if (tokens->token[index].kind != SS_TOKEN_WORD || tokens->token[index].length > LONGEST)
        return false;
    for (size_t i = 0; i < sizeof opener / sizeof *opener; i++)
        if (ss_token_is(tokens, index, opener[i]))
            return true;
    return false;
}
