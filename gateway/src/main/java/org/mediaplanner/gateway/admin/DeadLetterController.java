package org.mediaplanner.gateway.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.events.identity.PrefixedId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.processing.DeadLetter;
import org.mediaplanner.eventstore.processing.DeadLetters;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.query.Page;
import org.mediaplanner.gateway.query.Paging;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.security.Operators;
import org.mediaplanner.queries.reading.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Events that a processor could not handle, and what an operator can do about them. */
@Tag(name = "admin")
@RestController
@RequestMapping(path = "/api/v1/admin/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
class DeadLetterController {

    private final DeadLetters letters;
    private final Operators operators;
    private final CommandGate gate;

    DeadLetterController(DeadLetters letters, Operators operators, CommandGate commandGate) {
        this.letters = letters;
        this.operators = operators;
        this.gate = commandGate;
    }

    @Schema(name = "DeadLetter")
    record DeadLetterBody(String id, @Schema(example = "campaign") String processor, TenantId tenantId,
            String aggregateId, @Schema(example = "campaign.launched") String type,
            @Schema(description = "The organisation's own") @Nullable Long position, DeadLetter.State state,
            @Schema(description = "What the last attempt failed on") String error,
            @Schema(description = "0 for one that waits for an earlier event of its aggregate") int attempts,
            Instant at,
            @Schema(description = "Why it was dismissed") @Nullable String reason) {

        static DeadLetterBody of(DeadLetter letter) {
            return new DeadLetterBody(letter.id(), letter.processor(), letter.tenantId(), letter.aggregateId(),
                    letter.type(), letter.position(), letter.state(), letter.error(), letter.attempts(), letter.at(),
                    letter.reason());
        }
    }

    record Dismissal(@Schema(example = "Of a campaign that was made by mistake") String reason) {}

    @Operation(summary = "List dead letters", description = "Those that wait, the oldest first: of all organisations for "
            + "an operator, of their own for everyone else.")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Page<DeadLetterBody>> list(Member member, Paging paging) {
        PageRequest page = paging.request();
        if (page.cursor() != null && !PrefixedId.isValid("dlt", page.cursor())) {
            throw Fault.malformed("cursor", "is not a nextCursor of this list").raised();
        }
        return operators.include(member)
                .flatMap(operator -> gate.through(() -> page(operator ? null : member.tenantId(), page)));
    }

    private Page<DeadLetterBody> page(@Nullable TenantId tenant, PageRequest page) {
        List<DeadLetterBody> found = letters.parked(tenant, page.cursor(), page.limit() + 1).stream()
                .map(DeadLetterBody::of).toList();
        List<DeadLetterBody> items = found.subList(0, Math.min(page.limit(), found.size()));
        return new Page<>(items, found.size() > items.size() ? items.getLast().id() : null,
                page.count() ? letters.count(tenant) : null);
    }

    @Operation(summary = "What became of a dead letter")
    @GetMapping("/{id}")
    Mono<DeadLetterBody> letter(Member member, @PathVariable String id) {
        return operators.include(member).flatMap(operator -> gate.through(() -> DeadLetterBody.of(letters.find(id)
                .filter(letter -> operator || letter.tenantId().equals(member.tenantId()))
                .orElseThrow(() -> Fault.notFound().raised()))));
    }

    @Operation(summary = "Handle a dead letter's aggregate again", description = "In order, up to the first event that "
            + "still fails.")
    @PostMapping("/{id}/retry")
    Mono<DeadLetterBody> retry(Member member, @PathVariable String id) {
        return change(id, waiting -> letters.retry(waiting, member.userId().value()));
    }

    @Operation(summary = "Do without an event", description = "For good, in this processor; later events of its aggregate "
            + "can then be retried. A projection that is built anew does without it as well.")
    @PostMapping("/{id}/dismiss")
    Mono<DeadLetterBody> dismiss(Member member, @PathVariable String id, @RequestBody Dismissal body) {
        new Checks().that(!body.reason().isBlank(), "reason", "must not be blank")
                .text("reason", body.reason(), Checks.REASON_LENGTH).orRefuse();
        return change(id, waiting -> letters.dismiss(waiting, body.reason(), member.userId().value()));
    }

    private Mono<DeadLetterBody> change(String id, Function<String, Optional<DeadLetter>> change) {
        return gate.through(() -> {
            if (letters.find(id).isEmpty()) {
                throw Fault.notFound().raised();
            }
            return DeadLetterBody.of(change.apply(id).orElseThrow(() -> Fault
                    .of(HttpStatus.CONFLICT, "not-parked", "This dead letter does not wait any more").raised()));
        });
    }
}
