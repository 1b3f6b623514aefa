package sayso.tika;

import java.io.Closeable;
import java.util.List;
import java.util.Locale;
import org.apache.tika.config.Field;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.filter.MetadataFilter;
import sayso.client.Answer;
import sayso.client.Fields;
import sayso.client.SaysoClient;
import sayso.client.Settings;

/**
 * Who said what, for Tika 3: reads a document's content from its metadata and adds fields to it. It never throws and never
 * changes other fields; {@code sayso:status} says how it went. Threads share one filter process, which is started with the
 * first document, and ends when this is closed, or with the JVM.
 */
public class SaysoMetadataFilter extends MetadataFilter implements Closeable {
    private static final long serialVersionUID = 1;
    private final Settings settings = new Settings();
    private transient SaysoClient client;

    @Override
    public void filter(Metadata metadata) {
        String content = metadata.get(TikaCoreProperties.TIKA_CONTENT);
        String handler = String.valueOf(metadata.get(TikaCoreProperties.TIKA_CONTENT_HANDLER)).toLowerCase(Locale.ROOT);
        if (content == null || content.isBlank()) {
            Fields.failure(Fields.NO_TEXT, "", metadata::add);
        } else if (handler.contains("xml") || handler.contains("html")) {
            Fields.failure("UNSUPPORTED", "the content is markup: let Tika give text (-t, or BasicContentHandlerFactory TEXT)", metadata::add);
        } else {
            Fields.document(annotate(content), settings, metadata::add);
        }
    }

    private Answer annotate(String content) {
        try {
            return client().annotate(content, settings.options("text/plain"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Answer.failed("CANCELLED", "the thread was interrupted");
        }
    }

    private synchronized SaysoClient client() {
        if (client == null) {
            client = settings.createClient();
        }
        return client;
    }

    /** The filter process, 0 while none runs. */
    public long pid() {
        return client().pid();
    }

    /** How many times a filter process was started. */
    public int starts() {
        return client().starts();
    }

    /** Ends the filter process. */
    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
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
