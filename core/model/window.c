#include "model/window.h"

ss_range ss_window_at(const ss_document *document, uint32_t first, uint32_t most)
{
    const ss_parts *paragraphs = &document->paragraphs;
    uint32_t paragraph = ss_part_of(paragraphs, first);
    uint32_t limit = first + most, end = paragraphs->first[paragraph + 1];
    if (end > limit) {
        uint32_t sentence = ss_part_of(&document->sentences, limit);
        uint32_t cut = document->sentences.first[sentence];
        return (ss_range){first, cut > first ? cut : limit};
    }
    while (paragraph + 1 < paragraphs->count && paragraphs->first[paragraph + 2] <= limit)
        end = paragraphs->first[++paragraph + 1];
    return (ss_range){first, end};
}

ss_range ss_window_paragraph(const ss_document *document, ss_range window, uint32_t token)
{
    uint32_t paragraph = ss_part_of(&document->paragraphs, token);
    uint32_t first = document->paragraphs.first[paragraph], end = document->paragraphs.first[paragraph + 1];
    return (ss_range){first > window.first ? first : window.first, end < window.end ? end : window.end};
}
