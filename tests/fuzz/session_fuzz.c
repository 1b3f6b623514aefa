/* A host's whole stream through the session's threads: what comes out are whole frames, the Dones in the
 * order of their documents, a ProtocolError last and only after a fault. */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "reader.h"
#include "unit/weights_fixture.h"
#include "worker.h"
#include "writer.h"

static sayso_model *model;

/* A session ends when its input does. */
static ss_fault_code serve(const uint8_t *bytes, size_t length, int output)
{
    ss_limits own = {0};
    ss_bell halt, keeper;
    ss_queue queue;
    ss_reader reader;
    pthread_t thread[2];
    assert(ss_bell_open(&halt) && ss_bell_open(&keeper));
    assert(ss_queue_init(&queue, &halt, &keeper, SS_QUEUED_DEFAULT_BYTES) == SS_OK);
    ss_reader_init(&reader, &queue, model, &own);
    ss_frame_open_memory(&reader.frames, bytes, length);
    ss_worker worker = {&queue, model, true};
    ss_writer writer = {&queue, output, &halt};
    assert(pthread_create(&thread[0], NULL, ss_worker_run, &worker) == 0);
    assert(pthread_create(&thread[1], NULL, ss_writer_run, &writer) == 0);
    ss_reader_run(&reader);
    pthread_join(thread[0], NULL);
    pthread_join(thread[1], NULL);
    assert(ss_queue_ending(&queue) == SS_QUEUE_GOES_ON);
    ss_fault_code code = reader.fault.code;
    ss_queue_free(&queue);
    ss_reader_free(&reader);
    ss_frame_close(&reader.frames);
    ss_bell_close(&halt);
    ss_bell_close(&keeper);
    return code;
}

static void check_output(ss_frame_reader *answers, bool faulty)
{
    ss_frame frame;
    uint32_t done = 0;
    bool error = false;
    while (ss_frame_next(answers, SS_FRAME_MOST_BYTES, &frame) == SS_FRAME_READ) {
        Sayso__V1__PluginFrame *message = sayso__v1__plugin_frame__unpack(NULL, frame.length, frame.bytes);
        assert(message != NULL && message->body_case != 0 && !error);
        error = message->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_ERROR;
        assert(error || message->doc == 0 || message->doc > done);
        if (message->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_DONE) {
            assert(message->done->status >= 1 && message->done->status <= 8);
            done = message->doc;
        }
        sayso__v1__plugin_frame__free_unpacked(message, NULL);
    }
    assert(answers->fault.code == SS_FAULT_NONE && answers->error == 0 && error == faulty);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static weights_fixture file;
    ss_frame_reader answers;
    int output = memfd_create("answers", 0);
    assert(output >= 0);
    if (model == NULL) {
        fixture_make(&file);
        assert(sayso_model_read(file.bytes, file.length, &model, NULL) == SAYSO_OK);
    }
    bool faulty = serve(bytes, length, output) != SS_FAULT_NONE;
    assert(lseek(output, 0, SEEK_SET) == 0);
    ss_frame_open(&answers, output, -1);
    check_output(&answers, faulty);
    ss_frame_close(&answers);
    close(output);
    return 0;
}
