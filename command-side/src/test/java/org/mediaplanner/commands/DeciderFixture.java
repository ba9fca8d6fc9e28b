package org.mediaplanner.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Refusal.Kind;
import org.mediaplanner.commands.Refusal.Violation;

/** Given these events, when this command is given, then those events follow, or it is refused. */
public final class DeciderFixture<S, C, E> {

    private final BiFunction<@Nullable S, E, S> evolve;
    private final BiFunction<@Nullable S, C, List<E>> decide;

    public DeciderFixture(BiFunction<@Nullable S, E, S> evolve, BiFunction<@Nullable S, C, List<E>> decide) {
        this.evolve = evolve;
        this.decide = decide;
    }

    @SafeVarargs
    public final Given given(E... events) {
        @Nullable
        S state = null;
        for (E event : events) {
            state = evolve.apply(state, event);
        }
        return new Given(state);
    }

    public final class Given {

        private final @Nullable S state;

        private Given(@Nullable S state) {
            this.state = state;
        }

        public @Nullable S state() {
            return state;
        }

        public When when(C command) {
            return new When(state, command);
        }
    }

    public final class When {

        private final @Nullable S state;
        private final C command;

        private When(@Nullable S state, C command) {
            this.state = state;
            this.command = command;
        }

        public List<E> events() {
            return decide.apply(state, command);
        }

        @SafeVarargs
        @SuppressWarnings("varargs") // the array is only read
        public final void then(E... events) {
            assertThat(events()).isEqualTo(Arrays.asList(events));
        }

        public void thenNothing() {
            assertThat(events()).isEmpty();
        }

        public void refused(Kind kind, String code) {
            Refusal refusal = refusal();
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.code()).isEqualTo(code);
        }

        public void refusedNaming(String... fields) {
            Refusal refusal = refusal();
            assertThat(refusal.kind()).isEqualTo(Kind.RULE);
            assertThat(refusal.violations()).extracting(Violation::field).containsExactlyInAnyOrder(fields);
        }

        private Refusal refusal() {
            Refusal refusal = catchThrowableOfType(Refusal.class, this::events);
            assertThat(refusal).as("a refusal of %s", command).isNotNull();
            return refusal;
        }
    }
}
