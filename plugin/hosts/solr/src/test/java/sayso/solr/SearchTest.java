package sayso.solr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.client.solrj.response.json.BucketJsonFacet;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sayso.solr.Scan.Quote;

/** 500 articles through the filter into Solr: each search gives what a scan of the command's JSON gives. */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SearchTest {
    private static final String ALL = "100000";
    private static Map<String, String> articles;
    private static final Map<String, Set<String>> wordsOfArticles = new HashMap<>();
    private static Scan scan;
    private static Solr solr;

    @BeforeAll
    static void fill() throws Exception {
        articles = Articles.shuffled(500);
        articles.forEach((id, text) -> wordsOfArticles.put(id, Scan.words(text)));
        scan = new Scan(articles);
        solr = new Solr("news");
        try (Feed feed = new Feed(System.getProperty("sayso.program"))) {
            List<SolrInputDocument> documents = new ArrayList<>();
            for (Map.Entry<String, String> article : articles.entrySet()) {
                documents.add(feed.document(article.getKey(), article.getValue()));
            }
            solr.add(documents);
        }
    }

    @AfterAll
    static void end() throws Exception {
        solr.close();
    }

    private static Set<String> names() {
        return distinct(scan.quotes, Quote::speaker);
    }

    private static Set<String> distinct(Collection<Quote> quotes, Function<Quote, String> of) {
        Set<String> values = quotes.stream().map(of).collect(Collectors.toCollection(TreeSet::new));
        values.remove("");
        return values;
    }

    private static Set<String> keys(Collection<Quote> quotes) {
        return distinct(quotes, Quote::key);
    }

    private static Set<String> words(Collection<Quote> quotes) {
        return quotes.stream().flatMap(one -> one.what().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static QueryResponse quotes(String speaker, String words, String... more) throws Exception {
        return ask("/quotes", speaker, words, "id,quote_path,quote_text,quote_start,quote_end,_root_", more);
    }

    private static QueryResponse ask(String path, String speaker, String words, String fields, String... more) throws Exception {
        List<String> parameters = new ArrayList<>(List.of("speaker", speaker, "words", words, "rows", ALL, "in", "quote_exact"));
        if (!fields.isEmpty()) {
            parameters.addAll(List.of("fl", fields));
        }
        parameters.addAll(List.of(more));
        return solr.ask(path, parameters.toArray(String[]::new));
    }

    private static Set<String> keysOf(QueryResponse found) {
        return strings(found, one -> one.get("_root_") + (String) one.get("quote_path"));
    }

    private static Set<String> idsOf(QueryResponse found) {
        return strings(found, one -> (String) one.get("id"));
    }

    private static Set<String> strings(QueryResponse found, Function<SolrDocument, String> of) {
        return found.getResults().stream().map(of).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void allIsThere() throws Exception {
        QueryResponse found = solr.ask("/select", "q", "*:* -_nest_path_:*", "fl", "id,content,speaker,sayso_status", "rows", ALL);
        assertEquals(articles.keySet(), idsOf(found));
        for (SolrDocument one : found.getResults()) {
            String id = (String) one.get("id");
            assertEquals("OK", one.get("sayso_status"));
            assertEquals(articles.get(id), one.get("content"));
            Collection<Object> speakers = one.containsKey("speaker") ? one.getFieldValues("speaker") : List.of();
            assertEquals(distinct(scan.in(id), Quote::speaker), new TreeSet<>(speakers));
        }
        found = solr.ask("/select", "q", "quote_kind:*", "fl", "_root_,quote_path", "rows", ALL);
        assertEquals(keys(scan.quotes), keysOf(found));
        assertTrue(scan.quotes.size() > 5000, scan.quotes.size() + " quotes");
    }

    /** For each speaker and each role words that he said, words that others said, and two of his that may not be in one quote. */
    @Test
    void articlesInWhichASpeakerSaidWords() throws Exception {
        List<String> vocabulary = List.copyOf(words(scan.quotes));
        Set<String> speakers = names();
        speakers.addAll(distinct(scan.quotes, Quote::role));
        Random random = new Random(1);
        int asked = 0;
        int empty = 0;
        int flatIsWrong = 0;
        for (String speaker : speakers) {
            List<String> own = List.copyOf(words(scan.said(speaker, "", "")));
            for (int turn = 0; turn < 6; turn++) {
                List<String> from = turn < 4 && !own.isEmpty() ? own : vocabulary;
                String second = turn % 2 == 0 ? "" : " " + from.get(random.nextInt(from.size()));
                String words = from.get(random.nextInt(from.size())) + second;
                List<Quote> expected = scan.said(speaker, words, "");
                assertEquals(keys(expected), keysOf(quotes(speaker, words)), speaker + " | " + words);
                assertEquals(distinct(expected, Quote::article), idsOf(ask("/articles", speaker, words, "id")), speaker + " | " + words);
                asked++;
                empty += expected.isEmpty() ? 1 : 0;
                flatIsWrong += flat(speaker, words) > distinct(expected, Quote::article).size() ? 1 : 0;
            }
        }
        String counts = asked + " asked, " + empty + " without an answer, " + flatIsWrong + " that need nesting";
        System.out.println(counts);
        assertTrue(asked > 500 && empty > asked / 10 && asked - empty > asked / 4 && flatIsWrong > asked / 10, counts);
    }

    /** Articles that an index without nesting finds: the speaker is quoted in them, and the words are somewhere. */
    private static long flat(String speaker, String words) {
        Set<String> quoted = distinct(scan.said(speaker, "", ""), Quote::article);
        return quoted.stream().filter(id -> wordsOfArticles.get(id).containsAll(Scan.words(words))).count();
    }

    @Test
    void everythingASpeakerDenied() throws Exception {
        int denials = 0;
        for (String speaker : names()) {
            Set<String> denied = keys(scan.said(speaker, "", "DENIAL"));
            assertEquals(denied, keysOf(quotes(speaker, "", "act", "DENIAL")), speaker);
            denials += denied.size();
            Set<String> either = keys(scan.said(speaker, "", "REFUSAL"));
            either.addAll(denied);
            assertEquals(either, keysOf(quotes(speaker, "", "act", "DENIAL REFUSAL")), speaker);
        }
        assertTrue(denials > 100, denials + " denials");
    }

    /** "She did not say that": neither said nor denied. */
    @Test
    void whatWasNotSaidIsNotFound() throws Exception {
        List<Quote> unsaid = scan.quotes.stream().filter(Quote::negated).toList();
        assertTrue(unsaid.size() > 50, unsaid.size() + " negated");
        Set<String> all = keysOf(quotes("", ""));
        assertTrue(keys(unsaid).stream().noneMatch(all::contains));
        assertEquals(scan.quotes.size() - unsaid.size(), all.size());
    }

    /** Forms of a word, listed by hand. */
    @Test
    void stemsFindAllFormsOfAWord() throws Exception {
        Map<String, Set<String>> forms = Map.of("job", Set.of("job", "jobs"), "opening", Set.of("open", "opens", "opened", "opening"),
            "denies", Set.of("deny", "denies", "denied"), "minister", Set.of("minister", "ministers"));
        int others = 0;
        for (Map.Entry<String, Set<String>> word : forms.entrySet()) {
            Set<String> expected = keys(scan.said("", "", "").stream()
                .filter(one -> one.what().stream().anyMatch(word.getValue()::contains)).toList());
            Set<String> found = keysOf(quotes("", word.getKey(), "in", "quote_text"));
            assertEquals(expected, found, word.getKey());
            others += found.size() - keysOf(quotes("", word.getKey())).size();
        }
        assertTrue(others > 100, others + " with another form of the word");
    }

    @Test
    void facetOfWhoSaidIt() throws Exception {
        String facet = "{speakers: {type: terms, field: quote_speaker, limit: -1, facet: {articles: 'uniqueBlock(_root_)'}}}";
        for (String words : List.of("", "the", "jobs", "not")) {
            Map<String, List<Long>> expected = new TreeMap<>();
            scan.said("", words, "").stream().collect(Collectors.groupingBy(Quote::speaker)).forEach((name, mine) ->
                expected.put(name, List.of((long) mine.size(), (long) distinct(mine, Quote::article).size())));
            expected.remove("");
            Map<String, List<Long>> found = new TreeMap<>();
            for (BucketJsonFacet bucket : buckets(quotes("", words, "json.facet", facet))) {
                long inArticles = ((Number) bucket.getStatValue("articles")).longValue();
                found.put((String) bucket.getVal(), List.of(bucket.getCount(), inArticles));
            }
            assertEquals(expected, found, words);
        }
    }

    @Test
    void facetOfWhoIsQuotedInTheArticles() throws Exception {
        String facet = "{speakers: {type: terms, field: speaker, limit: -1}}";
        for (String words : List.of("", "the", "jobs", "not")) {
            Map<String, Long> expected = new TreeMap<>();
            for (String article : distinct(scan.said("", words, ""), Quote::article)) {
                distinct(scan.in(article), Quote::speaker).forEach(name -> expected.merge(name, 1L, Long::sum));
            }
            Map<String, Long> found = new TreeMap<>();
            buckets(ask("/articles", "", words, "id", "json.facet", facet))
                .forEach(bucket -> found.put((String) bucket.getVal(), bucket.getCount()));
            assertEquals(expected, found, words);
        }
    }

    private static List<BucketJsonFacet> buckets(QueryResponse found) {
        return found.getJsonFacetingResponse().getBucketBasedFacets("speakers").getBuckets();
    }

    /** The quote whole, all of its words that were asked for in em, nothing else in em, and no other markup. */
    @Test
    void highlightedQuotes() throws Exception {
        int marked = 0;
        for (String word : List.of("jobs", "minister", "people", "would", "we", "ukraine", "sponges")) {
            QueryResponse found = quotes("", word, "in", "quote_text");
            for (SolrDocument one : found.getResults()) {
                String text = (String) one.get("quote_text");
                List<String> snippets = found.getHighlighting().get((String) one.get("id")).get("quote_text");
                assertEquals(1, snippets.size());
                assertEquals(text, unescaped(snippets.get(0).replaceAll("</?em>", "")));
                String stem = word.replaceFirst("s$", "");
                Set<String> expected = Scan.words(text).stream()
                    .filter(other -> other.replaceFirst("s$", "").equals(stem)).collect(Collectors.toSet());
                Set<String> em = new HashSet<>();
                for (Matcher match = Pattern.compile("<em>(.*?)</em>").matcher(snippets.get(0)); match.find();) {
                    em.addAll(Scan.words(unescaped(match.group(1))));
                    marked++;
                }
                assertEquals(expected, em, snippets.get(0));
                assertFalse(snippets.get(0).replaceAll("</?em>", "").contains("<"), snippets.get(0));
            }
        }
        assertTrue(marked > 500, marked + " marked");
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'")
            .replace("&#x2F;", "/").replace("&amp;", "&");
    }

    @Test
    void whereAQuoteStandsInItsArticle() throws Exception {
        Map<String, Quote> byKey = scan.quotes.stream().collect(Collectors.toMap(Quote::key, one -> one));
        int whole = 0;
        for (SolrDocument one : quotes("", "").getResults()) {
            Quote expected = byKey.get(one.get("_root_") + (String) one.get("quote_path"));
            assertEquals(expected.text(), one.containsKey("quote_text") ? one.get("quote_text") : "");
            assertEquals(expected.start(), one.containsKey("quote_start") ? (int) one.get("quote_start") : -1);
            assertEquals(expected.end(), one.containsKey("quote_end") ? (int) one.get("quote_end") : -1);
            String there = expected.start() < 0 ? "" : articles.get(expected.article()).substring(expected.start(), expected.end());
            whole += there.equals(expected.text()) ? 1 : 0;
        }
        assertTrue(whole > scan.quotes.size() / 2, whole + " of one piece");
    }

    @Test
    void rowsAreWhatThePageSays() throws Exception {
        QueryResponse found = ask("/articles", "hegseth", "betrayal", "");
        assertFalse(found.getResults().isEmpty());
        for (SolrDocument article : found.getResults()) {
            Set<String> texts = article.getFieldValues("quotes").stream()
                .map(one -> (String) ((SolrDocument) one).get("quote_text")).collect(Collectors.toSet());
            List<Quote> expected = new ArrayList<>(scan.said("hegseth", "betrayal", ""));
            expected.retainAll(scan.in((String) article.get("id")));
            assertEquals(distinct(expected, Quote::text), texts);
            assertEquals("Title of " + article.get("id"), article.get("title"));
        }
        SolrDocument quote = ask("/quotes", "hegseth", "betrayal", "").getResults().get(0);
        assertTrue(quote.get("article").toString().contains("Title of " + quote.get("_root_")), quote.toString());
    }

    /** What a person types has no power over the query. */
    @Test
    void typedTextIsNoSyntax() throws Exception {
        for (String typed : List.of("zebra\" OR *:*", "zebra) OR quote_kind:*", "{!lucene}*:* zebra", "zebra' v='*:*", "$quote zebra",
                                    "zebra AND (", "zebra && ||", "+zebra \\", "zebra _query_:\"*:*\"", "z* zebra")) {
            for (String path : List.of("/articles", "/quotes")) {
                assertEquals(0, ask(path, typed, "", "id").getResults().getNumFound(), typed);
                assertEquals(0, ask(path, "", typed, "id").getResults().getNumFound(), typed);
            }
        }
        assertEquals(keys(scan.said("hegseth", "", "")), keysOf(quotes("hegseth", "", "q", "*:*", "who", "*:*", "quote", "*:*")));
        assertEquals(idsOf(ask("/articles", "hegseth", "", "id")),
            idsOf(ask("/articles", "hegseth", "", "id", "q", "*:*", "quote", "*:*", "root", "*:*")));
    }
}
