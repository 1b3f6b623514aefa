package sayso.client;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One filter kept running, and started again with back-off after it died. The document at hand then fails with a status, no
 * other. Any number of threads may share a client. It never throws for a document: each answer has a status.
 */
public final class SaysoClient implements Closeable {
    private static final long FIRST_DELAY = 100;
    private static final long LONGEST_DELAY = 10_000;
    private static final int ATTEMPTS = 5;
    private static final long GRACE = 5_000;
    private final List<String> command;
    private final long patienceMillis;
    private final ReentrantLock starting = new ReentrantLock(true);
    // guarded by this
    private FilterProcess process;
    private int failures;
    private int starts;
    private boolean closed;
    private String refusal;
    private long refusedAt;

    /** command: the program and its arguments without --stdio; patienceMillis: silence that a busy filter is allowed. */
    public SaysoClient(List<String> command, long patienceMillis) {
        this.command = new ArrayList<>(command);
        this.command.add("--stdio");
        this.patienceMillis = patienceMillis;
    }

    /** heartbeat: called about twice a second while the answer is waited for. */
    public Answer annotate(String text, Options options, Runnable heartbeat) throws InterruptedException {
        while (true) {
            try {
                FilterProcess now = running();
                Job job = now.write(text, options, heartbeat);
                return await(now, job, heartbeat);
            } catch (FilterProcess.LostException again) {
                // it was lost with another document, this one goes to the next filter
            } catch (IOException failed) {
                return new Answer(isClosed() ? "CLOSED" : "NOT_STARTED", failed.getMessage());
            }
        }
    }

    private static Answer await(FilterProcess now, Job job, Runnable heartbeat)
            throws InterruptedException, FilterProcess.LostException {
        boolean answered = false;
        try {
            while (true) {
                try {
                    Answer answer = job.answer.get(FilterProcess.HEARTBEAT, TimeUnit.MILLISECONDS);
                    answered = true;
                    return answer;
                } catch (TimeoutException goesOn) {
                    heartbeat.run();
                } catch (ExecutionException lost) {
                    answered = true;
                    throw new FilterProcess.LostException();
                }
            }
        } finally {
            if (!answered) { // interrupted, or the heartbeat has had enough
                now.cancel(job);
            }
        }
    }

    /** The filter's process id, 0 while none runs. */
    public synchronized long pid() {
        return process == null || !process.isReady() ? 0 : process.pid();
    }

    /** How many times a filter was started. */
    public synchronized int starts() {
        return starts;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private FilterProcess running() throws IOException, InterruptedException {
        FilterProcess now = current();
        if (now != null) {
            return now;
        }
        starting.lockInterruptibly(); // one thread starts it, the others wait for that
        try {
            now = current();
            return now != null ? now : start();
        } finally {
            starting.unlock();
        }
    }

    private synchronized FilterProcess current() throws IOException {
        if (closed) {
            throw new IOException("the client is closed");
        }
        if (refusal != null && System.nanoTime() - refusedAt < TimeUnit.MILLISECONDS.toNanos(LONGEST_DELAY)) {
            throw new IOException(refusal);
        }
        refusal = null;
        return process == null || !process.isReady() ? null : process;
    }

    private FilterProcess start() throws IOException, InterruptedException {
        for (int attempt = 1;; attempt++) {
            FilterProcess next = startOne();
            try {
                next.greet();
                return next;
            } catch (IOException refused) {
                next.close(0);
                int code = next.exitCode();
                if (attempt == ATTEMPTS || code == 64 || code == 78) {
                    throw refuse(String.join(" ", command) + ": " + refused.getMessage());
                }
            } catch (InterruptedException interrupted) {
                next.close(0);
                throw interrupted;
            }
        }
    }

    /** For a while documents fail at once with this, so that a filter that is not there stops no pipeline. */
    private synchronized IOException refuse(String message) {
        refusal = message;
        refusedAt = System.nanoTime();
        failures = 0;
        return new IOException(message);
    }

    /** Waits as long as the failures before ask for. */
    private synchronized FilterProcess startOne() throws IOException, InterruptedException {
        if (process != null) {
            failures = process.hasAnswered() ? 1 : failures + 1;
        }
        if (failures > 0 && !closed) {
            wait(Math.min(LONGEST_DELAY, FIRST_DELAY << Math.min(failures - 1, 10)));
        }
        if (closed) {
            throw new IOException("the client is closed");
        }
        try {
            process = new FilterProcess(command, patienceMillis);
        } catch (IOException missing) {
            throw refuse(missing.getMessage());
        }
        starts++;
        return process;
    }

    /** Ends the filter; documents without an answer get status CLOSED. May be called twice. */
    @Override
    public void close() {
        FilterProcess last;
        synchronized (this) {
            closed = true;
            last = process;
            process = null;
            notifyAll();
        }
        if (last != null) {
            last.close(GRACE);
        }
    }
}
