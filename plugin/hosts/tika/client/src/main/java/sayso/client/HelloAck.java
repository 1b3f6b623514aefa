package sayso.client;

import java.io.IOException;

/** What host and filter have agreed on. */
final class HelloAck {
    static final int MAGIC = 0x4F535953;
    static final int VERSION = 1;
    String model = "";
    String rules = "";
    int maxFrameBytes;
    int maxDocumentBytes;
    long maxQueuedBytes;
    private long magic;
    private long version;

    static HelloAck of(WireReader in) throws IOException {
        HelloAck ack = new HelloAck();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1: ack.magic = in.number(); break;
                case 2: ack.version = in.number(); break;
                case 4: ack.model = in.text(); break;
                case 5: ack.rules = in.text(); break;
                case 7: ack.takeLimits(in.message()); break;
                default: break;
            }
        }
        if (ack.magic != MAGIC || ack.version != VERSION || ack.maxFrameBytes < 256 || ack.maxDocumentBytes == 0 || ack.maxQueuedBytes == 0) {
            throw new IOException("not a HelloAck of version " + VERSION);
        }
        return ack;
    }

    private void takeLimits(WireReader in) throws IOException {
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1: maxFrameBytes = (int) Math.min(in.number(), WireReader.MOST_BYTES); break;
                case 2: maxDocumentBytes = (int) Math.min(in.number(), WireReader.MOST_BYTES); break;
                case 3: maxQueuedBytes = in.number(); break;
                default: break;
            }
        }
    }
}
