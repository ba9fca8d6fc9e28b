package org.mediaplanner.commands;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command that was understood and is not carried out. Nothing has changed. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String TOO_MUCH_CONTENTION = "too-much-contention";

    private final Kind kind;
    private final String code;
    private final transient List<Violation> violations;

    /** Why a command is not carried out, as far as the caller's next step depends on it. */
    public enum Kind {
        /** There is no such thing, or it belongs to another tenant. */
        ABSENT,
        /** The state of things does not allow it, or the name is taken. */
        CONFLICT,
        /** The version that the caller has seen is not the newest. */
        STALE,
        /** A rule is broken by what was asked. */
        RULE,
        /** More in one request than it may carry. */
        TOO_LARGE
    }

    /**
     * A broken rule at one place of the request.
     *
     * @param field a path such as {@code moves[1].delta}
     * @param index of the row in a list of facts, from 0
     * @param line of a file, where 1 is the header
     */
    public record Violation(String field, String message, @Nullable Integer index, @Nullable Integer line) {

        public static Violation of(String field, String message) {
            return new Violation(field, message, null, null);
        }

        public static Violation atIndex(int index, String field, String message) {
            return new Violation(field, message, index, null);
        }

        public static Violation atLine(int line, String field, String message) {
            return new Violation(field, message, null, line);
        }
    }

    private Refusal(Kind kind, String code, String message, List<Violation> violations) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.violations = violations;
    }

    public static Refusal absent(String what) {
        return new Refusal(Kind.ABSENT, "not-found", "There is no such " + what, List.of());
    }

    public static Refusal conflict(String code, String message) {
        return new Refusal(Kind.CONFLICT, code, message, List.of());
    }

    /** Others kept changing the same thing for as long as was tried. */
    public static Refusal contention() {
        return conflict(TOO_MUCH_CONTENTION,
                "Others kept changing the same thing; nothing was changed by this request");
    }

    public static Refusal stale(long expected, long actual) {
        return new Refusal(Kind.STALE, "stale-version",
                "Version " + expected + " was expected, but the newest is " + actual, List.of());
    }

    public static Refusal rule(String code, String message) {
        return new Refusal(Kind.RULE, code, message, List.of());
    }

    /** A rule broken by one field. */
    public static Refusal rule(String code, String field, String message) {
        return new Refusal(Kind.RULE, code, message, List.of(Violation.of(field, message)));
    }

    /** Rules broken in several places at once; the caller shows as many as are of use. */
    public static Refusal rules(String code, String message, List<Violation> violations) {
        return new Refusal(Kind.RULE, code, message, List.copyOf(violations));
    }

    public static Refusal tooLarge(String message) {
        return new Refusal(Kind.TOO_LARGE, "too-large", message, List.of());
    }

    public Kind kind() {
        return kind;
    }

    /** Stable name of the reason, as {@code insufficient-funds}. */
    public String code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** True where the same command may be carried out when it is given again. */
    public boolean isPassing() {
        return code.equals(TOO_MUCH_CONTENTION);
    }

    /** A refusal is an answer, not a fault: its stack is of no use to anyone. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
