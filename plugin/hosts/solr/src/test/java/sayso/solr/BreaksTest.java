package sayso.solr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page says of what breaks. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BreaksTest {
    private static final String LEE = "Mayor Ann Lee said that the bridge will open in May. She denied that it was late.";
    private static final String RAY = "Bo Ray said that the school will close. “We are sorry,” he said.";
    private static final String ROOT = "*:* -_nest_path_:*";
    private static Solr solr;
    private static Feed feed;

    @BeforeAll
    static void start() throws Exception {
        solr = new Solr("news");
        feed = new Feed(System.getProperty("sayso.program"));
    }

    @AfterAll
    static void end() throws Exception {
        feed.close();
        solr.close();
    }

    @BeforeEach
    void twoArticles() throws Exception {
        solr.delete("*:*");
        solr.add(List.of(feed.document("lee", LEE), feed.document("ray", RAY)));
        assertEquals(4, count("quote_kind:*"));
    }

    private static long count(String query) throws Exception {
        return solr.ask("/select", "q", query).getResults().getNumFound();
    }

    private static List<String> ids(QueryResponse found) {
        return found.getResults().stream().map(one -> (String) one.get("id")).sorted().toList();
    }

    private static List<String> articles(String speaker, String words) throws Exception {
        return ids(solr.ask("/articles", "speaker", speaker, "words", words));
    }

    @Test
    void articlesWithoutAnAnswer() throws Exception {
        String german = "Der Minister sagte am Montag, dass die neue Brücke nicht vor dem Frühjahr eröffnet werden kann. ".repeat(5);
        try (Feed broken = new Feed("/nowhere/sayso")) {
            solr.add(List.of(feed.document("german", german), feed.document("empty", " "), broken.document("broken", LEE)));
        }
        QueryResponse failed = solr.ask("/select", "q", "sayso_status:[* TO *] -sayso_status:(OK LIMIT NO_TEXT)");
        assertEquals(Map.of("german", "UNSUPPORTED", "broken", "NOT_STARTED"), failed.getResults().stream()
            .collect(Collectors.toMap(one -> one.get("id"), one -> one.get("sayso_status"))));
        assertTrue(failed.getResults().stream().allMatch(one -> one.containsKey("sayso_message")));
        assertEquals(5, count(ROOT));
        assertEquals(List.of("lee"), articles("ann lee", "bridge"));
        assertEquals(List.of("broken"), ids(solr.ask("/select", "q", "+content:bridge +sayso_status:NOT_STARTED")));
        solr.add(List.of(feed.document("broken", LEE)));
        assertEquals(List.of("broken", "lee"), articles("ann lee", "bridge"));
    }

    @Test
    void anArticleIsReplacedWithItsQuotes() throws Exception {
        solr.add(List.of(feed.document("lee", "Ann Lee said that the tunnel will open.")));
        assertEquals(List.of(), articles("lee", "bridge"));
        assertEquals(List.of("lee"), articles("lee", "tunnel"));
        assertEquals(3, count("quote_kind:*"));
        solr.add(List.of(feed.document("lee", "Nothing.")));
        assertEquals(2, count("quote_kind:*"));
        SolrInputDocument title = new SolrInputDocument();
        title.setField("id", "ray");
        title.setField("title", Map.of("set", "Another title"));
        solr.add(List.of(title));
        assertEquals(2, count("quote_kind:*"));
        assertEquals("Another title", solr.ask("/articles", "speaker", "ray", "words", "school").getResults().get(0).get("title"));
    }

    @Test
    void deleting() throws Exception {
        solr.deleteById("lee");
        assertEquals(2, count("quote_kind:*"));
        assertEquals(List.of(), articles("lee", "bridge"));
        solr.delete("_root_:ray");
        assertEquals(0, count("*:*"));
    }

    @Test
    void deletingByAQueryLeavesQuotesThatFindAnArticle() throws Exception {
        solr.delete("id:lee");
        assertEquals(1, count(ROOT));
        assertEquals(4, count("quote_kind:*"));
        assertEquals(1, articles("lee", "bridge").size(), "the deleted one or its neighbour");
        solr.delete("_root_:lee");
        assertEquals(List.of(), articles("lee", "bridge"));
    }

    @Test
    void aClauseThatArticlesMatchFindsTheNextArticle() throws Exception {
        assertEquals(List.of("lee"), ids(solr.ask("/select", "q", "speaker:\"Ann Lee\"")));
        assertEquals(List.of("ray"), ids(solr.ask("/select", "q", "{!parent which='" + ROOT + "'}speaker:\"Ann Lee\"")));
    }

    @Test
    void aFilterByArticles() throws Exception {
        String[] asked = {"fq", "{!child of=$root v=$about}", "about", "content:school", "fl", "_root_"};
        List<SolrDocument> found = solr.ask("/quotes", asked).getResults();
        assertEquals(Set.of("ray"), found.stream().map(one -> one.get("_root_")).collect(Collectors.toSet()));
        asked[3] = "*:*";
        Exception refused = assertThrows(Exception.class, () -> solr.ask("/quotes", asked));
        assertTrue(refused.toString().contains("Parent query must not match any docs besides parent filter"), refused.toString());
    }

    @Test
    void anUnknownField() throws Exception {
        SolrInputDocument wrong = feed.document("more", LEE);
        wrong.setField("dc:creator", "somebody");
        Exception refused = assertThrows(Exception.class, () -> solr.add(List.of(feed.document("good", LEE), wrong)));
        assertTrue(refused.toString().contains("unknown field 'dc:creator'"), refused.toString());
    }

    @Test
    void onlyTheSurname() throws Exception {
        solr.add(List.of(feed.document("surname", "Lee said that the bridge is safe.")));
        assertEquals(List.of("lee"), articles("Ann Lee", "bridge"));
        assertEquals(List.of("lee", "surname"), articles("lee", "bridge"));
        assertEquals(List.of("lee"), articles("mayor LEE", "bridge"));
    }

    @Test
    void attachments() throws Exception {
        solr.add(List.of(feed.document("mail", "See the attached text.", RAY, LEE)));
        assertEquals(List.of("lee", "mail"), articles("ann lee", "bridge"));
        QueryResponse found = solr.ask("/quotes", "speaker", "ann lee", "words", "bridge", "fq", "_root_:mail", "fl", "quote_path");
        assertEquals("/attached-2.txt/sayso-1", found.getResults().get(0).get("quote_path"));
        assertEquals(3, count(ROOT));
    }

    @Test
    void anotherListOfFields() throws Exception {
        String[] asked = {"speaker", "lee", "words", "bridge", "fl", "id,[child childFilter=$quote]"};
        assertEquals(Set.of("id"), solr.ask("/articles", asked).getResults().get(0).keySet());
        asked[5] = "id,quotes,quote_cue,[child childFilter=$quote]";
        Collection<Object> quotes = solr.ask("/articles", asked).getResults().get(0).getFieldValues("quotes");
        assertEquals(Set.of("said"), quotes.stream().map(one -> ((SolrDocument) one).get("quote_cue")).collect(Collectors.toSet()));
    }
}
