package org.mediaplanner.bench.http;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mediaplanner.bench.Bench.Measurement;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.Medians;
import org.mediaplanner.bench.Table;
import org.mediaplanner.bench.product.Door;
import org.mediaplanner.bench.product.Product;
import org.mediaplanner.bench.product.Products;
import org.postgresql.PGConnection;
import tools.jackson.databind.JsonNode;

/** A million facts by each of the ways in which they come, from the first byte sent to the last fact seen in the sums. */
public final class FactsBench implements Measurement {

    private static final int ROUNDS = 3;
    private static final int FILES = 10;
    private static final int UPLOADS = 2;
    private static final double FACTS = (double) FILES * FactFiles.FACTS;

    /** Gives a million facts to a new organisation. */
    @FunctionalInterface
    private interface Way {

        void give(Planner planner) throws Exception;
    }

    @Override
    public String measure(House house) throws Exception {
        try (Products products = new Products()) {
            Product node = products.start(house, List.of("-Xmx768m"), Map.of());
            List<Double> copied = new ArrayList<>();
            List<Double> reported = new ArrayList<>();
            List<Double> imported = new ArrayList<>();
            List<Double> uploaded = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                copied.add(copy(house));
                reported.add(perSecond(node, FactsBench::report));
                imported.add(perSecond(node, FactsBench::importAll));
                uploaded.add(perSecond(node, FactsBench::upload));
                System.out.printf("COPY %.0f/s, facts %.0f/s, import %.0f/s, upload %.0f/s%n", copied.getLast(),
                        reported.getLast(), imported.getLast(), uploaded.getLast());
            }
            return row(row(row(row(new Table("", "facts per second", "of COPY"),
                    "`COPY` of the same rows into a table with the same key", copied, copied),
                    "`POST /performance/facts`, 10,000 each", reported, copied),
                    "`POST /performance/import`, 100,000 each", imported, copied),
                    "`POST /workflows/data-import`, 500,000 each", uploaded, copied).toString();
        }
    }

    private static Table row(Table table, String name, List<Double> figures, List<Double> ceiling) {
        return table.row(name, median(figures), median(figures) / median(ceiling));
    }

    private static double median(List<Double> figures) {
        return Medians.of(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double perSecond(Product node, Way way) throws Exception {
        Planner planner = Planner.at(node.address());
        long begin = System.nanoTime();
        way.give(planner);
        Facts.areSeen(planner, FILES);
        return FACTS * 1e9 / (System.nanoTime() - begin);
    }

    private static void importAll(Planner planner) throws IOException, InterruptedException {
        for (int file = 0; file < FILES; file++) {
            Facts.imported(planner, file);
        }
    }

    private static void upload(Planner planner) throws IOException, InterruptedException {
        for (int part = 0; part < UPLOADS; part++) {
            Facts.uploaded(planner, part * FILES / UPLOADS, (part + 1) * FILES / UPLOADS);
        }
    }

    private static void report(Planner planner) throws IOException, InterruptedException {
        for (int file = 0; file < FILES; file++) {
            List<String> campaigns = new ArrayList<>();
            for (int campaign = 0; campaign < FactFiles.CAMPAIGNS; campaign++) {
                JsonNode made = planner.post("/campaigns", Door.campaign()).body();
                campaigns.add(made.path("id").asString());
            }
            Facts.reported(planner, campaigns);
        }
    }

    private static double copy(House house) throws SQLException, IOException {
        StringBuilder rows = new StringBuilder();
        for (int campaign = 0; campaign < FILES * FactFiles.CAMPAIGNS; campaign++) {
            String id = UUID.randomUUID().toString();
            for (int day = 0; day < FactFiles.DAYS; day++) {
                rows.append("ten_copy\t").append(id).append('\t').append(FactFiles.day(day)).append('\t')
                        .append(FactFiles.impressions(campaign, day)).append('\t')
                        .append(FactFiles.impressions(campaign, day) / 50).append('\t')
                        .append(FactFiles.cents(campaign, day) * 10_000L).append('\n');
            }
        }
        try (Connection connection = house.connect("owner")) {
            connection.createStatement().execute("""
                    DROP TABLE IF EXISTS query_side.copied;
                    CREATE TABLE query_side.copied (tenant_id text, campaign_id text, day date, impressions bigint,
                        clicks bigint, cost_micros bigint, PRIMARY KEY (tenant_id, campaign_id, day))""");
            long begin = System.nanoTime();
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY query_side.copied FROM STDIN",
                    new StringReader(rows.toString()));
            double seconds = (System.nanoTime() - begin) / 1e9;
            connection.createStatement().execute("DROP TABLE query_side.copied");
            return FACTS / seconds;
        }
    }
}
