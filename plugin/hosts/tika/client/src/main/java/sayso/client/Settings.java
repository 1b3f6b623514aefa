package sayso.client;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a host's configuration sets, with its defaults; checked as it is set. */
public final class Settings implements Serializable {
    private static final long serialVersionUID = 1;

    /** What is written of an answer, beside its status, its speakers' names and what decided it. */
    public enum Output {
        /** Lists of equal length, one entry an attribution. */
        FIELDS,
        /** Attributions, speakers and credits, a JSON array each. */
        JSON,
        /** A document of its own an attribution, where the host has such. */
        CHILDREN
    }

    private String program = "sayso";
    private final ArrayList<String> arguments = new ArrayList<>();
    private final HashSet<Output> output = new HashSet<>(Set.of(Output.JSON));
    private long patienceMillis = 60_000;
    private final Options options = new Options();

    public void setProgram(String program) {
        this.program = program;
    }

    public void setArguments(List<String> arguments) {
        this.arguments.clear();
        this.arguments.addAll(arguments);
    }

    /** Names of Output, separated by commas. */
    public void setOutput(String names) {
        output.clear();
        for (String name : names.split(",")) {
            try {
                output.add(Output.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException("output takes " + Arrays.toString(Output.values()).toLowerCase(Locale.ROOT)
                    + ", not \"" + name.strip() + "\"");
            }
        }
    }

    public void setPatienceSeconds(int seconds) {
        if (seconds < 1) {
            throw new IllegalArgumentException("patienceSeconds is 1 or more, not " + seconds);
        }
        patienceMillis = seconds * 1000L;
    }

    public void setDeadlineSeconds(int seconds) {
        if (seconds < 0 || seconds > 1_000_000) {
            throw new IllegalArgumentException("deadlineSeconds is 0 (none) to 1000000, not " + seconds);
        }
        options.deadlineMillis = seconds * 1000;
    }

    public void setLanguage(String language) {
        options.language = language;
    }

    public void setMinConfidence(double confidence) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("minConfidence is 0 to 1, not " + confidence);
        }
        options.minConfidencePermille = (int) Math.ceil(Math.rint(confidence * 1e6) / 1e3);
    }

    public void setOutermostOnly(boolean only) {
        options.outermostOnly = only;
    }

    public boolean gives(Output one) {
        return output.contains(one);
    }

    public Options options(String mediaType) {
        Options copy = new Options();
        copy.mediaType = mediaType;
        copy.language = options.language;
        copy.deadlineMillis = options.deadlineMillis;
        copy.minConfidencePermille = options.minConfidencePermille;
        copy.outermostOnly = options.outermostOnly;
        return copy;
    }

    public SaysoClient createClient() {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        return new SaysoClient(command, patienceMillis);
    }
}
