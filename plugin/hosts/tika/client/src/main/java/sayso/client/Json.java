package sayso.client;

import java.math.BigDecimal;
import java.util.List;

/** Records as JSON, as the command writes them (`sayso --offsets=utf16`). */
public final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {
    }

    public static String attributions(Answer answer) {
        Json json = new Json();
        json.list(answer.attributions, json::attribution);
        return json.out.toString();
    }

    public static String speakers(Answer answer) {
        Json json = new Json();
        json.list(List.copyOf(answer.speakers.values()), json::speaker);
        return json.out.toString();
    }

    public static String credits(Answer answer) {
        Json json = new Json();
        json.list(answer.credits, json::credit);
        return json.out.toString();
    }

    /** 917 is 0.917. */
    static String permille(int number) {
        return BigDecimal.valueOf(number, 3).stripTrailingZeros().toPlainString();
    }

    private interface Each<T> {
        void put(T one);
    }

    private <T> void list(List<T> values, Each<T> each) {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ",");
            each.put(values.get(i));
        }
        out.append(']');
    }

    private void attribution(Answer.Attribution one) {
        out.append("{\"id\":").append(one.id).append(",\"kind\":");
        string(one.kind);
        part("source", one.source);
        part("cue", one.cue);
        part("content", one.content);
        if (one.speaker != 0) {
            out.append(",\"speaker\":").append(one.speaker);
        }
        out.append(",\"confidence\":").append(permille(one.confidencePermille));
        out.append(",\"act\":");
        string(one.act);
        out.append(",\"negated\":").append(one.negated);
        if (one.parent != 0) {
            out.append(",\"parent\":").append(one.parent);
        }
        out.append(String.format(",\"fingerprint\":\"%016x\"}", one.fingerprint));
    }

    private void part(String name, Answer.Part part) {
        if (!part.spans.isEmpty()) {
            out.append(",\"").append(name).append("\":{\"spans\":");
            list(part.spans, this::span);
            out.append(",\"text\":");
            string(part.text);
            out.append('}');
        }
    }

    private void speaker(Answer.Speaker one) {
        out.append("{\"id\":").append(one.id).append(",\"name\":");
        string(one.name);
        out.append(",\"key\":");
        string(one.key);
        out.append(",\"kind\":");
        string(one.kind);
        phrases("role", one.roles);
        phrases("affiliation", one.affiliations);
        if (!one.members.isEmpty()) {
            out.append(",\"members\":");
            list(one.members, member -> out.append(member.intValue()));
        }
        out.append(",\"mentions\":");
        list(one.mentions, this::span);
        out.append('}');
    }

    private void phrases(String name, List<Answer.Phrase> phrases) {
        if (!phrases.isEmpty()) {
            out.append(",\"").append(name).append("\":");
            list(phrases, one -> {
                out.append("{\"span\":");
                span(one.span);
                out.append(",\"text\":");
                string(one.text);
                out.append('}');
            });
        }
    }

    private void credit(Answer.Credit one) {
        out.append("{\"kind\":");
        string(one.kind);
        out.append(",\"span\":");
        span(one.span);
        out.append(",\"text\":");
        string(one.text);
        out.append('}');
    }

    private void span(Answer.Span span) {
        out.append('[').append(span.start).append(',').append(span.end).append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int named = "\"\\\b\f\n\r\t".indexOf(c);
            if (named >= 0) {
                out.append('\\').append("\"\\bfnrt".charAt(named));
            } else if (c < 0x20 || c == 0x85 || c == 0x2028 || c == 0x2029) {
                out.append(String.format("\\u%04X", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
