package org.mediaplanner.commands.performance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Refusal.Violation;

/**
 * What a file would change, if it were applied now.
 *
 * @param violations for which it would be refused
 * @param create facts that are new
 * @param update facts that are known with other values
 * @param unchanged facts that are known already
 * @param samples some of the changes
 * @param digest SHA-256, hexadecimal, of every change; another one where anything else would change
 */
public record ImportPreview(List<Violation> violations, int create, int update, int unchanged, int campaignsToCreate,
        List<Sample> samples, String digest) {

    /**
     * One change of a fact's cost.
     *
     * @param before {@code null} for what is new
     */
    public record Sample(String key, String field, @Nullable String before, String after) {}
}
