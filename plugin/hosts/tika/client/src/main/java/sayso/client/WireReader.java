package sayso.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads one message field by field; what is not asked for is skipped by next(). Errors are IOException: the stream is broken then. */
final class WireReader {
    static final int MOST_BYTES = 16 << 20;
    private static final int VARINT = 0, FIXED64 = 1, BYTES = 2, FIXED32 = 5;
    private final byte[] data;
    private final int end;
    private int at;
    private int wire;
    private long number;
    private int start;

    WireReader(byte[] data) {
        this(data, 0, data.length);
    }

    private WireReader(byte[] data, int at, int end) {
        this.data = data;
        this.at = at;
        this.end = end;
    }

    /** The next frame of a stream, null at its end. A length is capped before anything is allocated for it. */
    static byte[] frame(InputStream in) throws IOException {
        long length = 0;
        int shift = 0;
        for (int b = 0x80; b >= 0x80; shift += 7) {
            b = in.read();
            if (b < 0 && shift == 0) {
                return null;
            }
            if (b < 0) {
                throw new EOFException("the stream ends in a length");
            }
            if (shift > 28) {
                throw new IOException("a length of more than five bytes");
            }
            length |= (long) (b & 0x7F) << shift;
        }
        if (length == 0 || length > MOST_BYTES) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new EOFException("the stream ends inside a frame");
        }
        return body;
    }

    /** Moves to the next field. Its number, 0 at the end of the message. */
    int next() throws IOException {
        if (at >= end) {
            return 0;
        }
        long key = varint();
        wire = (int) (key & 7);
        if (wire == VARINT) {
            number = varint();
        } else if (wire == BYTES) {
            long length = varint();
            if (length < 0 || length > end - at) {
                throw new IOException("a field that passes its message's end");
            }
            start = at;
            at += (int) length;
        } else if (wire == FIXED32 || wire == FIXED64) {
            little(wire == FIXED32 ? 4 : 8);
        } else {
            throw new IOException("wire type " + wire);
        }
        return key >>> 3 > Integer.MAX_VALUE ? -1 : (int) (key >>> 3);
    }

    long number() throws IOException {
        if (wire == BYTES) {
            throw new IOException("bytes where a number should be");
        }
        return number;
    }

    String text() throws IOException {
        demandBytes();
        return new String(data, start, at - start, StandardCharsets.UTF_8);
    }

    WireReader message() throws IOException {
        demandBytes();
        return new WireReader(data, start, at);
    }

    private void demandBytes() throws IOException {
        if (wire != BYTES) {
            throw new IOException("a number where bytes should be");
        }
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at >= end) {
                break;
            }
            byte b = data[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IOException("a varint that does not end");
    }

    private void little(int length) throws IOException {
        if (length > end - at) {
            throw new IOException("a field that passes its message's end");
        }
        number = 0;
        for (int i = 0; i < length; i++) {
            number |= (data[at + i] & 0xFFL) << 8 * i;
        }
        at += length;
    }

    /** The numbers of a repeated field, packed or not. */
    void numbers(java.util.List<Integer> out) throws IOException {
        if (wire != BYTES) {
            out.add((int) number);
            return;
        }
        for (WireReader packed = message(); packed.at < packed.end;) {
            out.add((int) packed.varint());
        }
    }
}
