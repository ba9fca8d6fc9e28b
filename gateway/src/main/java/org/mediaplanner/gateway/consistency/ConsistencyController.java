package org.mediaplanner.gateway.consistency;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.consistency.ConsistencyRun;
import org.mediaplanner.eventstore.consistency.ConsistencyRun.State;
import org.mediaplanner.eventstore.consistency.ConsistencyRunner;
import org.mediaplanner.eventstore.consistency.ConsistencyRuns;
import org.mediaplanner.eventstore.consistency.Finding;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.query.Listed;
import org.mediaplanner.gateway.security.Member;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Comparing everything that was derived from the log with the log. For operators. */
@Tag(name = "admin")
@RestController
@RequestMapping(path = "/api/v1/admin/consistency-checks", produces = MediaType.APPLICATION_JSON_VALUE)
class ConsistencyController {

    private static final int LISTED = 30;

    private final ConsistencyRuns runs;
    private final ConsistencyRunner runner;
    private final CommandGate gate;

    ConsistencyController(ConsistencyRuns runs, ConsistencyRunner runner, CommandGate commandGate) {
        this.runs = runs;
        this.runner = runner;
        this.gate = commandGate;
    }

    record ConsistencyChecks(List<RunBody> items) implements Listed<RunBody> {}

    @Schema(name = "ConsistencyCheck")
    record RunBody(String id, State state,
            @Schema(description = "Who asked for it", example = "schedule") String requestedBy, Instant requestedAt,
            @Nullable Instant endedAt, @Schema(description = "Comparisons in all") int total,
            @Schema(description = "Rows that are not what the log says") long differences,
            @Schema(description = "Comparisons made so far") List<Finding> findings) {

        static RunBody of(ConsistencyRun run) {
            return new RunBody(run.id(), run.state(), run.requestedBy(), run.requestedAt(), run.endedAt(), run.total(),
                    run.differences(), run.findings());
        }
    }

    @Operation(summary = "Compare everything with the log", description = "Reads and writes go on meanwhile. The one "
            + "that runs, where one does.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping
    Mono<ResponseEntity<RunBody>> begin(Member member) {
        return gate.through(() -> runs.begin(member.userId().value())).map(run -> {
            runner.wake();
            return ResponseEntity.accepted().location(URI.create("/api/v1/admin/consistency-checks/" + run.id()))
                    .body(RunBody.of(run));
        });
    }

    @Operation(summary = "List comparisons with the log", description = "The last 30, the newest first.")
    @GetMapping
    Mono<ConsistencyChecks> list() {
        return gate.through(() -> new ConsistencyChecks(runs.newest(LISTED).stream().map(RunBody::of).toList()));
    }

    @Operation(summary = "What a comparison with the log has found")
    @GetMapping("/{id}")
    Mono<RunBody> run(@PathVariable String id) {
        return gate.through(() -> runs.find(id).map(RunBody::of).orElseThrow(() -> Fault.notFound().raised()));
    }
}
