package sayso.client;

import java.io.Closeable;
import java.io.Serializable;

/**
 * Annotates as the settings say. Its client is made with the first document, so that settings may be set until then and it can be
 * handed to other processes, and again after it was closed. Any number of threads may share it.
 */
public final class Annotator implements Closeable, Serializable {
    private static final long serialVersionUID = 1;
    private final Settings settings;
    private transient SaysoClient client;

    public Annotator(Settings settings) {
        this.settings = settings;
    }

    /** Never throws for a document. heartbeat: called about twice a second while the answer is waited for. */
    public Answer annotate(String text, String mediaType, Runnable heartbeat) {
        try {
            return client().annotate(text, settings.options(mediaType), heartbeat);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Answer("CANCELLED", "the thread was interrupted");
        }
    }

    private synchronized SaysoClient client() {
        if (client == null) {
            client = settings.createClient();
        }
        return client;
    }

    /** The filter process, 0 while none runs. */
    public long pid() {
        return client().pid();
    }

    /** How many times a filter process was started. */
    public int starts() {
        return client().starts();
    }

    /** Ends the filter process. */
    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
