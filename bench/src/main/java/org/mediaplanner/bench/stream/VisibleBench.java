package org.mediaplanner.bench.stream;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import org.mediaplanner.bench.Bench.Measurement;
import org.mediaplanner.bench.Contest;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.Load;
import org.mediaplanner.bench.Round;
import org.mediaplanner.bench.Series;
import org.mediaplanner.bench.Table;
import org.mediaplanner.bench.product.Door;
import org.mediaplanner.bench.product.Door.Answer;
import org.mediaplanner.bench.product.Products;

/** What one node has acknowledged, asked for at another at once. */
public final class VisibleBench implements Measurement {

    private static final Duration TURN = Duration.ofSeconds(5);
    private static final int ROUNDS = 5;
    private static final List<String> OPTIONS = List.of("-Xmx768m");
    private static final String PAYLOAD = "x".repeat(600);

    @Override
    public String measure(House house) throws Exception {
        try (Products products = new Products(); Connection connection = connection(house)) {
            products.start(house, OPTIONS, Map.of());
            products.start(house, OPTIONS, Map.of());
            Door writing = new Door(List.of(products.addresses().getFirst()));
            Door asking = new Door(List.of(products.addresses().getLast()));
            String token = writing.register(UUID.randomUUID() + "@example.com");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bench.committed VALUES (?)")) {
                List<Series> all = new Contest(TURN, ROUNDS)
                        .with("a row inserted and committed, by itself", turn -> Load.closed(1, turn, _ -> {
                            insert.setString(1, PAYLOAD);
                            insert.executeUpdate();
                        }))
                        .with("`POST /campaigns` on one node", turn -> Load.closed(1, turn, _ -> made(writing, token)))
                        .with("… until `GET /campaigns/{id}` on another shows it",
                                turn -> visible(writing, asking, token, turn))
                        .run();
                Table table = new Table("1 caller", "per second", "p50 ms", "p99 ms", "of the commit", "p99 of it");
                all.forEach(one -> table.row(one, all.getFirst()));
                return "%s%nUntil it is seen: %.1f commits at the median.%n".formatted(table,
                        all.getLast().millis(50) / all.getFirst().millis(50));
            }
        }
    }

    private static Answer made(Door door, String token) throws InterruptedException {
        return door.send("POST", "/campaigns", token, Door.campaign(), null, null)
                .filter(answer -> answer.status() == 201).orElseThrow();
    }

    /** From the answer of the one node to the answer of the other. */
    private static Round visible(Door writing, Door asking, String token, Duration turn) throws InterruptedException {
        Histogram latencies = new Histogram(Duration.ofMinutes(1).toNanos(), 3);
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < turn.toNanos()) {
            Answer made = made(writing, token);
            long acknowledged = System.nanoTime();
            String path = "/campaigns/" + made.json().path("id").asString() + "?minPosition=" + made.position();
            Optional<Answer> shown = Optional.empty();
            while (shown.filter(answer -> answer.status() == 200 && answer.caughtUp()).isEmpty()) {
                shown = asking.send("GET", path, token, null, null, null);
            }
            latencies.recordValue(System.nanoTime() - acknowledged);
        }
        return new Round(latencies.getTotalCount() * 1e9 / (System.nanoTime() - begin), latencies);
    }

    private static Connection connection(House house) throws SQLException {
        Connection connection = house.connect("owner");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA bench");
            statement.execute("CREATE TABLE bench.committed (payload text)");
        }
        return connection;
    }
}
