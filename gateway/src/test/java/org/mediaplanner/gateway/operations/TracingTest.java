package org.mediaplanner.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Spans;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;
import org.springframework.jdbc.core.JdbcTemplate;

/** A trace goes from the request to the last statement that it causes, over the log and over Temporal. */
class TracingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RunningApplication application = RunningApplication.instance();
    private final Spans spans = application.bean(Spans.class);
    private final Tenant tenant = Tenant.register();
    private final String trace = UUID.randomUUID().toString().replace("-", "");

    @Test
    void a_request_its_command_and_its_statements_are_one_trace_and_batches_are_linked_to_it() {
        Reply created = tenant.post("/clients", "{\"name\": \"Traced, and not for anybody's eyes\"}", "traceparent",
                traceparent()).is(201);

        SpanData request = awaited("http post /api/v1/clients");
        assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
        SpanData command = awaited("command CreateClient");
        assertThat(command.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(spans.of(trace)).anySatisfy(statement -> {
            assertThat(statement.getParentSpanId()).isEqualTo(command.getSpanId());
            assertThat(statement.getAttributes().toString()).contains(
                    "INSERT INTO event_store.domain_event");
        });
        assertThat(application.bean(JdbcTemplate.class).queryForObject(
                "SELECT metadata->>'traceparent' FROM event_store.domain_event WHERE aggregate_id = ?", String.class,
                created.at("/id"))).contains(trace, command.getSpanId());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spans.linkedTo(trace).stream().map(SpanData::getName))
                .contains("batch tenant-log", "batch client"));
        SpanData batch = spans.linkedTo(trace).stream().filter(span -> span.getName().equals("batch client"))
                .findFirst().orElseThrow();
        assertThat(batch.getLinks()).anyMatch(link -> link.getSpanContext().getSpanId().equals(command.getSpanId()));
        assertThat(spans.of(batch.getTraceId()))
                .anySatisfy(statement -> assertThat(statement.getAttributes().toString()).contains("query_side"));

        assertThat(spans.of(trace).toString()).doesNotContain("for anybody's eyes", tenant.token(), tenant.email());
    }

    @Test
    void a_question_and_its_statements_are_one_trace() {
        tenant.get("/clients", "traceparent", traceparent()).is(200);

        SpanData request = awaited("http get /api/v1/clients");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spans.of(trace)).anySatisfy(statement -> {
            assertThat(statement.getParentSpanId()).isEqualTo(request.getSpanId());
            assertThat(statement.getAttributes().toString()).contains("query_side.client");
        }));
    }

    @Test
    void long_work_belongs_to_the_trace_in_which_it_was_asked_for() {
        Reply asked = tenant.post("/workflows/export", "{\"what\": \"PERFORMANCE\", \"format\": \"CSV\"}",
                "traceparent", traceparent()).is(202);
        String path = "/workflows/" + asked.at("/workflowId");
        await().atMost(PATIENCE).until(() -> tenant.get(path).at("/status").equals("COMPLETED"));

        SpanData command = awaited("command RequestWorkflow");
        SpanData started = awaited("activity run-started");
        SpanData written = awaited("activity export-write");
        assertThat(List.of(started, written)).allMatch(span -> span.getParentSpanId().equals(command.getSpanId()));
        assertThat(awaited("command CompleteWorkflow").getParentSpanId()).isEqualTo(written.getSpanId());
    }

    @Test
    void what_nobody_asked_for_is_no_trace() {
        tenant.get("/clients").is(200);
        assertThat(spans.all()).noneMatch(span -> span.getParentSpanId().equals("0000000000000000")
                && span.getLinks().isEmpty());
    }

    private String traceparent() {
        return "00-" + trace + "-00f067aa0ba902b7-01";
    }

    private SpanData awaited(String name) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spans.of(trace).stream().map(SpanData::getName))
                .contains(name));
        return spans.of(trace).stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }
}
