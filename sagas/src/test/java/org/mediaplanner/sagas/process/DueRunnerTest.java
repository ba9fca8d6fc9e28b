package org.mediaplanner.sagas.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DueRunnerTest {

    @Test
    void pauses_double_up_to_the_longest() {
        Duration longest = Duration.ofMinutes(5);

        assertThat(DueRunner.pause(1, longest)).isEqualTo(Duration.ofMillis(200));
        assertThat(DueRunner.pause(3, longest)).isEqualTo(Duration.ofMillis(800));
        assertThat(DueRunner.pause(1_000, longest)).isEqualTo(longest);
    }
}
