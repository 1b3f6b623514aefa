package sayso.solr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.solr.cli.SolrCLI;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page's commands as they stand there, against Solr by HTTP, each followed by what the page says it prints. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PageTest {
    private static final Pattern BLOCK = Pattern.compile("<!-- test: (\\w+) -->\n```sh\n(.*?)```\n(?:\n```\n(.*?)```)?", Pattern.DOTALL);
    @TempDir
    static Path folder;
    private static Solr solr;
    private static final Map<String, String> printed = new LinkedHashMap<>();
    private static final Map<String, String> promised = new LinkedHashMap<>();

    @BeforeAll
    static void runAllBlocks() throws Exception {
        solr = new Solr();
        Path root = Solr.FOLDER.getParent().getParent().getParent();
        Files.createSymbolicLink(folder.resolve("plugin"), root.resolve("plugin"));
        Files.createSymbolicLink(folder.resolve("conformance"), Path.of(System.getProperty("sayso.cases")).getParent());
        Path programs = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(programs.resolve("sayso"), Path.of(System.getProperty("sayso.program")));
        // what bin/solr calls
        Path command = programs.resolve("solr");
        Files.writeString(command, String.format(
            "#!/bin/sh\nexec '%s/bin/java' -cp '%s' -Dsolr.install.dir=/nowhere %s \"$@\" --solr-url http://localhost:%d\n",
            System.getProperty("java.home"), System.getProperty("java.class.path"), SolrCLI.class.getName(), solr.port()));
        assertTrue(command.toFile().setExecutable(true));
        for (Matcher block = BLOCK.matcher(Files.readString(Solr.FOLDER.resolve("README.md"))); block.find();) {
            printed.put(block.group(1), shell(block.group(2)));
            promised.put(block.group(1), block.group(3));
        }
    }

    @AfterAll
    static void end() throws IOException {
        solr.close();
    }

    private static String shell(String script) throws IOException, InterruptedException {
        String mine = script.replace("localhost:8983", "localhost:" + solr.port());
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", mine);
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), script + output);
        return output;
    }

    @Test
    void eachBlockPrintsWhatThePageSays() {
        assertEquals(Set.of("create", "articles", "index", "said", "where", "denied", "facet", "own"), printed.keySet());
        promised.forEach((name, output) -> {
            if (output != null) {
                assertEquals(output, printed.get(name), name);
            }
        });
        assertEquals(5, promised.values().stream().filter(output -> output != null).count());
    }

    /** The command with jq, and Tika with its emitter, make the same documents. */
    @Test
    void bothWaysMakeTheSameDocuments() throws Exception {
        Map<String, Map<String, Object>> fromTheCommand = everything();
        assertTrue(fromTheCommand.size() > 200, fromTheCommand.size() + " documents");
        try (Feed feed = new Feed(System.getProperty("sayso.program"))) {
            List<SolrInputDocument> documents = new ArrayList<>();
            for (String line : Files.readAllLines(folder.resolve("news.jsonl"))) {
                JsonNode article = new ObjectMapper().readTree(line);
                documents.add(feed.document(article.get("id").asText(), article.get("text").asText()));
            }
            solr.add(documents);
        }
        assertEquals(fromTheCommand, everything());
    }

    /** All documents by article and place, without what no two ways can have in common: title and ids of quotes. */
    private static Map<String, Map<String, Object>> everything() throws Exception {
        Map<String, Map<String, Object>> all = new TreeMap<>();
        for (SolrDocument one : solr.ask("/select", "q", "*:*", "rows", "100000", "fl", "*,_root_,_nest_path_").getResults()) {
            Map<String, Object> fields = new TreeMap<>(one);
            fields.keySet().removeAll(Set.of("id", "title", "_version_"));
            all.put(one.get("_root_") + " " + one.get("quote_path"), fields);
        }
        return all;
    }

    /** Elasticsearch is not to be had here: its files are JSON, map all fields of the documents, and name no others. */
    @Test
    void elasticsearchHasTheSameFields() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        Path files = Solr.FOLDER.resolve("elasticsearch");
        JsonNode mapping = mapper.readTree(files.resolve("index.json").toFile()).at("/mappings/properties");
        Set<String> mapped = new TreeSet<>();
        mapping.fieldNames().forEachRemaining(mapped::add);
        mapping.at("/quotes/properties").fieldNames().forEachRemaining(name -> mapped.add("quotes." + name));
        Set<String> there = new TreeSet<>();
        for (String line : Files.readAllLines(folder.resolve("documents.jsonl"))) {
            JsonNode document = mapper.readTree(line);
            document.fieldNames().forEachRemaining(there::add);
            document.path("quotes").forEach(quote -> quote.fieldNames().forEachRemaining(name -> there.add("quotes." + name)));
        }
        there.add("sayso_message"); // of a document that failed
        assertEquals(there, mapped);
        try (Stream<Path> queries = Files.list(files)) {
            for (Path query : queries.toList()) {
                String text = mapper.readTree(query.toFile()).toString();
                for (Matcher name = Pattern.compile("\"(quotes\\.\\w+)").matcher(text); name.find();) {
                    assertTrue(mapped.contains(name.group(1)), query + ": " + name.group(1));
                }
            }
        }
    }
}
