package org.mediaplanner.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.crash.CrashRun.Toll;

/** The short form of what {@code docs/reliability.md} reports: a few rounds of each. */
class CrashTest {

    private static final int PLANNERS = 4;
    private static final Duration WORK = Duration.ofSeconds(4);

    @TempDir
    private Path directory;

    @Test
    void one_of_two_nodes_is_killed_and_nothing_is_lost_or_done_twice() throws Exception {
        try (House house = House.open(directory)) {
            Toll toll = new CrashRun(house, PLANNERS, 1).run(Fault.NODE_KILLED, 2, 3, WORK);

            assertThat(toll.isNothing()).as("%s", toll).isTrue();
            assertThat(toll.acknowledged()).isGreaterThan(500);
            assertThat(toll.sentAgain()).as("requests that the kill left without an answer").isPositive();
        }
    }

    @Test
    void a_postgres_that_is_killed_has_all_that_was_acknowledged() throws Exception {
        try (House house = House.open(directory)) {
            Toll toll = new CrashRun(house, PLANNERS, 2).run(Fault.POSTGRES_KILLED, 1, 3, WORK);

            assertThat(toll.isNothing()).as("%s", toll).isTrue();
            assertThat(toll.acknowledged()).isGreaterThan(500);
        }
    }

    @Test
    void the_same_without_durable_commits_is_seen_to_lose() throws Exception {
        try (House house = House.open(directory)) {
            Toll toll = new CrashRun(house, PLANNERS, 3).withoutDurability().run(Fault.POSTGRES_KILLED, 1, 3, WORK);

            assertThat(toll.lost()).as("what the run must be able to see: %s", toll).isPositive();
        }
    }
}
