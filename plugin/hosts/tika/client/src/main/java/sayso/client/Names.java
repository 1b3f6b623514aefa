package sayso.client;

/** The names of the schema's enums, by their numbers. */
final class Names {
    private static final String NONE = "UNSPECIFIED";
    static final String[] KIND = {NONE, "DIRECT", "INDIRECT", "MIXED"};
    static final String[] ACT = {NONE, "STATEMENT", "DENIAL", "QUESTION", "ORDER", "PROMISE", "BELIEF", "INTENTION",
        "ATTITUDE", "PERCEPTION", "RULING", "REFUSAL"};
    static final String[] CREDIT_KIND = {NONE, "BYLINE", "DATELINE", "WIRE", "PUBLISHER", "SOURCE_LINK"};
    static final String[] SPEAKER_KIND = {NONE, "PERSON", "ORGANISATION", "GROUP", "ANONYMOUS", "DOCUMENT", "AUTHOR", "UNKNOWN"};
    static final String[] STATUS = {NONE, "OK", "CANCELLED", "DEADLINE", "TOO_LARGE", "INVALID_TEXT", "BAD_DATA",
        "UNSUPPORTED", "LIMIT", "INTERNAL"};
    static final String[] ERROR_CODE = {NONE, "FRAME", "PARSE", "EMPTY", "HELLO", "SEQUENCE", "DOC_ID"};

    private Names() {
    }

    /** A newer filter may send a number that is not known: it is shown as it is. */
    static String of(String[] names, long number) {
        return number >= 0 && number < names.length ? names[(int) number] : Long.toString(number);
    }
}
