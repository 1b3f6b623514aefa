package sayso.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is found in a document. Spans count UTF-16 units, so that String.substring takes them. */
public final class Answer {
    /** Of the schema, and of this client: FILTER_DIED, FILTER_HUNG, FILTER_BROKEN, NOT_STARTED, CLOSED. */
    public final String status;
    /** What, where, what to do; empty with OK. */
    public final String message;
    public final List<Attribution> attributions = new ArrayList<>();
    public final List<Credit> credits = new ArrayList<>();
    /** By their ids, in the order in which they came. */
    public final Map<Integer, Speaker> speakers = new LinkedHashMap<>();
    /** Name and digest of the weights, and digest of the rules: what decided the answer. */
    public String model = "";
    public String rules = "";

    Answer(String status, String message) {
        this.status = status;
        this.message = message;
    }

    /** Whether the records count: OK, or LIMIT, which cut them. */
    public boolean ok() {
        return status.equals("OK") || status.equals("LIMIT");
    }

    /** The speaker's record, or null. */
    public Speaker speakerOf(Attribution one) {
        return speakers.get(one.speaker);
    }

    public static final class Span {
        public int start;
        public int end;

        static Span of(WireReader in) throws IOException {
            Span span = new Span();
            for (int field = in.next(); field != 0; field = in.next()) {
                if (field == 1) {
                    span.start = (int) in.number();
                } else if (field == 2) {
                    span.end = (int) in.number();
                }
            }
            return span;
        }
    }

    /** A source, cue or content: its fragments in text order, and their words joined by one space. */
    public static final class Part {
        public final List<Span> spans = new ArrayList<>();
        /** Empty when the texts of the record pass 64 KiB. */
        public String text = "";
    }

    public static final class Attribution {
        public int id;
        public String kind = "UNSPECIFIED";
        public String act = "UNSPECIFIED";
        public boolean negated;
        public int confidencePermille;
        public final Part source = new Part();
        public final Part cue = new Part();
        public final Part content = new Part();
        /** Id of a speaker, 0 = none. */
        public int speaker;
        /** Id of the attribution that holds this one, 0 = outermost. */
        public int parent;
        public long fingerprint;

        static Attribution of(WireReader in) throws IOException {
            Attribution one = new Attribution();
            for (int field = in.next(); field != 0; field = in.next()) {
                one.take(field, in);
            }
            return one;
        }

        private void take(int field, WireReader in) throws IOException {
            switch (field) {
                case 1: id = (int) in.number(); break;
                case 2: kind = Names.of(Names.KIND, in.number()); break;
                case 3: source.spans.add(Span.of(in.message())); break;
                case 4: cue.spans.add(Span.of(in.message())); break;
                case 5: content.spans.add(Span.of(in.message())); break;
                case 6: speaker = (int) in.number(); break;
                case 7: confidencePermille = (int) in.number(); break;
                case 8: act = Names.of(Names.ACT, in.number()); break;
                case 9: negated = in.number() != 0; break;
                case 10: parent = (int) in.number(); break;
                case 11: fingerprint = in.number(); break;
                case 12: source.text = in.text(); break;
                case 13: cue.text = in.text(); break;
                case 14: content.text += (content.text.isEmpty() ? "" : " ") + in.text(); break;
                default: break;
            }
        }
    }

    public static final class Phrase {
        public Span span = new Span();
        public String text = "";

        static Phrase of(WireReader in) throws IOException {
            Phrase phrase = new Phrase();
            for (int field = in.next(); field != 0; field = in.next()) {
                if (field == 1) {
                    phrase.span = Span.of(in.message());
                } else if (field == 2) {
                    phrase.text = in.text();
                }
            }
            return phrase;
        }
    }

    public static final class Speaker {
        public int id;
        /** The fullest name that the document gives. */
        public String name = "";
        /** The name folded, for facets and joins. */
        public String key = "";
        public String kind = "UNSPECIFIED";
        public final List<Phrase> roles = new ArrayList<>();
        public final List<Phrase> affiliations = new ArrayList<>();
        public final List<Span> mentions = new ArrayList<>();
        public final List<Integer> members = new ArrayList<>();

        static Speaker of(WireReader in) throws IOException {
            Speaker one = new Speaker();
            for (int field = in.next(); field != 0; field = in.next()) {
                switch (field) {
                    case 1: one.id = (int) in.number(); break;
                    case 2: one.name = in.text(); break;
                    case 3: one.key = in.text(); break;
                    case 4: one.kind = Names.of(Names.SPEAKER_KIND, in.number()); break;
                    case 5: one.roles.add(Phrase.of(in.message())); break;
                    case 6: one.affiliations.add(Phrase.of(in.message())); break;
                    case 7: one.mentions.add(Span.of(in.message())); break;
                    case 8: in.numbers(one.members); break;
                    default: break;
                }
            }
            return one;
        }
    }

    public static final class Credit {
        public String kind = "UNSPECIFIED";
        public Span span = new Span();
        public String text = "";

        static Credit of(WireReader in) throws IOException {
            Credit one = new Credit();
            for (int field = in.next(); field != 0; field = in.next()) {
                switch (field) {
                    case 1: one.kind = Names.of(Names.CREDIT_KIND, in.number()); break;
                    case 2: one.span = Span.of(in.message()); break;
                    case 3: one.text = in.text(); break;
                    default: break;
                }
            }
            return one;
        }
    }
}
