package org.mediaplanner.bench.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.mediaplanner.bench.http.Planner.Done;
import org.mediaplanner.bench.http.Planner.Part;
import tools.jackson.databind.JsonNode;

/** The ways in which facts come in, and the question whether they are there. */
public final class Facts {

    /** As many as one request may carry. */
    private static final int OF_A_REQUEST = 10_000;

    private Facts() {}

    /** One file by {@code POST /performance/import}. */
    static void imported(Planner planner, int file) throws IOException, InterruptedException {
        planner.form("/performance/import", Part.file(FactFiles.csv(file)),
                Part.field("mapping", FactFiles.mapping(file)));
    }

    /** The same facts of campaigns that are there, by {@code POST /performance/facts}. */
    static void reported(Planner planner, List<String> campaigns) throws IOException, InterruptedException {
        List<String> facts = new ArrayList<>(OF_A_REQUEST);
        for (int campaign = 0; campaign < campaigns.size(); campaign++) {
            for (int day = 0; day < FactFiles.DAYS; day++) {
                int cents = FactFiles.cents(campaign, day);
                facts.add("""
                        {"campaignId":"%s","date":"%s","impressions":%d,"clicks":%d,\
                        "cost":{"amount":"%d.%d%d","currency":"EUR"}}""".formatted(campaigns.get(campaign),
                        FactFiles.day(day), FactFiles.impressions(campaign, day),
                        FactFiles.impressions(campaign, day) / 50, cents / 100, cents / 10 % 10, cents % 10));
                if (facts.size() == OF_A_REQUEST) {
                    planner.post("/performance/facts", "{\"facts\":[" + String.join(",", facts) + "]}");
                    facts.clear();
                }
            }
        }
    }

    /** Those files as one upload, checked, approved and applied by the workflow. */
    public static void uploaded(Planner planner, int from, int to) throws IOException, InterruptedException {
        StringBuilder csv = new StringBuilder();
        for (int file = from; file < to; file++) {
            String rows = FactFiles.csv(file);
            csv.append(file == from ? rows : rows.substring(rows.indexOf('\n') + 1));
        }
        String id = planner.form("/files", Part.file(csv.toString())).body().path("id").asString();
        Done begun = planner.post("/workflows/data-import", """
                {"source": {"type": "UPLOAD", "fileId": "%s"}, "target": "PERFORMANCE"}""".formatted(id));
        planner.covering("/workflows?limit=1", begun.position());
        String run = "/workflows/" + begun.body().path("workflowId").asString();
        JsonNode waits = becomes(planner, run, "WAITING_FOR_APPROVAL");
        planner.post(run + "/approve", "{\"hash\": \"%s\"}".formatted(waits.at("/result/hash").asString()));
        becomes(planner, run, "COMPLETED");
    }

    /** Work that is asked for at {@code path} and ends well. */
    public static void completed(Planner planner, String path, String json) throws IOException, InterruptedException {
        Done begun = planner.post(path, json);
        planner.covering("/workflows?limit=1", begun.position());
        becomes(planner, "/workflows/" + begun.body().path("workflowId").asString(), "COMPLETED");
    }

    private static JsonNode becomes(Planner planner, String run, String state)
            throws IOException, InterruptedException {
        while (true) {
            JsonNode now = planner.get(run).body();
            String status = now.path("status").asString();
            if (status.equals(state)) {
                return now;
            }
            if (status.equals("FAILED")) {
                throw new IllegalStateException(now.toString());
            }
            Thread.sleep(100);
        }
    }

    /** Returns when the analytics know all facts of {@code files}. */
    static void areSeen(Planner planner, int files) throws IOException, InterruptedException {
        Done last = planner.post("/clients", "{\"name\": \"%s\"}".formatted(UUID.randomUUID()));
        String period = "/analytics/breakdown?by=campaign&" + FactFiles.period();
        JsonNode items = planner.covering(period, last.position()).path("items");
        long seen = StreamSupport.stream(items.spliterator(), false)
                .mapToLong(item -> item.path("impressions").asLong()).sum();
        long expected = 0;
        for (int campaign = 0; campaign < FactFiles.CAMPAIGNS; campaign++) {
            for (int day = 0; day < FactFiles.DAYS; day++) {
                expected += FactFiles.impressions(campaign, day);
            }
        }
        if (seen != expected * files) {
            throw new IllegalStateException("%d impressions instead of %d".formatted(seen, expected * files));
        }
    }
}
