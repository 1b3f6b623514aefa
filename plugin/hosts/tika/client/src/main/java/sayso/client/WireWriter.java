package sayso.client;

import java.io.ByteArrayOutputStream;

/** Writes the protobuf wire format as far as sayso.proto needs it: with no library, there is none to clash with the host's. */
final class WireWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Left out when it is 0, as proto3 has it. */
    WireWriter number(int field, long value) {
        if (value != 0) {
            varint((long) field << 3);
            varint(value);
        }
        return this;
    }

    WireWriter fixed32(int field, int value) {
        varint((long) field << 3 | 5);
        little(value, 4);
        return this;
    }

    WireWriter fixed64(int field, long value) {
        varint((long) field << 3 | 1);
        little(value, 8);
        return this;
    }

    WireWriter bytes(int field, byte[] value) {
        return bytes(field, value, 0, value.length);
    }

    /** Written when it is empty too: so a message without fields is there. */
    WireWriter bytes(int field, byte[] value, int from, int length) {
        varint((long) field << 3 | 2);
        varint(length);
        out.write(value, from, length);
        return this;
    }

    WireWriter message(int field, WireWriter value) {
        return bytes(field, value.toBytes());
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    /** The bytes as a frame: their length before them. */
    byte[] toFrame() {
        WireWriter frame = new WireWriter();
        frame.varint(out.size());
        frame.out.writeBytes(out.toByteArray());
        return frame.toBytes();
    }

    private void varint(long value) {
        while ((value & ~0x7FL) != 0) {
            out.write((int) (value & 0x7F | 0x80));
            value >>>= 7;
        }
        out.write((int) value);
    }

    private void little(long value, int length) {
        for (int i = 0; i < length; i++) {
            out.write((int) (value >>> 8 * i));
        }
    }
}
