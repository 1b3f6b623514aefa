package sayso.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.tika.config.ParseTimeout;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.filter.CompositeMetadataFilter;
import org.apache.tika.metadata.filter.IncludeFieldMetadataFilter;
import org.apache.tika.metadata.filter.MetadataFilter;
import org.apache.tika.parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real filter class driven by Tika 4's own classes; its parsers are not needed for that. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SaysoMetadataFilterTest {
    private static final String PROGRAM = System.getProperty("sayso.program");
    private static final Path NATO = Path.of(System.getProperty("sayso.cases"), "documents", "nato", "input.txt");

    private static SaysoMetadataFilter filter(String output) {
        SaysoMetadataFilter.Config config = new SaysoMetadataFilter.Config();
        config.program = PROGRAM;
        config.output = output;
        return new SaysoMetadataFilter(config);
    }

    private static Metadata document(String content, String handler) {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.TIKA_CONTENT, content);
        metadata.set(TikaCoreProperties.TIKA_CONTENT_HANDLER_TYPE, handler);
        return metadata;
    }

    private static List<Metadata> filtered(CompositeMetadataFilter filter, Metadata... documents) throws Exception {
        List<Metadata> list = new ArrayList<>(List.of(documents));
        filter.filter(list, new ParseContext());
        return list;
    }

    @Test
    void anArticleThroughTikasOwnComposite() throws Exception {
        try (SaysoMetadataFilter filter = filter("fields,json")) {
            CompositeMetadataFilter composite = new CompositeMetadataFilter(List.of(filter, new IncludeFieldMetadataFilter(
                Set.of("sayso:status", "sayso:speaker", "sayso:quote:text"))));
            Metadata found = filtered(composite, document(Files.readString(NATO), "TEXT")).get(0);
            assertEquals("OK", found.get("sayso:status"));
            assertTrue(Set.of(found.getValues("sayso:speaker")).containsAll(Set.of("Pete Hegseth", "Bill Blair", "John Healey", "Mark Rutte")));
            assertTrue(found.getValues("sayso:quote:text").length > 15);
            assertNull(found.get("sayso:attributions"), "the next filter left it out");
        }
    }

    @Test
    void childrenOfEachDocumentOfAList() throws Exception {
        try (SaysoMetadataFilter filter = filter("children")) {
            Metadata second = document("**Bo Ray** denied that it was late.", "MARKDOWN");
            second.set(TikaCoreProperties.EMBEDDED_RESOURCE_PATH, "/attached.md");
            List<Metadata> all = filtered(new CompositeMetadataFilter(List.of(filter)),
                document("Ann Lee said that it opens. Bo Ray said that it closes.", "TEXT"), second, document("", "TEXT"),
                document("<p>x</p>", "HTML"));
            List<String> statuses = new ArrayList<>();
            all.subList(0, 4).forEach(one -> statuses.add(one.get("sayso:status")));
            assertEquals(List.of("OK", "OK", "NO_TEXT", "UNSUPPORTED"), statuses);
            List<String> children = new ArrayList<>();
            all.subList(4, all.size()).forEach(one -> children.add(one.get(TikaCoreProperties.EMBEDDED_RESOURCE_PATH) + " "
                + one.get("sayso:quote:speaker") + " " + one.get("sayso:quote:act") + ": " + one.get("sayso:quote:text")));
            assertEquals(List.of("/sayso-1 Ann Lee STATEMENT: that it opens", "/sayso-2 Bo Ray STATEMENT: that it closes",
                "/attached.md/sayso-1 Bo Ray DENIAL: that it was late"), children);
            assertEquals(1, filter.starts());
        }
    }

    /** Tika gives a parse a time without progress: waiting for a long document must not look like that. */
    @Test
    void waitingCountsAsProgress() throws Exception {
        String slow = "“We will rebuild the bridge,” said Ann Lee, the mayor of Oakford. Bo Ray denied that he had paid for it.\n\n".repeat(25000);
        try (SaysoMetadataFilter filter = filter("json")) {
            ParseContext context = new ParseContext();
            ParseTimeout timeout = ParseTimeout.getOrCreate(context);
            long[] longest = {0};
            Thread watch = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    longest[0] = Math.max(longest[0], timeout.millisSinceLastProgress());
                    try {
                        Thread.sleep(20);
                    } catch (InterruptedException end) {
                        return;
                    }
                }
            });
            List<Metadata> list = new ArrayList<>(List.of(document(slow, "TEXT")));
            long started = System.nanoTime();
            watch.start();
            filter.filter(list, context);
            long took = (System.nanoTime() - started) / 1_000_000;
            watch.interrupt();
            watch.join();
            assertEquals("OK", list.get(0).get("sayso:status"));
            assertTrue(took > 1500, "too short for this test: " + took + " ms");
            assertTrue(longest[0] < took * 9 / 10, "no progress for " + longest[0] + " of " + took + " ms");
        }
    }

    @Test
    void killedBetweenDocuments() throws Exception {
        try (SaysoMetadataFilter filter = filter("fields")) {
            for (int number = 0; number < 3; number++) {
                CompositeMetadataFilter composite = new CompositeMetadataFilter(List.of(filter));
                assertEquals("OK", filtered(composite, document("Ann Lee said no.", "TEXT")).get(0).get("sayso:status"));
                ProcessHandle process = ProcessHandle.of(filter.pid()).orElseThrow();
                process.destroyForcibly();
                process.onExit().get();
                while (filter.pid() != 0) {
                    Thread.sleep(10);
                }
            }
            assertEquals(3, filter.starts());
        }
    }

    /** What Tika finds the class by in a configuration: the index that its annotation processor makes, by hand. */
    @Test
    void theIndexOfComponents() throws Exception {
        String index;
        try (InputStream in = SaysoMetadataFilter.class.getResourceAsStream("/META-INF/tika/metadata-filters.idx")) {
            index = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertEquals("sayso-metadata-filter=" + SaysoMetadataFilter.class.getName() + ":key=" + MetadataFilter.class.getName(), index.strip());
    }

    /** The configuration that the page shows, read as JSON is; Tika's own reader of the whole file is not to be had here. */
    @Test
    void theConfigurationOfThePage() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("sayso.page")));
        int start = page.indexOf("```json\n") + 8;
        var filters = new ObjectMapper().readTree(page.substring(start, page.indexOf("```", start))).get("metadata-filters");
        var json = filters.get(0).get("sayso-metadata-filter");
        SaysoMetadataFilter.Config config = new ObjectMapper().treeToValue(json, SaysoMetadataFilter.Config.class);
        config.program = PROGRAM;
        new SaysoMetadataFilter(config).close();
        config.output = "table";
        assertThrows(IllegalArgumentException.class, () -> new SaysoMetadataFilter(config));
    }
}
