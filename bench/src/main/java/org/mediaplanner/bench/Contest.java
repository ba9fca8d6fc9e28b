package org.mediaplanner.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Variants that take turns, so that whatever else the machine does meanwhile falls on all of them. The order turns with
 * each round, since the one before leaves its dirt to the one behind.
 */
public final class Contest {

    private final Duration turn;
    private final int rounds;
    private final List<Entrant> entrants = new ArrayList<>();

    public Contest(Duration turn, int rounds) {
        this.turn = turn;
        this.rounds = rounds;
    }

    /** What is measured for {@code turn}. */
    @FunctionalInterface
    public interface Variant {

        Round run(Duration turn) throws Exception;
    }

    public Contest with(String name, Variant variant) {
        entrants.add(new Entrant(variant, new Series(name)));
        return this;
    }

    /** Warms each variant up for two turns, and then measures; the series are in the order of the variants. */
    public List<Series> run() throws Exception {
        for (Entrant entrant : entrants) {
            entrant.variant().run(turn.multipliedBy(2));
        }
        List<Entrant> order = new ArrayList<>(entrants);
        for (int round = 0; round < rounds; round++) {
            for (Entrant entrant : order) {
                Round result = entrant.variant().run(turn);
                System.out.printf("%-50s %10.0f/s  p50 %8.3f ms  p99 %8.3f ms%n", entrant.series().name(),
                        result.perSecond(), result.millis(50), result.millis(99));
                entrant.series().add(result);
            }
            order.add(order.removeFirst());
        }
        return entrants.stream().map(Entrant::series).toList();
    }

    private record Entrant(Variant variant, Series series) {}
}
