package org.mediaplanner.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.mediaplanner.sandbox.servers.Caller.Reply;
import tools.jackson.databind.JsonNode;

/**
 * What every read model, and the log, answers at one moment.
 *
 * @param pages by the path that was asked
 * @param head the last position of the log
 */
record Answers(Map<String, JsonNode> pages, List<JsonNode> log, long head) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PAGE = 500;
    private static final int SHOWN_ONE_BY_ONE = 5;

    /** @param covered an X-Event-Position that the answers have to cover */
    static Answers of(Caller caller, long covered) {
        Map<String, JsonNode> pages = new TreeMap<>();
        String days = "from=%s&to=%s".formatted(LocalDate.now(ZoneOffset.UTC).minusDays(40),
                LocalDate.now(ZoneOffset.UTC));
        for (String path : List.of("/campaigns?limit=500&count=true", "/clients?limit=500", "/budgets?limit=500",
                "/fx-rates?" + days, "/analytics/overview?" + days, "/analytics/timeseries?" + days,
                "/analytics/breakdown?by=campaign&" + days, "/analytics/breakdown?by=client&" + days,
                "/analytics/pacing?limit=500&" + days, "/analytics/outcomes?" + days)) {
            pages.put(path, read(caller, path, covered));
        }
        ids(pages, "/budgets?limit=500").forEach(id -> List.of("?", "/entries?limit=500")
                .forEach(part -> add(pages, caller, "/budgets/" + id + part, covered)));
        ids(pages, "/campaigns?limit=500&count=true").stream().limit(SHOWN_ONE_BY_ONE)
                .forEach(id -> List.of("?", "/budget?", "/history?", "/pacing?", "/analytics?" + days)
                        .forEach(part -> add(pages, caller, "/campaigns/" + id + part, covered)));
        List<JsonNode> log = log(caller, covered, Long.MAX_VALUE);
        assertThat(log).extracting(event -> event.path("sequence").asLong()).as("positions without a hole")
                .isEqualTo(LongStream.rangeClosed(1, log.size()).boxed().toList());
        return new Answers(pages, log, log.size());
    }

    /** Whatever has happened behind them, the same is answered now. */
    void areStillGiven(Caller caller, long covered) {
        pages.forEach((path, before) -> assertThat(read(caller, path, covered)).as(path).isEqualTo(before));
        assertThat(log(caller, covered, head)).isEqualTo(log);
    }

    private static void add(Map<String, JsonNode> pages, Caller caller, String path, long covered) {
        pages.put(path, read(caller, path, covered));
    }

    private static List<String> ids(Map<String, JsonNode> pages, String path) {
        return StreamSupport.stream(Objects.requireNonNull(pages.get(path)).path("items").spliterator(), false)
                .map(item -> item.path("id").asString()).toList();
    }

    private static List<JsonNode> log(Caller caller, long covered, long upTo) {
        List<JsonNode> log = new ArrayList<>();
        for (;;) {
            JsonNode items = read(caller, "/events?limit=" + PAGE + "&after=" + log.size(), covered).path("items");
            items.forEach(event -> {
                if (event.path("sequence").asLong() <= upTo) {
                    log.add(event);
                }
            });
            if (items.size() < PAGE) {
                return log;
            }
        }
    }

    private static JsonNode read(Caller caller, String path, long covered) {
        String url = "/api/v1" + path + (path.endsWith("?") ? "" : path.contains("?") ? "&" : "?") + "minPosition="
                + covered;
        Reply[] reply = new Reply[1];
        assertThat(Processes.becomes(() -> {
            reply[0] = caller.get(url);
            assertThat(reply[0].status()).as(url + ": " + reply[0].text()).isEqualTo(200);
            return reply[0].header("X-Caught-Up").equals("true");
        }, PATIENCE)).as(url).isTrue();
        return reply[0].json();
    }
}
