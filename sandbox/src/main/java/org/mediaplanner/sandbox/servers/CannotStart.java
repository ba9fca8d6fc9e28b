package org.mediaplanner.sandbox.servers;

/** Why the sandbox cannot start, in one plain sentence that also says what to do about it. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String sentence;

    CannotStart(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    CannotStart(String sentence, Exception cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
