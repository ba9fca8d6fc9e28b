package org.mediaplanner.gateway.query;

import io.swagger.v3.oas.annotations.Parameter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.input.QueryParameters;
import org.mediaplanner.gateway.problem.Fault;

/** How new an answer must be. */
public record AtLeast(
        @Parameter(description = "X-Event-Position of an earlier answer: waits up to two seconds until this "
                + "one covers it; X-Caught-Up says whether it does") @Nullable String minPosition)
        implements QueryParameters {

    private static final Pattern POSITION = Pattern.compile("\\d{1,18}");

    @Nullable
    Long position() {
        if (minPosition == null) {
            return null;
        }
        if (!POSITION.matcher(minPosition).matches()) {
            throw Fault.malformed("minPosition", "must be an X-Event-Position").raised();
        }
        return Long.valueOf(minPosition);
    }
}
