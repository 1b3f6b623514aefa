package sayso.solr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.solr.common.SolrInputDocument;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.filter.CompositeMetadataFilter;
import org.apache.tika.metadata.filter.FieldNameMappingFilter;
import org.apache.tika.parser.ParseContext;
import sayso.tika.SaysoMetadataFilter;

/** From a text to a Solr document: the filters of the page's configuration of Tika 4, then what Tika's Solr emitter does. */
final class Feed implements Closeable {
    private final CompositeMetadataFilter filters;
    private final String childField;

    Feed(String program) throws IOException {
        String page = Files.readString(Solr.FOLDER.resolve("README.md"));
        int start = page.indexOf("```json\n") + 8;
        ObjectMapper mapper = new ObjectMapper();
        JsonNode configuration = mapper.readTree(page.substring(start, page.indexOf("```", start)));
        JsonNode listed = configuration.get("metadata-filters");
        SaysoMetadataFilter.Config sayso =
            mapper.treeToValue(listed.get(0).get("sayso-metadata-filter"), SaysoMetadataFilter.Config.class);
        sayso.program = program;
        FieldNameMappingFilter.Config names =
            mapper.treeToValue(listed.get(1).get("field-name-mapping-filter"), FieldNameMappingFilter.Config.class);
        filters = new CompositeMetadataFilter(List.of(new SaysoMetadataFilter(sayso), new FieldNameMappingFilter(names)));
        childField = configuration.at("/emitters/solr-emitter/news/embeddedFileFieldName").asText();
    }

    /** attachments: texts of embedded documents, attached-1.txt and so on. */
    SolrInputDocument document(String id, String text, String... attachments) throws Exception {
        List<Metadata> list = new ArrayList<>(List.of(parsed(text)));
        list.get(0).set("X-parsed-by", "a field that nobody asked for");
        list.get(0).set(TikaCoreProperties.TITLE, "Title of " + id);
        for (String attachment : attachments) {
            Metadata embedded = parsed(attachment);
            embedded.set(TikaCoreProperties.EMBEDDED_RESOURCE_PATH, "/attached-" + list.size() + ".txt");
            list.add(embedded);
        }
        filters.filter(list, new ParseContext());
        return emitted(id, list);
    }

    private static Metadata parsed(String text) {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.TIKA_CONTENT, text);
        metadata.set(TikaCoreProperties.TIKA_CONTENT_HANDLER_TYPE, "TEXT");
        return metadata;
    }

    /** As Tika's emitter with PARENT_CHILD has it: the first is the document, all others are nested in it. */
    private SolrInputDocument emitted(String id, List<Metadata> list) {
        SolrInputDocument document = fields(id, list.get(0));
        List<SolrInputDocument> children = new ArrayList<>();
        for (int number = 1; number < list.size(); number++) {
            children.add(fields(id + "-" + number, list.get(number)));
        }
        if (!children.isEmpty()) {
            document.setField(childField, children);
        }
        return document;
    }

    private static SolrInputDocument fields(String id, Metadata metadata) {
        SolrInputDocument document = new SolrInputDocument();
        document.setField("id", id);
        for (String name : metadata.names()) {
            String[] values = metadata.getValues(name);
            document.setField(name, values.length == 1 ? values[0] : values);
        }
        return document;
    }

    @Override
    public void close() throws IOException {
        filters.close();
    }
}
