package org.mediaplanner.gateway.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.query.Listed;
import org.mediaplanner.gateway.security.Member;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How the read models stand, and what an operator can do about them. */
@Tag(name = "admin")
@RestController
@RequestMapping(path = "/api/v1/admin/projections", produces = MediaType.APPLICATION_JSON_VALUE)
class ProjectionController {

    private final Projections projections;

    ProjectionController(Projections projections) {
        this.projections = projections;
    }

    record ProjectionList(List<ProjectionBody> items) implements Listed<ProjectionBody> {}

    /** @param accept that a new table which differs takes the live one's place */
    record RebuildRequest(@Schema(description = "Take the new table although it differs") @Nullable Boolean accept) {}

    @Operation(summary = "List projections", description = "Positions are those of the whole log for an operator, of the "
            + "organisation's own events for everyone else.")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<ProjectionList> list(Member member) {
        return projections.seenBy(member).map(ProjectionList::new);
    }

    @Operation(summary = "How a projection stands")
    @GetMapping("/{name}")
    Mono<ProjectionBody> projection(Member member, @PathVariable String name) {
        return projections.seenBy(member, name);
    }

    @Operation(summary = "Build a projection anew", description = "A new table is folded beside the live one, compared "
            + "with it, and takes its place where they are equal. Where they differ it waits: ask again with "
            + "accept = true, or cancel.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/{name}/rebuild")
    Mono<ResponseEntity<ProjectionBody>> rebuild(Member member, @PathVariable String name,
            @RequestBody(required = false) @Nullable RebuildRequest body) {
        boolean accepts = body != null && Boolean.TRUE.equals(body.accept());
        return accepted(name, projections.change(member, name, rebuilds -> {
            if (accepts) {
                rebuilds.accept(name);
            } else {
                rebuilds.rebuild(name, member.userId().value());
            }
        }));
    }

    @Operation(summary = "Put the former table back", description = "Brought up to date; while it is kept.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/{name}/rollback")
    Mono<ResponseEntity<ProjectionBody>> rollBack(Member member, @PathVariable String name) {
        return accepted(name, projections.change(member, name,
                rebuilds -> rebuilds.rollBack(name, member.userId().value())));
    }

    @Operation(summary = "Give the new table up")
    @PostMapping("/{name}/cancel")
    Mono<ProjectionBody> cancel(Member member, @PathVariable String name) {
        return projections.change(member, name, rebuilds -> rebuilds.cancel(name));
    }

    @Operation(summary = "Stop a projection", description = "On whatever node it runs; answers grow old meanwhile.")
    @PostMapping("/{name}/pause")
    Mono<ProjectionBody> pause(Member member, @PathVariable String name) {
        return projections.pause(member, name);
    }

    @Operation(summary = "Let a projection go on")
    @PostMapping("/{name}/resume")
    Mono<ProjectionBody> resume(Member member, @PathVariable String name) {
        return projections.resume(member, name);
    }

    private static Mono<ResponseEntity<ProjectionBody>> accepted(String name, Mono<ProjectionBody> body) {
        return body.map(projection -> ResponseEntity.accepted().location(URI.create("/api/v1/admin/projections/"
                + name)).body(projection));
    }
}
