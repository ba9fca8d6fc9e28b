package org.mediaplanner.bench.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.mediaplanner.bench.Bench.Measurement;
import org.mediaplanner.bench.Contest;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.Load;
import org.mediaplanner.bench.Node;
import org.mediaplanner.bench.Round;
import org.mediaplanner.bench.Series;
import org.mediaplanner.bench.Table;
import org.mediaplanner.bench.http.Questions.Asked;
import org.mediaplanner.bench.product.Door;
import org.mediaplanner.bench.product.Product;
import org.mediaplanner.bench.product.Products;
import tools.jackson.databind.JsonNode;

/** Questions and commands over HTTP, over a tenant with a million facts. */
public final class HttpBench implements Measurement {

    private static final int CALLERS = 8;
    private static final int FILES = 10;
    private static final Duration TURN = Duration.ofSeconds(4);
    private static final int ROUNDS = 5;
    private static final List<String> OPTIONS = List.of("-Xmx768m");
    private static final String REMEMBER = "mediaplanner.queries.remember";

    private static final String LIST = "/campaigns?limit=50";
    private static final String OVERVIEW = "/analytics/overview?" + FactFiles.period();
    private static final String BREAKDOWN = "/analytics/breakdown?by=channel&" + FactFiles.period();

    @Override
    public String measure(House house) throws Exception {
        try (Products products = new Products()) {
            Product node = products.start(house, OPTIONS, Served.class, Map.of());
            Planner planner = Planner.at(node.address());
            for (int file = 0; file < FILES; file++) {
                Facts.imported(planner, file);
            }
            Facts.areSeen(planner, FILES);
            Product forgetful = products.start(house, OPTIONS, Served.class, Map.of(REMEMBER, false));
            Caller asked = planner.caller();
            Caller reading = new Caller(forgetful.address(), planner.token());
            List<String> ids = ids(planner);
            String tenant = planner.get("/auth/me").body().at("/tenant/id").asString();
            Map<String, List<Asked>> sql = statements(house, planner, List.of("/campaigns/" + ids.getFirst(), LIST,
                    OVERVIEW, BREAKDOWN));
            Planner writer = Planner.at(node.address());
            Caller writing = writer.caller();
            try (BareQuestions point = bare(house, tenant, sql, "/campaigns/" + ids.getFirst());
                    BareQuestions list = bare(house, tenant, sql, LIST);
                    BareQuestions overview = bare(house, tenant, sql, OVERVIEW);
                    BareQuestions breakdown = bare(house, tenant, sql, BREAKDOWN)) {
                List<Series> all = new Contest(TURN, ROUNDS)
                        .with("constant answer", turn -> load(turn, caller -> asked.get("/campaigns/constant")))
                        .with("`GET /campaigns/{id}`",
                                turn -> load(turn, caller -> asked.get("/campaigns/" + any(ids))))
                        .with("… its SQL alone", turn -> load(turn, point::ask))
                        .with("`GET /campaigns`, 50 of 1,000", turn -> load(turn, caller -> asked.get(LIST)))
                        .with("… its SQL alone", turn -> load(turn, list::ask))
                        .with("`GET /analytics/breakdown`, read", turn -> load(turn, caller -> reading.get(BREAKDOWN)))
                        .with("… its SQL alone", turn -> load(turn, breakdown::ask))
                        .with("… remembered", turn -> load(turn, caller -> asked.get(BREAKDOWN)))
                        .with("`GET /analytics/overview`, read", turn -> load(turn, caller -> reading.get(OVERVIEW)))
                        .with("… its SQL alone", turn -> load(turn, overview::ask))
                        .with("… remembered", turn -> load(turn, caller -> asked.get(OVERVIEW)))
                        .with("`POST /campaigns`",
                                turn -> load(turn, caller -> writing.post("/campaigns", Door.campaign())))
                        .run();
                return table(all);
            }
        }
    }

    private static String table(List<Series> all) {
        Table table = new Table("%d callers".formatted(CALLERS), "per second", "p50 ms", "p99 ms",
                "of the constant answer", "p99 of it");
        all.forEach(one -> table.row(one, all.getFirst()));
        return table.toString();
    }

    private static Round load(Duration turn, Load.Work work) {
        return Load.closed(CALLERS, turn, work);
    }

    private static BareQuestions bare(House house, String tenant, Map<String, List<Asked>> sql,
            String path) throws Exception {
        return new BareQuestions(house, tenant, CALLERS, sql.getOrDefault(path, List.of()));
    }

    /** What a node sends to the database for each of {@code paths}. */
    private static Map<String, List<Asked>> statements(House house, Planner planner, List<String> paths)
            throws Exception {
        Map<String, List<Asked>> statements = new HashMap<>();
        try (Node node = house.node(Map.of(REMEMBER, false), Questions.class)) {
            Caller caller = new Caller(node.address(), planner.token());
            for (String path : paths) {
                caller.get(path);
                Questions.heard();
                caller.get(path);
                statements.put(path, Questions.heard());
            }
        }
        return statements;
    }

    private static List<String> ids(Planner planner) throws Exception {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : planner.get("/campaigns?limit=500").body().path("items")) {
            ids.add(item.path("id").asString());
        }
        return ids;
    }

    private static String any(List<String> ids) {
        return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
    }
}
