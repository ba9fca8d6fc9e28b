package org.mediaplanner.commands;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Refusal.Violation;

/** Collects every broken rule of a command, so that its sender hears of all of them at once. */
public final class Checks {

    public static final int NAME_LENGTH = 200;
    public static final int REASON_LENGTH = 1_000;
    private static final int TAG_LENGTH = 60;
    private static final int TAGS = 50;
    private static final Pattern VOCABULARY = Pattern.compile("[A-Z0-9_]{1,40}");

    /** Letters by their class, blank to the eye. */
    private static final Set<Integer> FILLERS = Set.of(0x115F, 0x1160, 0x3164, 0xFFA0);

    private final List<Violation> violations = new ArrayList<>();

    /** {@code message} about {@code field} unless {@code holds}. */
    public Checks that(boolean holds, String field, String message) {
        if (!holds) {
            violations.add(Violation.of(field, message));
        }
        return this;
    }

    /** A name that people see: not blank, not padded, at most {@value #NAME_LENGTH} characters. */
    public Checks name(String field, String name) {
        return that(!name.isBlank(), field, "must not be blank")
                .that(name.equals(name.strip()), field, "must not begin or end with a space")
                .that(name.codePoints().noneMatch(Checks::isInvisible), field,
                        "must not hold line breaks or characters that nobody sees")
                .text(field, name, NAME_LENGTH);
    }

    /** Free text of at most {@code length} characters without control characters, which no one types. */
    public Checks text(String field, @Nullable String text, int length) {
        return that(text == null || text.length() <= length, field, "must have at most " + length + " characters")
                .that(text == null || text.chars().noneMatch(Checks::isControl), field,
                        "must not hold control characters or ones that turn the direction of writing");
    }

    /** A word of an open list, as {@code GOOGLE_ADS}. */
    public Checks word(String field, String word) {
        return that(VOCABULARY.matcher(word).matches(), field, "must match " + VOCABULARY.pattern());
    }

    public Checks tags(String field, List<String> tags) {
        that(tags.size() <= TAGS, field, "must hold at most " + TAGS + " tags");
        that(new HashSet<>(tags).size() == tags.size(), field, "must not repeat a tag");
        for (int i = 0; i < tags.size(); i++) {
            String tag = tags.get(i);
            that(!tag.isBlank(), field + "[" + i + "]", "must not be blank").text(field + "[" + i + "]", tag,
                    TAG_LENGTH);
        }
        return this;
    }

    /** What was found so far. */
    public List<Violation> found() {
        return List.copyOf(violations);
    }

    /** @throws Refusal naming all that was found, if anything was */
    public void orRefuse() {
        if (!violations.isEmpty()) {
            throw Refusal.rules("invalid", "The request breaks " + violations.size() + " rule(s)", violations);
        }
    }

    /** What makes a name look like another one, or two lines of one. */
    private static boolean isInvisible(int character) {
        // Joiners are part of how some scripts and emoji are written.
        boolean joiner = character == 0x200C || character == 0x200D;
        return character == '\n' || character == '\t' || character == 0x2028 || character == 0x2029
                || (Character.getType(character) == Character.FORMAT && !joiner) || FILLERS.contains(character);
    }

    private static boolean isControl(int character) {
        boolean turns = (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
        return turns || (Character.isISOControl(character) && character != '\n' && character != '\t');
    }
}
