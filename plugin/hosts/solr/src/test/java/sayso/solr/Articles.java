package sayso.solr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Articles by their names: paragraphs of the conformance documents, shuffled with fixed seeds. */
final class Articles {
    private Articles() {
    }

    static Map<String, String> shuffled(int count) throws IOException {
        List<String> paragraphs = paragraphs();
        Map<String, String> articles = new LinkedHashMap<>();
        for (int number = 0; number < count; number++) {
            Random random = new Random(number);
            List<String> mine = new ArrayList<>(paragraphs);
            Collections.shuffle(mine, random);
            articles.put(String.format("news/%03d.txt", number), String.join("\n\n", mine.subList(0, 4 + random.nextInt(12))) + "\n");
        }
        return articles;
    }

    private static List<String> paragraphs() throws IOException {
        List<String> paragraphs = new ArrayList<>();
        try (Stream<Path> documents = Files.list(Path.of(System.getProperty("sayso.cases"), "documents"))) {
            for (Path document : documents.sorted().toList()) {
                for (String paragraph : Files.readString(document.resolve("input.txt")).split("\n\\s*\n")) {
                    if (!paragraph.isBlank()) {
                        paragraphs.add(paragraph.strip());
                    }
                }
            }
        }
        return paragraphs;
    }
}
