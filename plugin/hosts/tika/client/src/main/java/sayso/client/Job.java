package sayso.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A document that was handed over, and what has come of its answer. Written by its caller, then by the reader. */
final class Job {
    final CompletableFuture<Answer> answer = new CompletableFuture<>();
    final long cost;
    int doc;
    /** The filter has seen some of it. */
    volatile boolean touched;
    /** Its End is sent, or about to be; guarded by the process. */
    boolean finished;
    private final Answer found = new Answer("OK", "");

    /** cost: what it counts against max_queued_bytes. */
    Job(long cost) {
        this.cost = cost;
    }

    void takeAnnotations(WireReader in) throws IOException {
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                found.attributions.add(Answer.Attribution.of(in.message()));
            } else if (field == 2) {
                found.credits.add(Answer.Credit.of(in.message()));
            }
        }
    }

    void takeSpeakers(WireReader in) throws IOException {
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                Answer.Speaker one = Answer.Speaker.of(in.message());
                found.speakers.put(one.id, one);
            }
        }
    }

    /** The whole answer; an IOException when the Done counts other records than those that came. */
    Answer takeDone(WireReader in, HelloAck agreed) throws IOException {
        String status = "UNSPECIFIED";
        String message = "";
        long[] counts = new long[6];
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                status = Names.of(Names.STATUS, in.number());
            } else if (field == 2) {
                message = in.text();
            } else if (field >= 3 && field <= 5) {
                counts[field] = in.number();
            }
        }
        Answer whole = new Answer(status, message);
        whole.model = agreed.model;
        whole.rules = agreed.rules;
        if (whole.ok()) {
            if (counts[3] != found.attributions.size() || counts[4] != found.speakers.size() || counts[5] != found.credits.size()) {
                throw new IOException("a Done that counts other records than those that came");
            }
            whole.attributions.addAll(found.attributions);
            whole.speakers.putAll(found.speakers);
            whole.credits.addAll(found.credits);
        }
        return whole;
    }
}
