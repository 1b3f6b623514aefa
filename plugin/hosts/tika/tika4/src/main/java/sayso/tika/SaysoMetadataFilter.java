package sayso.tika;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.tika.annotation.TikaComponent;
import org.apache.tika.config.ConfigDeserializer;
import org.apache.tika.config.JsonConfig;
import org.apache.tika.config.ParseTimeout;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.filter.MetadataFilter;
import org.apache.tika.parser.ParseContext;
import sayso.client.Annotator;
import sayso.client.Answer;
import sayso.client.Fields;
import sayso.client.Settings;

/**
 * Who said what, for Tika 4: reads each document's content from its metadata and adds fields to it, or documents to the list.
 * It never throws and never changes other fields; {@code sayso:status} says how it went. Threads share one filter process,
 * which is started with the first document, and ends when this is closed, or with the JVM.
 */
@TikaComponent(name = "sayso-metadata-filter", spi = false)
public class SaysoMetadataFilter extends MetadataFilter {
    private static final long serialVersionUID = 1;
    private final Settings settings = new Settings();
    private final Annotator annotator = new Annotator(settings);

    /** The configuration's names and defaults. */
    public static class Config {
        public String program = "sayso";
        public List<String> arguments = List.of();
        public String output = "json";
        public int patienceSeconds = 60;
        public int deadlineSeconds;
        public String language = "";
        public double minConfidence;
        public boolean outermostOnly;
    }

    public SaysoMetadataFilter() {
        this(new Config());
    }

    public SaysoMetadataFilter(JsonConfig json) {
        this(ConfigDeserializer.buildConfig(json, Config.class));
    }

    public SaysoMetadataFilter(Config config) {
        settings.setProgram(config.program);
        settings.setArguments(config.arguments);
        settings.setOutput(config.output);
        settings.setPatienceSeconds(config.patienceSeconds);
        settings.setDeadlineSeconds(config.deadlineSeconds);
        settings.setLanguage(config.language);
        settings.setMinConfidence(config.minConfidence);
        settings.setOutermostOnly(config.outermostOnly);
    }

    @Override
    protected void doFilter(List<Metadata> documents, ParseContext context) {
        List<Metadata> children = new ArrayList<>();
        for (Metadata document : documents) {
            filterOne(document, context, children);
        }
        documents.addAll(children);
    }

    private void filterOne(Metadata document, ParseContext context, List<Metadata> children) {
        String content = document.get(TikaCoreProperties.TIKA_CONTENT);
        String handler = String.valueOf(document.get(TikaCoreProperties.TIKA_CONTENT_HANDLER_TYPE)).toLowerCase(Locale.ROOT);
        if (content == null || content.isBlank()) {
            Fields.status(Fields.NO_TEXT, "", document::add);
        } else if (handler.contains("xml") || handler.contains("html")) {
            Fields.status("UNSUPPORTED", "the content is markup: let the content handler be TEXT or MARKDOWN", document::add);
        } else {
            String mediaType = handler.contains("markdown") ? "text/markdown" : "text/plain";
            Answer answer = annotator.annotate(content, mediaType, () -> ParseTimeout.checkpoint(context));
            Fields.document(answer, settings, document::add);
            if (settings.gives(Settings.Output.CHILDREN)) {
                addChildren(document, answer, children);
            }
        }
    }

    private static void addChildren(Metadata document, Answer answer, List<Metadata> children) {
        String path = document.get(TikaCoreProperties.EMBEDDED_RESOURCE_PATH);
        for (Answer.Attribution one : answer.attributions) {
            Metadata child = new Metadata();
            child.set(TikaCoreProperties.EMBEDDED_RESOURCE_PATH, (path == null ? "" : path) + "/sayso-" + one.id);
            Fields.quote(answer, one, (name, value) -> addUnlessEmpty(child, name, value));
            children.add(child);
        }
    }

    /** A search engine takes no empty number, and would show an unknown speaker as one without a name. */
    private static void addUnlessEmpty(Metadata metadata, String name, String value) {
        if (!value.isEmpty()) {
            metadata.add(name, value);
        }
    }

    /** The filter process, 0 while none runs. */
    public long pid() {
        return annotator.pid();
    }

    /** How many times a filter process was started. */
    public int starts() {
        return annotator.starts();
    }

    /** Ends the filter process. */
    @Override
    public void close() {
        annotator.close();
    }
}
