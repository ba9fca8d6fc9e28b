package org.mediaplanner.bench.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mediaplanner.bench.Bench.Measurement;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.Load;
import org.mediaplanner.bench.Table;
import org.mediaplanner.bench.http.Caller;
import org.mediaplanner.bench.http.Facts;
import org.mediaplanner.bench.http.Planner;
import org.mediaplanner.bench.product.Door;

/** What the whole sandbox holds in memory while it is asked for more and more. */
public final class MemoryBench implements Measurement {

    private static final int CALLERS = 8;
    private static final Duration LOAD = Duration.ofMinutes(1);
    private static final int FILES = 5;
    private static final int TIMES = 3;
    private static final String REBUILT = "performance-day";
    private static final List<String> QUESTIONS = List.of("/campaigns?limit=50",
            "/analytics/overview?from=2026-01-01&to=2026-09-30",
            "/analytics/breakdown?by=channel&from=2024-01-01&to=2026-09-30",
            "/workflows", "/events?limit=100");

    private final Table table = new Table("", "MiB at most", "of it Java", "PostgreSQL", "Temporal", "Redis");

    @Override
    public String measure(House house) throws Exception {
        house.close();
        Path directory = Files.createDirectories(house.directory().resolve("memory/sandbox")).toRealPath();
        try (Residents residents = new Residents(directory); Started sandbox = WholeSandbox.begin(directory)) {
            sandbox.untilReady();
            row("start", residents);
            sandbox.until("/health/demo", "UP");
            row("demo tenant filled", residents);
            Planner planner = Planner.at(sandbox.address());
            load(planner.caller());
            row("%d callers, questions and commands, %d s".formatted(CALLERS, LOAD.toSeconds()), residents);
            Facts.uploaded(planner, 0, FILES);
            row("%d00,000 facts by one upload".formatted(FILES), residents);
            for (int time = 0; time < TIMES; time++) {
                for (String format : List.of("CSV", "XLSX")) {
                    Facts.completed(planner, "/workflows/export",
                            "{\"what\": \"PERFORMANCE\", \"format\": \"%s\"}".formatted(format));
                    row("export of them as %s, %d".formatted(format, time + 1), residents);
                }
            }
            Door door = new Door(List.of(sandbox.address()));
            String operator = door.register("operator@example.com");
            for (int time = 0; time < TIMES; time++) {
                rebuild(door, operator);
                row("rebuild of `%s`, %d".formatted(REBUILT, time + 1), residents);
            }
            load(planner.caller());
            row("%d callers again".formatted(CALLERS), residents);
            return table.toString();
        }
    }

    private void row(String name, Residents residents) {
        Map<String, Long> most = residents.most();
        System.out.println(name + " " + most);
        table.row(name, mebibytes(Residents.sum(most)), mebibytes(most.getOrDefault("java", 0L)),
                mebibytes(most.getOrDefault("postgres", 0L)), mebibytes(most.getOrDefault("temporal", 0L)),
                mebibytes(most.getOrDefault("redis", 0L)));
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes >> 20);
    }

    private static void load(Caller caller) {
        int[] next = new int[CALLERS];
        Load.closed(CALLERS, LOAD, number -> {
            int turn = next[number]++;
            if (turn % (QUESTIONS.size() + 1) == 0) {
                caller.post("/campaigns", Door.campaign());
            } else {
                caller.get(QUESTIONS.get(turn % QUESTIONS.size()));
            }
        });
    }

    private static void rebuild(Door door, String operator) throws InterruptedException {
        Door.until(() -> door.send("POST", "/admin/projections/" + REBUILT + "/rebuild", operator, null, null, null),
                202);
        while (door.get(operator, "/admin/projections").json().path("items").valueStream()
                .anyMatch(item -> item.path("name").asString().equals(REBUILT) && item.path("rebuild").isObject())) {
            Thread.sleep(Duration.ofMillis(100));
        }
    }
}
