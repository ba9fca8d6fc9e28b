package org.mediaplanner.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.mediaplanner.sandbox.servers.Caller.Reply;
import tools.jackson.databind.JsonNode;

/** An organisation's owner, who plans, and keeps every answer: what was acknowledged has to be there. */
final class Planner {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Caller caller;
    private final String email;
    private final List<Told> told = new CopyOnWriteArrayList<>();

    private Planner(Caller caller, String email) {
        this.caller = caller;
        this.email = email;
    }

    /** A command, and what it was answered. */
    record Told(String method, String path, String body, List<String> headers, JsonNode answer, long position) {}

    static Planner register(Caller caller) {
        Planner planner = new Planner(caller, "planner-" + UUID.randomUUID() + "@example.com");
        Reply reply = caller.post("/api/v1/auth/register", """
                {"organization": "Drill", "name": "Owner", "email": "%s", "password": "correct-horse"}"""
                .formatted(planner.email));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return planner;
    }

    /** The same, in a life in which nothing but {@code told} was acknowledged. */
    Planner knowing(List<Told> earlier) {
        Planner planner = new Planner(caller, email);
        planner.told.addAll(earlier);
        return planner;
    }

    Reply logIn() {
        return caller.logIn(email, "correct-horse");
    }

    /** Gives a command that must be taken. */
    JsonNode tell(String method, String path, String body, String... headers) {
        List<String> keyed = Stream.concat(Stream.of("Idempotency-Key", UUID.randomUUID().toString()),
                Stream.of(headers)).toList();
        Reply reply = send(method, path, body, keyed);
        assertThat(reply.status()).as(path + ": " + reply.text()).isBetween(200, 202);
        told.add(new Told(method, path, body, keyed, reply.json(),
                Long.parseLong(reply.header("X-Event-Position"))));
        return reply.json();
    }

    private Reply send(String method, String path, String body, List<String> headers) {
        return caller.send(method, "/api/v1" + path, body, headers.toArray(String[]::new));
    }

    String creates(String name) {
        return tell("POST", "/campaigns", """
                {"name": "%s", "channel": "SEARCH", "platform": "GOOGLE_ADS", "objective": "SALES",
                 "startDate": "2026-01-01", "endDate": "2027-12-31",
                 "budget": {"type": "TOTAL", "money": {"amount": "1000.00", "currency": "EUR"}}}""".formatted(name))
                .path("id").asString();
    }

    /** A ledger with 5000 in it; the next version is 3. */
    String fundsLedger(String name) {
        String id = tell("POST", "/budgets", "{\"name\": \"%s\", \"currency\": \"EUR\"}".formatted(name)).path("id")
                .asString();
        tell("POST", "/budgets/" + id + "/fund", "{\"amount\": {\"amount\": \"5000.00\", \"currency\": \"EUR\"}}",
                "If-Match", "\"1\"");
        return id;
    }

    /** Gives the campaign {@code amount} more, and sees it follow to {@code sum}. */
    void allocates(String ledger, long version, String campaign, String amount, String sum) {
        tell("POST", "/budgets/" + ledger + "/allocate", """
                {"campaignId": "%s", "amount": {"amount": "%s", "currency": "EUR"}}""".formatted(campaign, amount),
                "If-Match", "\"" + version + "\"");
        assertThat(Processes.becomes(() -> caller.get("/api/v1/campaigns/" + campaign + "/budget").json()
                .at("/money/amount").asString().equals(sum), PATIENCE)).as("the campaign follows").isTrue();
    }

    /** What {@code campaign} cost in each of some days up to yesterday. */
    void reports(String campaign, int days) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<String> facts = today.minusDays(days).datesUntil(today).map(day -> """
                {"campaignId": "%s", "date": "%s", "impressions": 1000, "clicks": 10,
                 "cost": {"amount": "1.25", "currency": "EUR"}}""".formatted(campaign, day)).toList();
        tell("POST", "/performance/facts", "{\"facts\": [" + String.join(",", facts) + "]}");
    }

    String asksForExport() {
        return tell("POST", "/workflows/export", "{\"what\": \"PERFORMANCE\", \"format\": \"CSV\"}")
                .path("workflowId").asString();
    }

    /** Uploads a file whose import then waits for approval. */
    String proposesImport() {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(3);
        String file = caller.upload("/api/v1/files", "late.csv", "Day,Campaign,Spend\n" + day + ",Late,7.50\n").json()
                .path("id").asString();
        String id = tell("POST", "/workflows/data-import", """
                {"source": {"type": "UPLOAD", "fileId": "%s"}, "target": "PERFORMANCE"}""".formatted(file))
                .path("workflowId").asString();
        becomes(id, "WAITING_FOR_APPROVAL");
        return id;
    }

    void approves(String importing) {
        String hash = run(importing).at("/result/hash").asString();
        tell("POST", "/workflows/" + importing + "/approve", "{\"hash\": \"" + hash + "\"}");
        becomes(importing, "COMPLETED");
    }

    JsonNode run(String id) {
        return caller.get("/api/v1/workflows/" + id).json();
    }

    /** Waits for the work {@code id} to come to {@code status}. */
    void becomes(String id, String status) {
        assertThat(Processes.becomes(() -> run(id).path("status").asString().equals(status), PATIENCE))
                .as(() -> status + ": " + run(id)).isTrue();
    }

    /** The export has ended once, and its file is the one that its hash says. */
    void exportIsWhole(String id) {
        becomes(id, "COMPLETED");
        JsonNode result = run(id).path("result");
        byte[] file = caller.download("/api/v1/files/" + result.path("fileId").asString());
        assertThat(LongWork.sha256(file)).isEqualTo(result.path("sha256").asString());
        caughtUp();
        assertThat(caller.get("/api/v1/events?type=workflow.completed&aggregateId=" + id).json().path("items"))
                .hasSize(1);
    }

    /** Creates campaigns and reports facts of them, one command after the other, until it is closed. */
    Writing writes() {
        AtomicBoolean ended = new AtomicBoolean();
        Thread thread = Thread.ofPlatform().name("writing").start(() -> {
            for (int i = 0; !ended.get(); i++) {
                reports(creates("Written " + i), 5);
            }
        });
        return () -> {
            ended.set(true);
            assertThat(Processes.becomes(() -> !thread.isAlive(), PATIENCE)).isTrue();
        };
    }

    interface Writing extends AutoCloseable {

        @Override
        void close();
    }

    /** Returns once {@code more} commands were acknowledged. */
    void acknowledged(int more) {
        int from = told.size();
        assertThat(Processes.becomes(() -> told.size() >= from + more, PATIENCE)).isTrue();
    }

    /** Everything acknowledged so far, in order. */
    List<Told> told() {
        return List.copyOf(told);
    }

    long lastPosition() {
        return told.stream().mapToLong(Told::position).max().orElseThrow();
    }

    /** Each of {@code commands}, given again, is answered as before and does nothing. */
    void wereTaken(List<Told> commands) {
        for (Told command : commands) {
            Reply again = send(command.method(), command.path(), command.body(), command.headers());
            assertThat(again.header("Idempotent-Replayed")).as(command + ": " + again.text()).isEqualTo("true");
            assertThat(again.json()).isEqualTo(command.answer());
            assertThat(again.header("X-Event-Position")).isEqualTo(Long.toString(command.position()));
        }
    }

    /** Returns once what is shown of campaigns and of the log covers all that was acknowledged. */
    private void caughtUp() {
        String now = "/api/v1/events?limit=1&minPosition=" + lastPosition();
        assertThat(Processes.becomes(() -> caller.get(now).header("X-Caught-Up").equals("true"), PATIENCE)).isTrue();
    }
}
