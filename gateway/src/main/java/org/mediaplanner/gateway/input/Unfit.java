package org.mediaplanner.gateway.input;

/** Text that is not what it should be. Caught where the field that holds it is known. */
final class Unfit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean malformed;
    private final String text;

    private Unfit(boolean malformed, String text) {
        super(text, null, false, false);
        this.malformed = malformed;
        this.text = text;
    }

    static Unfit malformed(String text) {
        return new Unfit(true, text);
    }

    static Unfit broken(String text) {
        return new Unfit(false, text);
    }

    boolean malformed() {
        return malformed;
    }

    String text() {
        return text;
    }
}
