package sayso.client;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One run of {@code sayso --stdio}. A document is written by the thread that brings it; one thread reads answers and waits for
 * nobody, so that the filter can always write; one drains stderr; one watches. Silence is counted in the watcher's own ticks, so
 * that a host that was suspended does not take its filter for a dead one.
 */
final class FilterProcess {
    private static final int UTF16_UNIT = 2;
    private static final int PIECE = 16 << 10; // bytes of one write: how finely it is seen that the filter reads
    private static final int CHUNK = 256 << 10;
    static final long HEARTBEAT = 500; // milliseconds
    private static final int LEAST_COST = 4096; // what a document counts against max_queued_bytes at least
    private static final long WINDOW = 16 << 20; // bytes of documents that are sent ahead of their answers

    private final Process process;
    private final OutputStream input;
    private final Thread errors;
    private final long patienceMillis;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final CompletableFuture<Void> greeted = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    // guarded by this
    private final Map<Integer, Job> flying = new LinkedHashMap<>();
    private long flyingCost;
    private int lastDoc;
    private boolean over;
    private String verdict = "";
    private String reason = "";
    private String lastError = "";
    // written before greeted
    private HelloAck agreed = new HelloAck();
    private long window;
    // of the watcher
    private volatile boolean heard = true;
    private volatile boolean writeBlocked;
    private volatile boolean asked = true;
    private volatile boolean answeredOne;

    /** Thrown to the callers whose documents a lost filter had not begun: they go to the next one. */
    static final class LostException extends Exception {
        private static final long serialVersionUID = 1;
    }

    FilterProcess(List<String> command, long patienceMillis) throws IOException {
        this.patienceMillis = patienceMillis;
        process = new ProcessBuilder(command).start();
        input = process.getOutputStream();
        errors = start("sayso-stderr", this::drainErrors);
        start("sayso-reader", this::read);
        start("sayso-watch", this::watch);
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Says Hello and waits for what is agreed on. An IOException says why there is none. */
    void greet() throws IOException, InterruptedException {
        WireWriter hello = new WireWriter().fixed32(1, HelloAck.MAGIC).number(2, HelloAck.VERSION).number(3, HelloAck.VERSION)
            .bytes(4, "sayso-java/0.1.0".getBytes(StandardCharsets.US_ASCII)).number(5, UTF16_UNIT);
        try {
            send(new WireWriter().message(2, hello));
        } catch (IOException closed) {
            // its exit says more
        }
        try {
            greeted.get();
        } catch (ExecutionException refused) {
            throw new IOException(describeEnd());
        }
    }

    /** Whether documents can be written: it has greeted and not ended. */
    synchronized boolean isReady() {
        return !over && greeted.isDone() && !greeted.isCompletedExceptionally();
    }

    boolean hasAnswered() {
        return answeredOne;
    }

    long pid() {
        return process.pid();
    }

    int exitCode() {
        return process.isAlive() ? 0 : process.exitValue();
    }

    // ---- writing: the threads that bring documents -------------------------------------------------------

    /**
     * Writes a document, which has its answer later. LostException when the filter has ended before it saw any of it. The
     * heartbeat is called about twice a second while others are before it.
     */
    Job write(String text, Options options, Runnable heartbeat) throws LostException, InterruptedException {
        // past max_document_bytes the filter drops what comes, and a char is a byte or more
        byte[] data = text.substring(0, Math.min(text.length(), agreed.maxDocumentBytes + 1)).getBytes(StandardCharsets.UTF_8);
        int length = Math.min(data.length, agreed.maxDocumentBytes + 1);
        Job job = new Job(Math.max(LEAST_COST, length));
        awaitRoom(job.cost, heartbeat);
        boolean mine = false;
        try {
            while (!(mine = writing.tryLock(HEARTBEAT, TimeUnit.MILLISECONDS))) {
                heartbeat.run();
            }
        } finally {
            if (!mine) {
                giveRoomBack(job.cost);
            }
        }
        try {
            synchronized (this) {
                if (over) {
                    throw new LostException();
                }
                job.doc = ++lastDoc;
                flying.put(job.doc, job);
            }
            send(frame(job.doc).message(3, options.begin()));
            job.touched = true;
            int size = Math.min(CHUNK, agreed.maxFrameBytes / 2);
            for (int at = 0; at < length; at += size) {
                send(frame(job.doc).message(4, new WireWriter().bytes(1, data, at, Math.min(size, length - at))));
            }
            synchronized (this) {
                job.finished = true;
            }
            send(frame(job.doc).message(5, new WireWriter()));
        } catch (IOException closed) {
            end("", ""); // the reader settles all documents, this one too
        } finally {
            writing.unlock();
        }
        return job;
    }

    private synchronized void awaitRoom(long cost, Runnable heartbeat) throws LostException, InterruptedException {
        while (!over && flyingCost > 0 && flyingCost + cost > window) {
            wait(HEARTBEAT);
            heartbeat.run();
        }
        if (over) {
            throw new LostException();
        }
        flyingCost += cost;
    }

    private synchronized void giveRoomBack(long cost) {
        flyingCost -= cost;
        notifyAll();
    }

    /** Nobody waits for it any more. */
    void cancel(Job job) {
        writing.lock();
        try {
            boolean waits;
            synchronized (this) {
                waits = flying.get(job.doc) == job && job.finished;
            }
            if (waits) {
                send(frame(job.doc).message(6, new WireWriter()));
            }
        } catch (IOException closed) {
            end("", "");
        } finally {
            writing.unlock();
        }
    }

    private static WireWriter frame(int doc) {
        return new WireWriter().number(1, doc);
    }

    private void send(WireWriter frame) throws IOException {
        byte[] data = frame.toFrame();
        writeBlocked = true;
        try {
            for (int at = 0; at < data.length; at += PIECE) {
                input.write(data, at, Math.min(PIECE, data.length - at));
                input.flush();
                heard = true;
            }
        } finally {
            writeBlocked = false;
        }
    }

    // ---- its end -------------------------------------------------------------------------------------------

    /** Kills it; what it has written so far is still read. */
    void end(String why, String message) {
        synchronized (this) {
            if (verdict.isEmpty()) {
                verdict = why;
                reason = message;
            }
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Closes its input, whereupon a filter that has nothing to do ends by itself; after the grace it is killed. */
    void close(long graceMillis) {
        boolean busy;
        synchronized (this) {
            busy = !flying.isEmpty();
        }
        if (busy) {
            end("CLOSED", "the client was closed before the answer came");
        }
        closeInput();
        try {
            ended.get(graceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            end("", "");
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            end("", "");
        }
    }

    private void closeInput() {
        try {
            input.close();
        } catch (IOException gone) {
            // it has ended by itself
        }
    }

    synchronized String describeEnd() {
        int code = exitCode();
        String how = code > 128 ? "killed by signal " + (code - 128) : "exit status " + code;
        return (reason.isEmpty() ? "the filter ended (" + how + ")" : reason) + (lastError.isEmpty() ? "" : "; " + lastError);
    }

    // ---- reading: threads of its own -----------------------------------------------------------------------

    private void drainErrors() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (this) {
                    lastError = line;
                }
                System.getLogger("sayso").log(System.Logger.Level.WARNING, line);
            }
        } catch (IOException closed) {
            // the process has ended
        }
    }

    private void read() {
        try (InputStream output = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
            for (byte[] body = WireReader.frame(output); body != null; body = WireReader.frame(output)) {
                heard = true;
                asked = false;
                take(body);
            }
        } catch (java.io.EOFException cut) {
            // its death cut a frame
        } catch (IOException | RuntimeException broken) {
            end("FILTER_BROKEN", String.valueOf(broken.getMessage()));
        }
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                end("", "");
                process.waitFor();
            }
            errors.join(1000); // its last words
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        settle();
    }

    /** The first document without an answer is the one at hand and fails; those behind it go to the next filter. */
    private void settle() {
        synchronized (this) {
            over = true;
            boolean first = true;
            for (Job job : flying.values()) {
                if (verdict.equals("CLOSED") || first && job.touched) {
                    job.answer.complete(new Answer(verdict.isEmpty() ? "FILTER_DIED" : verdict, describeEnd()));
                } else {
                    job.answer.completeExceptionally(new LostException());
                }
                first = false;
            }
            flying.clear();
            notifyAll();
        }
        greeted.completeExceptionally(new LostException());
        ended.complete(null);
        closeInput();
    }

    private void take(byte[] body) throws IOException {
        int doc = 0;
        WireReader in = new WireReader(body);
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1: doc = (int) in.number(); break;
                case 2: greet(HelloAck.of(in.message())); break;
                case 3: first(doc).takeAnnotations(in.message()); break;
                case 4: first(doc).takeSpeakers(in.message()); break;
                case 5: finish(first(doc), in.message()); break;
                case 7: takeError(in.message()); break;
                default: break;
            }
        }
    }

    private void greet(HelloAck ack) {
        agreed = ack;
        window = Math.min(WINDOW, ack.maxQueuedBytes / 2);
        greeted.complete(null);
    }

    private void finish(Job job, WireReader done) throws IOException {
        Answer answer = job.takeDone(done, agreed);
        answeredOne = true;
        synchronized (this) {
            flying.remove(job.doc);
        }
        giveRoomBack(job.cost);
        job.answer.complete(answer);
    }

    private synchronized Job first(int doc) throws IOException {
        Job job = flying.isEmpty() ? null : flying.values().iterator().next();
        if (job == null || job.doc != doc || !job.finished) {
            throw new IOException("an answer to document " + doc + " out of its turn");
        }
        return job;
    }

    private void takeError(WireReader in) throws IOException {
        String code = "UNSPECIFIED";
        String message = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                code = Names.of(Names.ERROR_CODE, in.number());
            } else if (field == 3) {
                message = in.text();
            }
        }
        synchronized (this) {
            verdict = "FILTER_BROKEN";
            reason = "the filter refused what it was sent: " + code + ": " + message;
        }
    }

    // ---- the watcher -----------------------------------------------------------------------------------------

    private void watch() {
        long tick = Math.max(10, Math.min(1000, patienceMillis / 8));
        long silent = 0;
        while (true) {
            try {
                ended.get(tick, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException goesOn) {
                // the usual case
            } catch (InterruptedException | ExecutionException over) {
                return;
            }
            silent = heard || !isExpecting() ? 0 : silent + tick;
            heard = false;
            if (silent >= patienceMillis / 2 && !asked) {
                asked = true; // before the answer can come, which says that it is not any more
                if (sendPing()) {
                    silent = 0;
                } else {
                    asked = false;
                }
            }
            if (silent >= patienceMillis && (asked || writeBlocked)) {
                end("FILTER_HUNG", "the filter gave no sign of life for " + patienceMillis + " ms");
                return;
            }
        }
    }

    /** A document larger than the window may fill the filter's queue, and then it reads no Ping before its answer. */
    private synchronized boolean isExpecting() {
        return !greeted.isDone() || !flying.isEmpty() && flyingCost <= window;
    }

    /** Never waits for a write that is blocked. Whether one was sent. */
    private boolean sendPing() {
        if (!writing.tryLock()) {
            return false;
        }
        try {
            send(new WireWriter().message(7, new WireWriter().fixed64(1, 1)));
            return true;
        } catch (IOException closed) {
            return false;
        } finally {
            writing.unlock();
        }
    }
}
