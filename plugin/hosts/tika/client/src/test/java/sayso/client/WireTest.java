package sayso.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireTest {
    private static byte[] frameOf(int... bytes) throws IOException {
        byte[] stream = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            stream[i] = (byte) bytes[i];
        }
        return WireReader.frame(new ByteArrayInputStream(stream));
    }

    @Test
    void framesOfEachLengthOfLength() throws IOException {
        for (int size : new int[] {2, 127, 128, 16383, 16384, 2097151, 2097152, WireReader.MOST_BYTES}) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            int content = size;
            while (new WireWriter().bytes(1, new byte[content]).toBytes().length > size) {
                content--;
            }
            WireWriter body = new WireWriter().bytes(1, new byte[content]);
            assertEquals(size, body.toBytes().length);
            stream.writeBytes(body.toFrame());
            stream.writeBytes(new WireWriter().number(1, 7).toFrame());
            ByteArrayInputStream in = new ByteArrayInputStream(stream.toByteArray());
            assertArrayEquals(body.toBytes(), WireReader.frame(in));
            assertArrayEquals(new byte[] {8, 7}, WireReader.frame(in));
            assertNull(WireReader.frame(in));
        }
    }

    @Test
    void framesThatMayNotBe() throws IOException {
        assertNull(frameOf());
        assertThrows(IOException.class, () -> frameOf(0), "empty");
        assertThrows(IOException.class, () -> frameOf(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1), "six bytes of length");
        assertThrows(IOException.class, () -> frameOf(0xFF, 0xFF, 0xFF, 0xFF, 0x7F), "35 bits");
        assertThrows(IOException.class, () -> frameOf(0x81, 0x80, 0x80, 0x08, 1), "one byte past the cap");
        assertThrows(EOFException.class, () -> frameOf(0x80), "cut in its length");
        assertThrows(EOFException.class, () -> frameOf(3, 1, 2), "cut in its body");
        assertThrows(EOFException.class, () -> frameOf(0x80, 0x80, 0x80, 0x08, 1), "a claim of 16 MiB");
    }

    @Test
    void valuesComeBack() throws IOException {
        byte[] message = new WireWriter().number(1, 300).number(2, 0).fixed32(3, 0x4F535953).fixed64(4, -2).bytes(5, "é".getBytes(StandardCharsets.UTF_8))
            .message(6, new WireWriter().number(1, 0xFFFFFFFFL)).bytes(7, new byte[] {1, (byte) 0xAC, 2}).toBytes();
        WireReader in = new WireReader(message);
        assertEquals(1, in.next());
        assertEquals(300, in.number());
        assertThrows(IOException.class, in::text);
        assertEquals(3, in.next());
        assertEquals(0x4F535953, in.number());
        assertEquals(4, in.next());
        assertEquals(-2, in.number());
        assertEquals(5, in.next());
        assertEquals("é", in.text());
        assertThrows(IOException.class, in::number);
        assertEquals(6, in.next());
        WireReader inner = in.message();
        assertEquals(1, inner.next());
        assertEquals(0xFFFFFFFFL, inner.number());
        assertEquals(0, inner.next());
        assertEquals(7, in.next());
        List<Integer> packed = new ArrayList<>();
        in.numbers(packed);
        assertEquals(List.of(1, 300), packed);
        assertEquals(0, in.next());
    }

    /** An answer or an IOException, nothing else. */
    @Test
    void damagedMessages() {
        byte[] whole = new WireWriter().number(1, 1).number(2, 1).message(3, new WireWriter().number(1, 5).number(2, 9)).bytes(12, new byte[40])
            .fixed64(11, 77).toBytes();
        Random dice = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 3; i++) {
                damaged[dice.nextInt(damaged.length)] = (byte) dice.nextInt(256);
            }
            try {
                Answer.Attribution.of(new WireReader(damaged));
            } catch (IOException expected) {
                continue;
            }
        }
    }

    @Test
    void jsonEscapesWhatItMust() {
        Answer answer = new Answer("OK", "");
        Answer.Credit credit = new Answer.Credit();
        credit.text = "\"\\\b\f\n\r\t\u0001\u007F\u0085\u2028\u2029é\uD83C\uDF09";
        answer.credits.add(credit);
        assertEquals("[{\"kind\":\"UNSPECIFIED\",\"span\":[0,0],\"text\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\u007F\\u0085\\u2028\\u2029é\uD83C\uDF09\"}]",
            Json.credits(answer));
    }
}
