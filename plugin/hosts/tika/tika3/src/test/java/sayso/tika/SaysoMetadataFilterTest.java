package sayso.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.filter.CompositeMetadataFilter;
import org.apache.tika.metadata.filter.MetadataFilter;
import org.apache.tika.metadata.filter.NoOpFilter;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.RecursiveParserWrapper;
import org.apache.tika.sax.BasicContentHandlerFactory;
import org.apache.tika.sax.BasicContentHandlerFactory.HANDLER_TYPE;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.RecursiveParserWrapperHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tika 3 itself, from files to fields. */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SaysoMetadataFilterTest {
    private static final String PROGRAM = System.getProperty("sayso.program");
    private static final Path NATO = Path.of(System.getProperty("sayso.cases"), "documents", "nato", "input.txt");
    private static final Set<String> MINISTERS = Set.of("Pete Hegseth", "Bill Blair", "John Healey", "Mark Rutte");
    private static final String SLOW =
        "“We will rebuild the bridge,” said Ann Lee, the mayor of Oakford. Bo Ray denied that he had paid for it.\n\n".repeat(8000);
    private static final String HEAD = "X-TIKA:";

    private static SaysoMetadataFilter filter(String parameters) throws Exception {
        String xml = "<properties><metadataFilters><metadataFilter class=\"" + SaysoMetadataFilter.class.getName() + "\"><params><program>"
            + PROGRAM + "</program>" + parameters + "</params></metadataFilter></metadataFilters></properties>";
        return filterOf(new TikaConfig(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
    }

    private static SaysoMetadataFilter filterOf(TikaConfig config) {
        MetadataFilter made = config.getMetadataFilter();
        if (made instanceof CompositeMetadataFilter) {
            made = ((CompositeMetadataFilter) made).getFilters().get(0);
        }
        return (SaysoMetadataFilter) made;
    }

    private static final RecursiveParserWrapper PARSER = new RecursiveParserWrapper(new AutoDetectParser());

    private static List<Metadata> parse(byte[] file, String name, SaysoMetadataFilter filter, HANDLER_TYPE type) throws Exception {
        RecursiveParserWrapperHandler handler = new RecursiveParserWrapperHandler(
            new BasicContentHandlerFactory(type, -1), -1, filter == null ? NoOpFilter.NOOP_FILTER : filter);
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try (InputStream in = new ByteArrayInputStream(file)) {
            PARSER.parse(in, handler, metadata, new ParseContext());
        }
        return handler.getMetadataList();
    }

    /** The page's n-th block of XML, with the program under test. */
    private static TikaConfig configOfPage(int number) throws Exception {
        String[] blocks = Files.readString(Path.of(System.getProperty("sayso.page"))).split("```xml\n");
        String xml = blocks[number].substring(0, blocks[number].indexOf("```")).replace("/usr/bin/sayso", PROGRAM);
        return new TikaConfig(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static Metadata text(String text, SaysoMetadataFilter filter) throws Exception {
        return parse(text.getBytes(StandardCharsets.UTF_8), "a.txt", filter, HANDLER_TYPE.TEXT).get(0);
    }

    /** The array that the command writes for a text. */
    private static String commandArray(String text, String name) throws Exception {
        Path file = Files.createTempFile("sayso", ".txt");
        try {
            Files.writeString(file, text);
            Process process = new ProcessBuilder(PROGRAM, "--quiet", "--format=jsonl", "--offsets=utf16", file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int start = line.indexOf("\"" + name + "\":[") + name.length() + 3;
            int end = name.equals("attributions") ? line.indexOf(",\"speakers\":[") : name.equals("speakers") ? line.indexOf(",\"credits\":[") : line.lastIndexOf('}');
            return line.substring(start, end);
        } finally {
            Files.delete(file);
        }
    }

    private static long bytesReadBy(long pid) throws Exception {
        String first = Files.readAllLines(Path.of("/proc", Long.toString(pid), "io")).get(0);
        return Long.parseLong(first.substring(first.indexOf(' ') + 1));
    }

    private static String sentence(int number) {
        return "Mayor Ann Lee said that bridge " + number + " will open in May.";
    }

    @Test
    void realFilesOfFourFormats() throws Exception {
        try (SaysoMetadataFilter filter = filter("<output>fields,json</output>")) {
            for (Map.Entry<String, byte[]> file : RealFiles.of(Files.readString(NATO)).entrySet()) {
                Metadata found = parse(file.getValue(), file.getKey(), filter, HANDLER_TYPE.TEXT).get(0);
                String content = found.get(TikaCoreProperties.TIKA_CONTENT);
                assertEquals("OK", found.get("sayso:status"), file.getKey());
                assertTrue(Set.of(found.getValues("sayso:speaker")).containsAll(MINISTERS), file.getKey());
                assertTrue(List.of(found.getValues("sayso:speaker")).contains("Volodymyr Zelenskyy"), file.getKey());
                for (String name : List.of("attributions", "speakers", "credits")) {
                    assertEquals(commandArray(content, name), found.get("sayso:" + name), file.getKey());
                }
                int quotes = found.getValues("sayso:quote:text").length;
                assertTrue(quotes > 15, file.getKey() + ": " + quotes + " quotes");
                for (String list : List.of("speaker", "key", "role", "cue", "act", "kind", "negated", "confidence", "start", "end")) {
                    assertEquals(quotes, found.getValues("sayso:quote:" + list).length);
                }
            }
            assertEquals(1, filter.starts());
        }
    }

    @Test
    void theConfigurationOfThePage() throws Exception {
        try (SaysoMetadataFilter filter = filterOf(configOfPage(1))) {
            Metadata found = text(sentence(1), filter);
            assertEquals("Ann Lee", found.get("sayso:quote:speaker"));
            assertTrue(found.get("sayso:attributions").contains("that bridge 1 will open in May"));
        }
    }

    @Test
    void theExternalParserOfThePage() throws Exception {
        AutoDetectParser parser = new AutoDetectParser(configOfPage(2));
        BodyContentHandler content = new BodyContentHandler(-1);
        Metadata found = new Metadata();
        found.set(TikaCoreProperties.RESOURCE_NAME_KEY, "nato.txt");
        parser.parse(new ByteArrayInputStream(Files.readAllBytes(NATO)), content, found, new ParseContext());
        assertEquals("OK", found.get("sayso:status"));
        assertTrue(Set.of(found.getValues("sayso:speaker")).containsAll(MINISTERS));
        assertTrue(content.toString().contains("In Brussels today"), content.toString());

        Metadata failed = new Metadata();
        failed.set(TikaCoreProperties.RESOURCE_NAME_KEY, "large.txt");
        parser.parse(new ByteArrayInputStream("x ".repeat(9 << 20).getBytes(StandardCharsets.UTF_8)), new BodyContentHandler(-1), failed, new ParseContext());
        assertNull(failed.get("sayso:status"));
        assertEquals("1", failed.get("external-process:exit-value"));
        assertTrue(failed.get("external-process:stderr").contains("16777216"), failed.get("external-process:stderr"));
    }

    @Test
    void theDocumentItselfStaysAsItWas() throws Exception {
        try (SaysoMetadataFilter filter = filter("")) {
            for (Map.Entry<String, byte[]> file : RealFiles.of(Files.readString(NATO)).entrySet()) {
                Metadata with = parse(file.getValue(), file.getKey(), filter, HANDLER_TYPE.TEXT).get(0);
                Metadata without = parse(file.getValue(), file.getKey(), null, HANDLER_TYPE.TEXT).get(0);
                Set<String> added = new HashSet<>(List.of(with.names()));
                added.removeAll(List.of(without.names()));
                assertTrue(added.stream().allMatch(name -> name.startsWith("sayso:")), added.toString());
                for (String name : without.names()) {
                    if (!name.startsWith(HEAD + "parse_time")) {
                        assertEquals(List.of(without.getValues(name)), List.of(with.getValues(name)), name);
                    }
                }
            }
        }
    }

    @Test
    void tenThousandDocumentsOfManyThreadsThroughOneFilter() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (SaysoMetadataFilter filter = filter("<output>fields</output>")) {
            List<Future<Metadata>> found = new ArrayList<>();
            for (int number = 0; number < 10_000; number++) {
                int mine = number;
                found.add(threads.submit(() -> text(sentence(mine), filter)));
            }
            for (int number = 0; number < 10_000; number++) {
                Metadata one = found.get(number).get();
                assertEquals("OK", one.get("sayso:status"));
                assertEquals("that bridge " + number + " will open in May", one.get("sayso:quote:text"));
                assertNull(one.get("sayso:attributions"));
            }
            assertEquals(1, filter.starts());
        } finally {
            threads.shutdownNow();
        }
    }

    /** The document at hand says so, those that wait behind it and those that come are right, none is lost. */
    @Test
    void killedInTheMiddleOfADocument() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(9);
        try (SaysoMetadataFilter filter = filter("<output>fields</output>")) {
            text(sentence(0), filter);
            long first = filter.pid();
            Future<Metadata> victim = threads.submit(() -> text(SLOW, filter));
            while (bytesReadBy(first) < SLOW.length()) {
                Thread.sleep(10);
            }
            List<Future<Metadata>> behind = new ArrayList<>();
            for (int number = 0; number < 8; number++) {
                int mine = number;
                behind.add(threads.submit(() -> text(sentence(mine), filter)));
            }
            Thread.sleep(300);
            assertFalse(victim.isDone(), "the long document was too short for this test");
            assertTrue(ProcessHandle.of(first).orElseThrow().destroyForcibly());
            Metadata failed = victim.get();
            assertEquals("FILTER_DIED", failed.get("sayso:status"));
            assertTrue(failed.get("sayso:message").contains("signal 9"), failed.get("sayso:message"));
            assertNull(failed.get("sayso:speaker"));
            assertTrue(failed.get(TikaCoreProperties.TIKA_CONTENT).contains("We will rebuild the bridge"), "the document itself is there");
            for (int number = 0; number < 8; number++) {
                assertEquals("that bridge " + number + " will open in May", behind.get(number).get().get("sayso:quote:text"));
            }
            assertEquals("OK", text(sentence(9), filter).get("sayso:status"));
            assertEquals(2, filter.starts());
            assertNotEquals(first, filter.pid());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void killedBetweenDocuments() throws Exception {
        try (SaysoMetadataFilter filter = filter("")) {
            for (int number = 0; number < 4; number++) {
                assertEquals("OK", text(sentence(number), filter).get("sayso:status"));
                ProcessHandle process = ProcessHandle.of(filter.pid()).orElseThrow();
                process.destroyForcibly();
                process.onExit().get();
                while (filter.pid() != 0) {
                    Thread.sleep(10);
                }
            }
            assertEquals(4, filter.starts());
        }
    }

    /** A filter that is busy for many times the patience is not touched; one that stands still is killed. */
    @Test
    void theWatchdogKnowsBusyFromHung() throws Exception {
        try (SaysoMetadataFilter filter = filter("<patienceSeconds>1</patienceSeconds>")) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
            while (System.nanoTime() < until) {
                assertEquals("OK", text(SLOW, filter).get("sayso:status"));
            }
            assertEquals(1, filter.starts());
            new ProcessBuilder("kill", "-STOP", Long.toString(filter.pid())).start().waitFor();
            Thread.sleep(500);
            assertEquals("FILTER_HUNG", text(sentence(1), filter).get("sayso:status"));
            assertEquals("OK", text(sentence(2), filter).get("sayso:status"));
            new ProcessBuilder("kill", "-STOP", Long.toString(filter.pid())).start().waitFor();
            Thread.sleep(500);
            assertEquals("FILTER_HUNG", text(SLOW, filter).get("sayso:status"), "while it was being written");
        }
    }

    @Test
    void whatIsNoText() throws Exception {
        try (SaysoMetadataFilter filter = filter("")) {
            assertEquals("NO_TEXT", text(" \n", filter).get("sayso:status"));
            Metadata markup = parse("<p>Ann Lee said no.</p>".getBytes(StandardCharsets.UTF_8), "a.html", filter, HANDLER_TYPE.XML).get(0);
            assertEquals("UNSUPPORTED", markup.get("sayso:status"));
            String german = "Der Minister sagte am Montag, dass die neue Brücke nicht vor dem nächsten Frühjahr eröffnet werden kann. ".repeat(5);
            Metadata other = text(german, filter);
            assertEquals("UNSUPPORTED", other.get("sayso:status"));
            assertFalse(other.get("sayso:message").isEmpty());
            assertEquals("TOO_LARGE", text("x ".repeat(9 << 20), filter).get("sayso:status"));
            assertEquals(1, filter.starts());
        }
    }

    @Test
    void limitsAndOptions() throws Exception {
        try (SaysoMetadataFilter filter = filter("<arguments><string>--max-attributions=1</string></arguments><output>fields</output>")) {
            Metadata found = text(sentence(1) + "\n\n" + sentence(2), filter);
            assertEquals("LIMIT", found.get("sayso:status"));
            assertTrue(found.get("sayso:message").contains("max_attributions"));
            assertEquals(1, found.getValues("sayso:quote:text").length);
        }
        try (SaysoMetadataFilter filter = filter("<minConfidence>1.0</minConfidence><language>en</language><outermostOnly>true</outermostOnly>")) {
            assertEquals("[]", text(sentence(1), filter).get("sayso:attributions"));
        }
        for (String wrong : List.of("<output>table</output>", "<output>children</output>", "<patienceSeconds>0</patienceSeconds>", "<minConfidence>2</minConfidence>")) {
            assertThrows(Exception.class, () -> filter(wrong), wrong);
        }
    }

    @Test
    void aFilterThatIsNotThere() throws Exception {
        try (SaysoMetadataFilter filter = new SaysoMetadataFilter()) {
            filter.setProgram("/nowhere/sayso");
            for (int number = 0; number < 200; number++) {
                Metadata found = text(sentence(number), filter);
                assertEquals("NOT_STARTED", found.get("sayso:status"));
                assertTrue(found.get("sayso:message").contains("/nowhere/sayso"));
                assertTrue(found.get(TikaCoreProperties.TIKA_CONTENT).contains("bridge"));
            }
        }
        try (SaysoMetadataFilter filter = filter("<arguments><string>--no-such-option</string></arguments>")) {
            Metadata found = text(sentence(1), filter);
            assertEquals("NOT_STARTED", found.get("sayso:status"));
            assertTrue(found.get("sayso:message").contains("--no-such-option"), found.get("sayso:message"));
        }
    }

    @Test
    void closingEndsTheProcess() throws Exception {
        SaysoMetadataFilter filter = filter("");
        text(sentence(1), filter);
        ProcessHandle process = ProcessHandle.of(filter.pid()).orElseThrow();
        filter.close();
        filter.close();
        process.onExit().get(10, TimeUnit.SECONDS);
        assertEquals("OK", text(sentence(2), filter).get("sayso:status"), "it may be used again");
        filter.close();
    }

    /** Tika hands filters to other processes. */
    @Test
    void itIsSerializable() throws Exception {
        try (SaysoMetadataFilter filter = filter("<output>fields</output>")) {
            text(sentence(1), filter);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(filter);
            try (SaysoMetadataFilter copy = (SaysoMetadataFilter) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject()) {
                assertEquals(1, text(sentence(2), copy).getValues("sayso:quote:text").length);
            }
        }
    }

    @Test
    void surrogatesAreNeverCut() throws Exception {
        try (SaysoMetadataFilter filter = filter("")) {
            String bridges = String.join("", Collections.nCopies(200_000, "\uD83C\uDF09")) + "\n\n" + sentence(1);
            Metadata found = text(bridges, filter);
            String content = found.get(TikaCoreProperties.TIKA_CONTENT);
            assertEquals(commandArray(content, "attributions"), found.get("sayso:attributions"));
            assertTrue(found.get("sayso:attributions").contains("that bridge 1 will open in May"));
        }
    }
}
