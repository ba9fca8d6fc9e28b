package org.mediaplanner.bench.growth;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mediaplanner.bench.Bench.Measurement;
import org.mediaplanner.bench.Contest;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.Load;
import org.mediaplanner.bench.Series;
import org.mediaplanner.bench.Table;
import org.mediaplanner.bench.product.Door;
import org.mediaplanner.bench.product.Door.Answer;
import org.mediaplanner.bench.product.Products;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The same questions and commands of one planner, in ever larger installations. */
public final class GrowthBench implements Measurement {

    private static final long LARGEST = Long.getLong("bench.growth.largest", 10_000_000);
    private static final long MIDDLE = 1_000_000;
    private static final int HUNDRED = 100;
    private static final Duration TURN = Duration.ofSeconds(3);
    private static final int ROUNDS = 5;
    private static final List<String> OPTIONS = List.of("-Xmx1g");

    private final Table table = new Table("events", "organisations", "command ms", "campaign ms", "list ms",
            "30 days' sums ms", "command until seen ms", "events folded per second", "bytes an event, all in all");

    @Override
    public String measure(House house) throws Exception {
        Path directory = house.directory();
        levels(house, HUNDRED, Arrays.stream(new long[]{10_000, 100_000, MIDDLE, 10_000_000})
                .filter(events -> events <= LARGEST).toArray());
        for (int organisations : new int[]{1, 10_000}) {
            try (House other = House.open(directory)) {
                levels(other, organisations, MIDDLE);
            }
        }
        return table.toString();
    }

    /** The same installation at each of {@code levels}. */
    private void levels(House house, int organisations, long... levels) throws Exception {
        SingleConnectionDataSource connection = new SingleConnectionDataSource(house.connect("writer"), true);
        try (Products products = new Products()) {
            products.start(house, OPTIONS, Map.of("mediaplanner.queries.remember", false));
            Door door = new Door(products.addresses());
            JdbcClient jdbc = JdbcClient.create(connection);
            Grown grown = new Grown(door, jdbc, organisations);
            String operator = door.register("operator@example.com");
            caughtUp(door, operator);
            for (long level : levels) {
                long before = grown.events();
                long begin = System.nanoTime();
                grown.until(level);
                caughtUp(door, operator);
                double folded = (grown.events() - before) * 1e9 / (System.nanoTime() - begin);
                long bytes = jdbc.sql("SELECT pg_database_size(current_database())").query(Long.class).single()
                        / grown.events();
                List<Object> row = new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d", grown.events()),
                        organisations));
                times(door, grown).forEach(one -> row.add(one.millis(50)));
                row.addAll(List.of(folded, bytes));
                table.row(row.toArray());
                System.out.println(row);
            }
        } finally {
            connection.destroy();
        }
        house.close();
    }

    private static List<Series> times(Door door, Grown grown) throws Exception {
        List<String> campaigns = grown.campaigns();
        String token = grown.token();
        String campaign = "/campaigns/" + campaigns.getFirst();
        long[] version = {ok(door.send("GET", campaign, token, null, null, null)).version()};
        int[] next = {0};
        return new Contest(TURN, ROUNDS)
                .with("command", turn -> Load.closed(1, turn, _ -> version[0] = toggled(door, token, campaign,
                        version[0]).version()))
                .with("campaign", turn -> Load.closed(1, turn, _ -> ok(door.send("GET",
                        "/campaigns/" + campaigns.get(next[0]++ % campaigns.size()), token, null, null, null))))
                .with("list", turn -> Load.closed(1, turn, _ -> ok(door.send("GET", "/campaigns?limit=50", token, null,
                        null, null))))
                .with("sums", turn -> Load.closed(1, turn, _ -> ok(door.send("GET",
                        "/analytics/overview", token, null, null, null))))
                .with("command until seen", turn -> Load.closed(1, turn, _ -> {
                    Answer toggled = toggled(door, token, campaign, version[0]);
                    version[0] = toggled.version();
                    String seen = campaign + "?minPosition=" + toggled.position();
                    while (!ok(door.send("GET", seen, token, null, null, null)).caughtUp()) {
                        Thread.onSpinWait();
                    }
                })).run();
    }

    private static Answer toggled(Door door, String token, String campaign, long version)
            throws InterruptedException {
        return ok(door.send("POST", campaign + (version % 2 == 0 ? "/pause" : "/resume"), token, null, null, version));
    }

    private static Answer ok(Optional<Answer> answer) {
        return answer.filter(one -> one.status() == 200)
                .orElseThrow(() -> new IllegalStateException(answer.toString()));
    }

    private static void caughtUp(Door door, String operator) throws InterruptedException {
        while (door.get(operator, "/admin/projections").json().path("items").valueStream()
                .anyMatch(item -> item.path("lag").asLong() > 0)) {
            Thread.sleep(Duration.ofMillis(100));
        }
    }
}
