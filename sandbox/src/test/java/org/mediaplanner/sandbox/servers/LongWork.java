package org.mediaplanner.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.mediaplanner.sandbox.servers.Caller.Reply;
import tools.jackson.databind.JsonNode;

/** An import and an export that are large enough to be killed in the middle. */
record LongWork(Caller caller) {

    private static final int CAMPAIGNS = 100;
    private static final int DAYS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> ENDED = Set.of("COMPLETED", "FAILED", "CANCELLED");

    /** Uploads 100,000 rows of 1.25 each, approves them, and comes back while they are being applied. */
    String importIsApplied() {
        String file = caller.upload("/api/v1/files", "bulk.csv", rows()).json().path("id").asString();
        String id = begin("data-import", """
                {"source": {"type": "UPLOAD", "fileId": "%s"}, "target": "PERFORMANCE"}""".formatted(file));
        JsonNode waits = becomes(id, Set.of("WAITING_FOR_APPROVAL"));
        assertThat(waits.at("/result/diff/create").asInt()).isEqualTo(CAMPAIGNS * DAYS);
        Reply approved = caller.post("/api/v1/workflows/" + id + "/approve",
                "{\"hash\": \"" + waits.at("/result/hash").asString() + "\"}");
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        becomes(id, Set.of("RUNNING"));
        return id;
    }

    /** Asks for the performance of all campaigns, and comes back while its file is being written. */
    String exportIsWritten() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String id = begin("export", """
                {"what": "PERFORMANCE", "format": "XLSX", "from": "%s", "until": "%s"}"""
                .formatted(today.minusDays(DAYS + 10), today));
        becomes(id, Set.of("RUNNING"));
        return id;
    }

    /** The import has ended once, and each row is there once. */
    void importIsWhole(String id) {
        assertThat(endsOnce(id).at("/result/applied/accepted").asInt()).isEqualTo(CAMPAIGNS * DAYS);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        JsonNode items = readNow(
                "/api/v1/analytics/breakdown?by=campaign&from=" + today.minusDays(DAYS + 10) + "&to=" + today)
                .path("items");
        assertThat(StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("label").asString().startsWith("Bulk "))
                .map(item -> item.at("/cost/amount").asString()))
                .hasSize(CAMPAIGNS).containsOnly("1250.00");
    }

    /** The export has ended once, and its file is the one that its hash says. */
    void exportIsWhole(String id) {
        JsonNode result = endsOnce(id).path("result");
        assertThat(result.path("rows").asInt()).isGreaterThan(CAMPAIGNS * DAYS);
        byte[] file = caller.download("/api/v1/files/" + result.path("fileId").asString());
        assertThat(sha256(file)).isEqualTo(result.path("sha256").asString());
    }

    private JsonNode endsOnce(String id) {
        JsonNode run = becomes(id, ENDED);
        assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("COMPLETED");
        assertThat(readNow("/api/v1/events?type=workflow.completed&aggregateId=" + id).path("items")).hasSize(1);
        return run;
    }

    private JsonNode read(String path) {
        Reply reply = caller.get(path);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    /** What is read once all that has happened is in it. */
    private JsonNode readNow(String path) {
        String now = path + "&minPosition=" + lastPosition();
        assertThat(Processes.becomes(() -> caller.get(now).header("X-Caught-Up").equals("true"), PATIENCE)).isTrue();
        return read(now);
    }

    private long lastPosition() {
        return Long.parseLong(caller.post("/api/v1/clients", "{\"name\": \"" + UUID.randomUUID() + "\"}")
                .header("X-Event-Position"));
    }

    private String begin(String type, String input) {
        Reply asked = caller.post("/api/v1/workflows/" + type, input);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return asked.json().path("workflowId").asString();
    }

    /** The run as soon as it is in one of {@code states}, which it must come to before it ends otherwise. */
    private JsonNode becomes(String id, Set<String> states) {
        JsonNode[] run = new JsonNode[1];
        assertThat(Processes.becomes(() -> {
            run[0] = caller.get("/api/v1/workflows/" + id).json(); // which may not know of it yet
            String status = run[0].path("status").asString();
            assertThat(ENDED.contains(status) && !states.contains(status)).as(run[0].toString()).isFalse();
            return states.contains(status);
        }, PATIENCE)).as(String.valueOf(run[0])).isTrue();
        return run[0];
    }

    private static String rows() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        StringBuilder rows = new StringBuilder("Day,Campaign,Spend\n");
        for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
            for (int day = 1; day <= DAYS; day++) {
                rows.append(today.minusDays(day)).append(",Bulk ").append(campaign).append(",1.25\n");
            }
        }
        return rows.toString();
    }

    static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
