package sayso.tika;

import java.io.Closeable;
import java.util.List;
import java.util.Locale;
import org.apache.tika.config.Field;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.filter.MetadataFilter;
import sayso.client.Annotator;
import sayso.client.Fields;
import sayso.client.Settings;

/**
 * Who said what, for Tika 3: reads a document's content from its metadata and adds fields to it. It never throws and never
 * changes other fields; {@code sayso:status} says how it went. Threads share one filter process, which is started with the
 * first document, and ends when this is closed, or with the JVM.
 */
public class SaysoMetadataFilter extends MetadataFilter implements Closeable {
    private static final long serialVersionUID = 1;
    private final Settings settings = new Settings();
    private final Annotator annotator = new Annotator(settings);

    @Override
    public void filter(Metadata metadata) {
        String content = metadata.get(TikaCoreProperties.TIKA_CONTENT);
        String handler = String.valueOf(metadata.get(TikaCoreProperties.TIKA_CONTENT_HANDLER)).toLowerCase(Locale.ROOT);
        if (content == null || content.isBlank()) {
            Fields.status(Fields.NO_TEXT, "", metadata::add);
        } else if (handler.contains("xml") || handler.contains("html")) {
            Fields.status("UNSUPPORTED", "the content is markup: let Tika give text (-t, or BasicContentHandlerFactory TEXT)", metadata::add);
        } else {
            Fields.document(annotator.annotate(content, "text/plain", () -> { }), settings, metadata::add);
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

    @Field
    public void setProgram(String program) {
        settings.setProgram(program);
    }

    @Field
    public void setArguments(List<String> arguments) {
        settings.setArguments(arguments);
    }

    /** Not "children": Tika 3 gives a filter one document at a time. */
    @Field
    public void setOutput(String output) {
        settings.setOutput(output);
        if (settings.gives(Settings.Output.CHILDREN)) {
            throw new IllegalArgumentException("output \"children\" needs Tika 4");
        }
    }

    @Field
    public void setPatienceSeconds(int seconds) {
        settings.setPatienceSeconds(seconds);
    }

    @Field
    public void setDeadlineSeconds(int seconds) {
        settings.setDeadlineSeconds(seconds);
    }

    @Field
    public void setLanguage(String language) {
        settings.setLanguage(language);
    }

    @Field
    public void setMinConfidence(double confidence) {
        settings.setMinConfidence(confidence);
    }

    @Field
    public void setOutermostOnly(boolean only) {
        settings.setOutermostOnly(only);
    }
}
