package org.mediaplanner.gateway.tenant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.identity.SecurityEntries;
import org.mediaplanner.commands.identity.SecurityEntries.Entry;
import org.mediaplanner.commands.identity.SecurityEntries.Kind;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.query.Page;
import org.mediaplanner.gateway.query.Paging;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.queries.reading.PageRequest;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What happened at the doors. */
@RestController
class SecurityEntryController {

    private final SecurityEntries entries;
    private final CommandGate commandGate;

    SecurityEntryController(SecurityEntries entries, CommandGate commandGate) {
        this.entries = entries;
        this.commandGate = commandGate;
    }

    @Schema(name = "SecurityEntry")
    record EntryBody(UUID id, Instant at, @Nullable TenantId tenantId, @Nullable UserId userId, Kind kind,
            @Schema(example = "192.0.2.1") String address,
            @Schema(description = "What it was about", example = "DELETE /api/v1/budgets/bud_0198") String detail) {

        static EntryBody of(Entry entry) {
            return new EntryBody(entry.id(), entry.at(), entry.tenant(), entry.user(), entry.kind(), entry.address(),
                    entry.detail());
        }
    }

    @Tag(name = "tenants")
    @Operation(summary = "List sign-ins, refusals and uses of keys", description = "Those of your organisation within a "
            + "year, the newest first. They are there a second after they happened.")
    @GetMapping(path = "/api/v1/tenants/current/security-entries", produces = {MediaType.APPLICATION_JSON_VALUE,
            "text/csv"})
    Mono<Page<EntryBody>> own(Member member, Paging paging) {
        return list(member.tenantId(), paging.request());
    }

    @Tag(name = "admin")
    @Operation(summary = "List sign-ins, refusals and uses of keys of everybody", description = "Those too of whom nobody "
            + "knows who they were.")
    @GetMapping(path = "/api/v1/admin/security-entries", produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Page<EntryBody>> all(Paging paging) {
        return list(null, paging.request());
    }

    private Mono<Page<EntryBody>> list(@Nullable TenantId tenant, PageRequest page) {
        UUID before = page.cursor() == null ? null : cursor(page.cursor());
        return commandGate.through(() -> {
            List<EntryBody> found = entries.list(tenant, before, page.limit() + 1).stream().map(EntryBody::of).toList();
            List<EntryBody> items = found.subList(0, Math.min(page.limit(), found.size()));
            return new Page<>(items, found.size() > items.size() ? items.getLast().id().toString() : null, null);
        });
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Fault.malformed("cursor", "is not a nextCursor of this list").raised();
        }
    }
}
