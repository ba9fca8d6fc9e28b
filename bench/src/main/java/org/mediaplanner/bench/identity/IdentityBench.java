package org.mediaplanner.bench.identity;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.mediaplanner.bench.Bench.Measurement;
import org.mediaplanner.bench.Contest;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.Load;
import org.mediaplanner.bench.Medians;
import org.mediaplanner.bench.Round;
import org.mediaplanner.bench.Series;
import org.mediaplanner.bench.Table;
import org.mediaplanner.bench.http.Caller;
import org.mediaplanner.bench.http.Planner;
import org.mediaplanner.bench.product.Door;
import org.mediaplanner.bench.product.Product;
import org.mediaplanner.bench.product.Products;
import org.mediaplanner.events.campaign.CampaignId;

/** What the guards cost for the cheapest question there is, and whether the time of a 404 tells why it is one. */
public final class IdentityBench implements Measurement {

    private static final int CALLERS = 8;
    private static final int CAMPAIGNS = 500;
    private static final int PAIRS = 2_000;
    private static final int WARM_PAIRS = 1_000;
    private static final Duration TURN = Duration.ofSeconds(4);
    private static final int ROUNDS = 5;
    private static final List<String> OPTIONS = List.of("-Xmx768m");
    private static final String UNBOUND_ROLE = "bench_unbound";
    private static final String PASSWORD = "bench";

    @Override
    public String measure(House house) throws Exception {
        try (Products products = new Products()) {
            Product guarded = products.start(house, OPTIONS, Unguarded.class, Map.of());
            Planner planner = Planner.at(guarded.address());
            Planner other = Planner.at(guarded.address());
            List<String> own = campaigns(planner);
            List<String> foreign = campaigns(other);
            makeUnboundRole(house);
            Product open = products.start(house, OPTIONS, Unguarded.class, Map.of(Unguarded.UNBOUND, true,
                    "mediaplanner.database.reader.username", UNBOUND_ROLE,
                    "mediaplanner.database.reader.password", PASSWORD));
            return absences(planner.caller(), foreign) + "\n" + costs(planner, guarded, open, own);
        }
    }

    private static List<String> campaigns(Planner planner) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        long position = 0;
        for (int i = 0; i < CAMPAIGNS; i++) {
            Planner.Done created = planner.post("/campaigns", Door.campaign());
            ids.add(created.body().path("id").asString());
            position = created.position();
        }
        planner.covering("/campaigns?limit=1", position);
        return ids;
    }

    /** A reader for whom each policy of the reader's has one beside it that lets everything through. */
    private static void makeUnboundRole(House house) throws SQLException {
        try (Connection owner = house.connect("owner"); Statement statement = owner.createStatement()) {
            String reader = String.valueOf(house.servers().addresses().get("mediaplanner.database.reader.username"));
            statement.execute("CREATE ROLE " + UNBOUND_ROLE + " LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("GRANT \"" + reader + "\" TO " + UNBOUND_ROLE);
            List<String> tables = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "SELECT format('%I.%I', schemaname, tablename) FROM pg_policies WHERE policyname = 'reader'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                statement.execute("CREATE POLICY " + UNBOUND_ROLE + " ON " + table + " FOR SELECT TO " + UNBOUND_ROLE
                        + " USING (true)");
            }
        }
    }

    /** One caller, so that nothing but the answer itself is timed; who is asked about first takes turns. */
    private static String absences(Caller caller, List<String> foreign) throws IOException {
        double[] others = new double[PAIRS];
        double[] nobodys = new double[PAIRS];
        for (int pair = -WARM_PAIRS; pair < PAIRS; pair++) {
            String another = "/campaigns/" + any(foreign);
            String absent = "/campaigns/" + CampaignId.next();
            boolean otherFirst = pair % 2 == 0;
            double first = millis(caller, otherFirst ? another : absent);
            double second = millis(caller, otherFirst ? absent : another);
            if (pair >= 0) {
                others[pair] = otherFirst ? first : second;
                nobodys[pair] = otherFirst ? second : first;
            }
        }
        double other = Medians.of(others);
        double absent = Medians.of(nobodys);
        return new Table("404, 1 caller, %,d pairs by turns".formatted(PAIRS), "median ms", "of an absent one's")
                .row("nobody's campaign", millis(absent), "1.000")
                .row("another organisation's campaign", millis(other), String.format(Locale.ROOT, "%.3f", other
                        / absent))
                .toString();
    }

    private static double millis(Caller caller, String path) throws IOException {
        long begin = System.nanoTime();
        caller.miss(path);
        return (System.nanoTime() - begin) / 1e6;
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.3f", millis);
    }

    private static String costs(Planner planner, Product guarded, Product open, List<String> ids) throws Exception {
        String believed = planner.get("/auth/me").body().at("/user/id").asString() + " "
                + planner.get("/auth/me").body().at("/tenant/id").asString();
        Caller both = new Caller(guarded.address(), planner.token());
        Caller noToken = new Caller(guarded.address(), Unguarded.HEADER, believed);
        Caller noWall = new Caller(open.address(), planner.token());
        Caller neither = new Caller(open.address(), Unguarded.HEADER, believed);
        List<Series> all = new Contest(TURN, ROUNDS)
                .with("neither token nor row-level security", turn -> load(turn, neither, ids))
                .with("token checked", turn -> load(turn, noWall, ids))
                .with("row-level security", turn -> load(turn, noToken, ids))
                .with("both: as shipped", turn -> load(turn, both, ids))
                .run();
        Table table = new Table("`GET /campaigns/{id}`, %d callers".formatted(CALLERS), "per second", "p50 ms",
                "p99 ms", "of neither", "p99 of it");
        all.forEach(one -> table.row(one, all.getFirst()));
        return table.toString();
    }

    private static Round load(Duration turn, Caller caller, List<String> ids) {
        return Load.closed(CALLERS, turn, number -> caller.get("/campaigns/" + any(ids)));
    }

    private static String any(List<String> ids) {
        return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
    }
}
