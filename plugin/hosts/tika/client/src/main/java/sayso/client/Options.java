package sayso.client;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** How a document is read and what is given of it: the fields of Begin. */
public final class Options implements Serializable {
    private static final long serialVersionUID = 1;
    /** Empty: text/plain; or text/markdown. */
    public String mediaType = "";
    /** BCP 47; empty: the text tells. */
    public String language = "";
    public int deadlineMillis;
    public int minConfidencePermille;
    public boolean outermostOnly;

    WireWriter begin() {
        return new WireWriter()
            .bytes(1, mediaType.getBytes(StandardCharsets.UTF_8))
            .bytes(2, language.getBytes(StandardCharsets.UTF_8))
            .number(4, 1)
            .number(6, deadlineMillis)
            .number(7, minConfidencePermille)
            .number(8, outermostOnly ? 1 : 0);
    }
}
