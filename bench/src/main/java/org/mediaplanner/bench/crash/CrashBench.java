package org.mediaplanner.bench.crash;

import java.time.Duration;
import java.util.List;
import org.mediaplanner.bench.Bench.Measurement;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.Table;
import org.mediaplanner.bench.crash.CrashRun.Toll;
import org.mediaplanner.bench.crash.Fault.Installation;

/** The long form of the suite of crashes. */
public final class CrashBench implements Measurement {

    private static final int PLANNERS = 16;
    private static final int ROUNDS = 10;
    private static final Duration WORK = Duration.ofSeconds(10);

    private final Table table = new Table("what dies, %d times".formatted(ROUNDS), "acknowledged", "sent again",
            "**lost**", "**done twice**", "rows that differ from the log", "not ended", "handover, at worst");

    @Override
    public String measure(House house) throws Exception {
        row("one node of one", new CrashRun(house, PLANNERS, 1).run(Fault.NODE_KILLED, 1, ROUNDS, WORK));
        row("one node of two", new CrashRun(house, PLANNERS, 2).run(Fault.NODE_KILLED, 2, ROUNDS, WORK));
        row("PostgreSQL", new CrashRun(house, PLANNERS, 3).run(Fault.POSTGRES_KILLED, 1, ROUNDS, WORK));
        row("Temporal", new CrashRun(house, PLANNERS, 4).run(Fault.TEMPORAL_KILLED, 1, ROUNDS, WORK));
        row("PostgreSQL, commits not waited for (the control)",
                new CrashRun(house, PLANNERS, 5).withoutDurability().run(Fault.POSTGRES_KILLED, 1, ROUNDS, WORK));
        if (PowerCut.isPossible()) {
            try (PowerCut cut = PowerCut.in(house.directory().resolve("cut"))) {
                cut.takePostgres(new Installation(house.directory(), house.servers(), List.of()));
                row("power, with node and PostgreSQL", new CrashRun(house, PLANNERS, 6).run(cut, 1, ROUNDS, WORK));
                row("power, commits not waited for (the control)",
                        new CrashRun(house, PLANNERS, 7).withoutDurability().run(cut, 1, ROUNDS, WORK));
                house.close();
            }
        }
        return table.toString();
    }

    private void row(String name, Toll toll) {
        System.out.println(name + ": " + toll);
        table.row(name, toll.acknowledged(), toll.sentAgain(), "**%d**".formatted(toll.lost()),
                "**%d**".formatted(toll.doubled()), toll.differing(), toll.open(),
                toll.slowestHandover().isZero() ? "–" : "%.1f s".formatted(toll.slowestHandover().toMillis() / 1e3));
    }
}
