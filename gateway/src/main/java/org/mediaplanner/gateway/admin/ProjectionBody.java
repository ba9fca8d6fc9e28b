package org.mediaplanner.gateway.admin;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.processing.ProcessorStates.ProcessorState;
import org.mediaplanner.queries.rebuild.Rebuild;
import org.mediaplanner.queries.rebuild.Rebuild.Phase;

/** A read model, as those see it who look after it. */
@Schema(name = "Projection")
record ProjectionBody(@Schema(example = "campaign") String name,
        @Schema(description = "Which table of its kind this is", example = "1") int version, State state,
        @Schema(description = "The last event that it holds") long position,
        @Schema(description = "The newest event that there is") long head,
        @Schema(description = "Positions between the two") long lag,
        @Schema(description = "For how long the oldest event that it lacks has been there") long lagMillis,
        @Schema(description = "Over the last seconds; told to operators") @Nullable Double eventsPerSecond,
        @Schema(description = "What it fails on; told to operators") @Nullable String failure,
        @Nullable RebuildBody rebuild) {

    /** How it stands. */
    enum State {
        LIVE, REBUILDING, PAUSED, FAILED
    }

    /** A new table in the making. */
    @Schema(name = "Rebuild")
    record RebuildBody(Phase phase, @Schema(example = "42") int percent, double eventsPerSecond,
            @Schema(description = "Left out where it cannot be told") @Nullable Long secondsLeft,
            @Schema(description = "Rows that differ from the live table; told to operators") @Nullable Long differences,
            @Schema(description = "What ended it; told to operators") @Nullable String failure) {

        static RebuildBody of(Rebuild rebuild, boolean operator) {
            return new RebuildBody(rebuild.phase(), rebuild.percent(), Math.rint(rebuild.eventsPerSecond()),
                    rebuild.secondsLeft(), operator ? rebuild.differences() : null,
                    operator ? rebuild.failure() : null);
        }
    }

    /** As operators see it: in positions of the whole log. */
    static ProjectionBody forOperator(ProcessorState state, int version, @Nullable Rebuild rebuild, double pace) {
        return new ProjectionBody(state.processor(), version, state(state, rebuild), state.position(), state.head(),
                state.lag(), state.behind().toMillis(), Math.rint(pace), state.fault(),
                rebuild == null ? null : RebuildBody.of(rebuild, true));
    }

    /** As an organisation sees it: in its own positions. */
    static ProjectionBody forTenant(ProcessorState state, int version, @Nullable Rebuild rebuild, long position,
            long head) {
        return new ProjectionBody(state.processor(), version, state(state, rebuild), position, head, head - position,
                head == position ? 0 : state.behind().toMillis(), null, null,
                rebuild == null ? null : RebuildBody.of(rebuild, false));
    }

    private static State state(ProcessorState state, @Nullable Rebuild rebuild) {
        if (rebuild != null && rebuild.phase() != Phase.FAILED) {
            return State.REBUILDING;
        }
        if (state.paused()) {
            return State.PAUSED;
        }
        return state.fault() == null ? State.LIVE : State.FAILED;
    }
}
