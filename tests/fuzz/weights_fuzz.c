/* A weights file that is not what it says: refused with a reason and a place, or read and then run.
 * Byte 0 even: the rest is a file, its checksum made to fit. Odd: six bytes each, a place and a value to
 * write there, change a whole file. */
#include <stdlib.h>

#include "fuzz.h"
#include "sayso.h"
#include "unit/weights_fixture.h"

static const char text[] = "“No,” Ann Lee said on Monday. Tom Brandt, who runs the ferry, denied that he had asked her.";

static uint32_t number_at(const uint8_t *bytes, int count)
{
    uint32_t number = 0;
    for (int i = 0; i < count; i++)
        number |= (uint32_t)bytes[i] << 8 * i;
    return number;
}

static void change(weights_fixture *file, const uint8_t *bytes, size_t length)
{
    static weights_fixture whole; /* takes longer to make than to copy */
    if (whole.length == 0)
        fixture_make(&whole);
    memcpy(file->bytes, whole.bytes, whole.length);
    file->length = whole.length;
    for (size_t at = 1; at + 6 <= length; at += 6) {
        uint32_t place = number_at(bytes + at, 2);
        place = place < 4096 ? place : place % (file->length - 3); /* the layers' table more often than their weights */
        fixture_put(file, place < file->length - 3 ? place : 0, number_at(bytes + at + 2, 4));
    }
}

static void run(const sayso_model *model)
{
    sayso_annotator *annotator;
    const sayso_result *result;
    assert(sayso_annotator_create(model, &annotator) == SAYSO_OK);
    sayso_status status = sayso_annotate(annotator, text, sizeof text - 1, NULL, &result);
    assert(status == SAYSO_OK || status == SAYSO_LIMIT);
    for (uint32_t i = 0; i < result->attribution_count; i++)
        assert(result->attribution[i].content[0].end < sizeof text && result->attribution[i].confidence <= 1000);
    sayso_annotator_free(annotator);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static weights_fixture file;
    sayso_model *model;
    sayso_error error;
    if (length == 0 || length > sizeof file.bytes)
        return 0;
    if (bytes[0] & 1) {
        change(&file, bytes, length);
    } else {
        memcpy(file.bytes, bytes + 1, length - 1);
        file.length = (uint32_t)length - 1;
    }
    if (file.length > 16)
        fixture_put(&file, 12, (uint32_t)crc32(0, file.bytes + 16, (uInt)(file.length - 16)));
    sayso_status status = sayso_model_read(file.bytes, file.length, &model, &error);
    assert((status == SAYSO_OK) == (model != NULL));
    assert(status == SAYSO_OK || (status == SAYSO_BAD_MODEL && error.message[0] != '\0' && error.offset <= file.length));
    if (model != NULL)
        run(model);
    sayso_model_free(model);
    return 0;
}
