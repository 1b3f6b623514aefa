/* cell.c - a piece of a text as a person sees it in one cell of a table.  Floor: plugin. */
#include "format/cell.h"
#include <utf8proc.h>
#include "text/utf8.h"

#define ELLIPSIS 0x2026u
#define JOINER 0x200Du
#define NON_JOINER 0x200Cu

/* Characters looked at, for each column: a letter with its accents has a handful. */
#define CHARACTERS_A_COLUMN 8u

typedef struct glyph {
    uint32_t code_point;
    uint32_t width;
} glyph;

typedef struct walk {
    const ss_cell *cell;
    uint32_t span;  /* index of the span that is read */
    uint32_t at;    /* byte of the text; meaningful when inside */
    uint32_t look;  /* characters that may still be looked at */
    bool inside;    /* `at` is set */
    bool started;   /* something has been shown */
    bool space;     /* a space is due before the next character */
    bool gap;       /* an ellipsis is due, and a space after it */
} walk;

typedef enum sight { SIGHT_SHOWN, SIGHT_SPACE, SIGHT_UNSEEN } sight;

static sight sight_of(uint32_t code_point)
{
    switch (utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return SIGHT_SPACE;
    case UTF8PROC_CATEGORY_CF:
        return code_point == JOINER || code_point == NON_JOINER ? SIGHT_SHOWN : SIGHT_UNSEEN;
    default:
        return SIGHT_SHOWN;
    }
}

/* Moves to the next character that is shown and answers it, without passing it. False at the end, and
 * when too many were looked at: then the last span is not behind us. */
static bool find_shown(walk *self, ss_character *out)
{
    const ss_cell *cell = self->cell;
    for (; self->span < cell->span_count; self->span++) {
        if (!self->inside)
            self->at = cell->span[self->span].start;
        self->inside = true;
        for (; self->at < cell->span[self->span].end; self->at += out->length) {
            if (self->look-- == 0)
                return false;
            *out = ss_utf8_decode(cell->text, cell->length, self->at);
            sight seen = sight_of(out->code_point);
            if (seen == SIGHT_SHOWN)
                return true;
            if (seen == SIGHT_SPACE)
                self->space = true;
        }
        self->inside = false;
        self->space = self->gap = true;
    }
    return false;
}

static bool next_glyph(walk *self, glyph *out)
{
    ss_character character;
    if (!find_shown(self, &character))
        return false;
    if (!self->started)
        self->space = self->gap = false;
    self->started = true;
    *out = (glyph){' ', 1};
    if (self->space) {
        self->space = false;
    } else if (self->gap) {
        out->code_point = ELLIPSIS;
        self->gap = false;
        self->space = true;
    } else {
        int width = utf8proc_charwidth((utf8proc_int32_t)character.code_point);
        *out = (glyph){character.code_point, width < 0 ? 0 : (uint32_t)width};
        self->at += character.length;
    }
    return true;
}

static walk walk_of(const ss_cell *cell, uint32_t most)
{
    uint32_t look = most < UINT32_MAX / CHARACTERS_A_COLUMN ? most * CHARACTERS_A_COLUMN : UINT32_MAX;
    return (walk){.cell = cell, .look = look};
}

/* What of a cell fits. */
typedef struct fit {
    uint32_t glyphs; /* to write */
    uint32_t width;  /* of them, the ellipsis counted */
    bool cut;        /* an ellipsis follows them */
} fit;

/* Nothing is cut off right behind a space or an ellipsis. */
static fit fit_of(const ss_cell *cell, uint32_t most)
{
    walk self = walk_of(cell, most);
    glyph one;
    fit all = {0, 0, false}, room = {0, most > 0, true}, word = {0, 0, true};
    while (next_glyph(&self, &one)) {
        if (one.code_point == ' ' && room.glyphs == all.glyphs)
            word = room;
        if (all.width + one.width > most)
            return word.width > most / 2 ? word : room;
        all.glyphs++;
        all.width += one.width;
        if (all.width < most && one.code_point != ' ' && one.code_point != ELLIPSIS)
            room = (fit){all.glyphs, all.width + 1, true};
    }
    return self.span < cell->span_count ? room : all;
}

static void put_code_point(FILE *out, uint32_t code_point)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t length = utf8proc_encode_char((utf8proc_int32_t)code_point, bytes);
    fwrite(bytes, 1, (size_t)length, out);
}

ss_cell ss_cell_of_text(sayso_text text, sayso_span *whole)
{
    *whole = (sayso_span){0, text.length};
    return (ss_cell){(const uint8_t *)text.bytes, text.length, whole, 1};
}

uint32_t ss_cell_width(const ss_cell *cell, uint32_t most)
{
    return fit_of(cell, most).width;
}

uint32_t ss_cell_put(FILE *out, const ss_cell *cell, uint32_t most)
{
    walk self = walk_of(cell, most);
    glyph one;
    fit fits = fit_of(cell, most);
    for (uint32_t i = 0; i < fits.glyphs && next_glyph(&self, &one); i++)
        put_code_point(out, one.code_point);
    if (fits.cut && fits.width > 0)
        put_code_point(out, ELLIPSIS);
    return fits.width;
}
