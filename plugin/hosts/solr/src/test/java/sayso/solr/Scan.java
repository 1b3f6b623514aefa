package sayso.solr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answers that a search must give, found by reading the command's JSON of every article from end to end. */
final class Scan {
    /** Letters and digits; ' and . between letters, and . and , between digits, part no word (UAX #29). */
    private static final Pattern WORD = Pattern.compile(
        "[\\p{L}\\p{N}_]+(?:(?:(?<=\\p{L})['’.:](?=\\p{L})|(?<=\\p{N})['’.,;](?=\\p{N}))[\\p{L}\\p{N}_]+)*");
    final List<Quote> quotes = new ArrayList<>();
    /** By the articles' names. */
    final Map<String, JsonNode> answers = new LinkedHashMap<>();

    /** who, what: all words of name and role, and of the text. */
    record Quote(String article, int id, String speaker, String role, String act, boolean negated, String text,
                 int start, int end, Set<String> who, Set<String> what) {
        /** What no other quote has. */
        String key() {
            return article + "/sayso-" + id;
        }
    }

    Scan(Map<String, String> articles) throws IOException, InterruptedException {
        ObjectMapper mapper = new ObjectMapper();
        Path requests = Files.createTempFile("sayso", ".jsonl");
        try {
            StringBuilder lines = new StringBuilder();
            for (Map.Entry<String, String> article : articles.entrySet()) {
                Map<String, String> request = Map.of("id", article.getKey(), "text", article.getValue());
                lines.append(mapper.writeValueAsString(request)).append('\n');
            }
            Files.writeString(requests, lines);
            Process command = new ProcessBuilder(System.getProperty("sayso.program"), "--quiet", "--stdin-jsonl", "--offsets=utf16")
                .redirectInput(requests.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            for (String line : new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                read(mapper.readTree(line));
            }
            command.waitFor();
        } finally {
            Files.delete(requests);
        }
    }

    private void read(JsonNode answer) {
        String article = answer.get("id").asText();
        answers.put(article, answer);
        for (JsonNode one : answer.path("attributions")) {
            JsonNode speaker = speaker(answer, one.path("speaker").asInt());
            List<String> roles = new ArrayList<>();
            speaker.path("role").forEach(role -> roles.add(role.get("text").asText()));
            JsonNode spans = one.at("/content/spans");
            quotes.add(new Quote(article, one.get("id").asInt(), speaker.path("name").asText(), String.join("; ", roles),
                one.get("act").asText(), one.get("negated").asBoolean(), one.at("/content/text").asText(),
                spans.path(0).path(0).asInt(-1), spans.path(spans.size() - 1).path(1).asInt(-1),
                words(speaker.path("name").asText() + " " + String.join(" ", roles)), words(one.at("/content/text").asText())));
        }
    }

    private static JsonNode speaker(JsonNode answer, int id) {
        for (JsonNode one : answer.get("speakers")) {
            if (one.get("id").asInt() == id) {
                return one;
            }
        }
        return answer.path("no such speaker");
    }

    /** All words of a text, in small letters without accents and without 's. */
    static Set<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
        Set<String> words = new LinkedHashSet<>();
        for (Matcher word = WORD.matcher(plain); word.find();) {
            words.add(word.group().replaceFirst("['’]s$", ""));
        }
        return words;
    }

    List<Quote> in(String article) {
        return quotes.stream().filter(one -> one.article().equals(article)).toList();
    }

    /** What the speaker said with these words; an empty string asks for nothing. */
    List<Quote> said(String speaker, String words, String act) {
        Set<String> who = words(speaker);
        Set<String> what = words(words);
        return quotes.stream().filter(one -> !one.negated() && one.who().containsAll(who) && one.what().containsAll(what)
            && (act.isEmpty() || act.equals(one.act()))).toList();
    }
}
