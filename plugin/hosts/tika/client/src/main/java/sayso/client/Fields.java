package sayso.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** An answer as a host's fields: names and values, a name again for each value of a list. */
public final class Fields {
    public static final String STATUS = "sayso:status";
    public static final String MESSAGE = "sayso:message";
    /** Status of a document without any text. */
    public static final String NO_TEXT = "NO_TEXT";

    private Fields() {
    }

    public static void status(String status, String message, BiConsumer<String, String> add) {
        add.accept(STATUS, status);
        if (!message.isEmpty()) {
            add.accept(MESSAGE, message);
        }
    }

    public static void document(Answer answer, Settings settings, BiConsumer<String, String> add) {
        status(answer.status, answer.message, add);
        if (!answer.ok()) {
            return;
        }
        add.accept("sayso:model", answer.model);
        add.accept("sayso:rules", answer.rules);
        Set<String> names = new LinkedHashSet<>();
        for (Answer.Attribution one : answer.attributions) {
            names.add(name(answer, one));
        }
        names.remove("");
        names.forEach(name -> add.accept("sayso:speaker", name));
        if (settings.gives(Settings.Output.FIELDS)) {
            answer.attributions.forEach(one -> quote(answer, one, add));
        }
        if (settings.gives(Settings.Output.JSON)) {
            add.accept("sayso:attributions", Json.attributions(answer));
            add.accept("sayso:speakers", Json.speakers(answer));
            add.accept("sayso:credits", Json.credits(answer));
        }
    }

    /** The fields of one attribution: a value each, empty where there is none, so that lists of them stay parallel. */
    public static void quote(Answer answer, Answer.Attribution one, BiConsumer<String, String> add) {
        Answer.Speaker speaker = answer.speakerOf(one);
        List<Answer.Span> spans = one.content.spans;
        add.accept("sayso:quote:speaker", name(answer, one));
        add.accept("sayso:quote:key", speaker == null ? "" : speaker.key);
        add.accept("sayso:quote:role", speaker == null ? "" : speaker.roles.stream().map(role -> role.text).collect(Collectors.joining("; ")));
        add.accept("sayso:quote:text", one.content.text);
        add.accept("sayso:quote:cue", one.cue.text);
        add.accept("sayso:quote:act", one.act);
        add.accept("sayso:quote:kind", one.kind);
        add.accept("sayso:quote:negated", Boolean.toString(one.negated));
        add.accept("sayso:quote:confidence", Json.permille(one.confidencePermille));
        add.accept("sayso:quote:start", spans.isEmpty() ? "" : Integer.toString(spans.get(0).start));
        add.accept("sayso:quote:end", spans.isEmpty() ? "" : Integer.toString(spans.get(spans.size() - 1).end));
    }

    private static String name(Answer answer, Answer.Attribution one) {
        Answer.Speaker speaker = answer.speakerOf(one);
        return speaker == null ? "" : speaker.name;
    }
}
