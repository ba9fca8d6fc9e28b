package org.mediaplanner.gateway.tenant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.Commands.Outcome;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.commands.identity.Accounts;
import org.mediaplanner.commands.identity.Accounts.Invited;
import org.mediaplanner.commands.identity.SecurityEntries.Kind;
import org.mediaplanner.commands.tenant.Members;
import org.mediaplanner.commands.tenant.TenantCommand;
import org.mediaplanner.commands.tenant.TenantCommand.ChangeMember;
import org.mediaplanner.commands.tenant.TenantCommand.RemoveMember;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.Tenant;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.document.Refuses;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.RequestIds;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.security.SecurityTrail;
import org.mediaplanner.gateway.security.StandingBoard;
import org.mediaplanner.gateway.tenant.MemberBodies.InvitationBody;
import org.mediaplanner.gateway.tenant.MemberBodies.InvitedBody;
import org.mediaplanner.gateway.tenant.MemberBodies.MemberBody;
import org.mediaplanner.gateway.tenant.MemberBodies.MemberDraft;
import org.mediaplanner.gateway.tenant.MemberBodies.MemberList;
import org.mediaplanner.gateway.tenant.MemberBodies.MemberPatch;
import org.mediaplanner.gateway.tenant.MemberBodies.Standing;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who works for an organisation. Names and addresses stand beside the events, so that a person can be forgotten. */
@Tag(name = "tenants")
@RestController
@RequestMapping(path = "/api/v1/tenants/current/members", produces = MediaType.APPLICATION_JSON_VALUE)
@EnableConfigurationProperties(InvitationProperties.class)
class MemberController {

    private final Accounts accounts;
    private final Members members;
    private final Commands commands;
    private final StandingBoard board;
    private final SecurityTrail trail;
    private final CommandGate commandGate;
    private final InvitationProperties properties;

    MemberController(Accounts accounts, Members members, Commands commands, StandingBoard board,
            SecurityTrail trail, CommandGate commandGate, InvitationProperties properties) {
        this.accounts = accounts;
        this.members = members;
        this.commands = commands;
        this.board = board;
        this.trail = trail;
        this.commandGate = commandGate;
        this.properties = properties;
    }

    @Operation(summary = "List the members", description = "In the order in which they were invited; at most a thousand.")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<MemberList> list(Member member) {
        return commandGate.through(() -> new MemberList(members.list(member.tenantId()).stream().map(MemberBody::of)
                .toList()));
    }

    @Operation(summary = "Invite somebody", description = "The link and its token are shown this once. Inviting somebody "
            + "again who has not come gives another link; the former is good no more.")
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses(HttpStatus.CONFLICT)
    @PostMapping
    Mono<ResponseEntity<InvitedBody>> invite(Member member, @RequestBody MemberDraft body,
            ServerWebExchange exchange) {
        return commandGate.through(() -> {
            Invited invited = accounts.invite(caller(member, exchange), body.email(), body.role(),
                    body.clientIds());
            MemberBody listed = find(member, invited.userId());
            return ResponseEntity.created(URI.create("/api/v1/tenants/current/members/" + invited.userId()))
                    .header(CommandRequest.POSITION, Long.toString(invited.position()))
                    .body(new InvitedBody(listed.userId(), listed.name(), listed.email(), listed.role(),
                            listed.status(), listed.clientIds(), listed.invitedAt(),
                            new InvitationBody(properties.url() + invited.token(),
                                    invited.token(), invited.expiresAt())));
        });
    }

    @Operation(summary = "Change a member", description = "Another role, ACTIVE and SUSPENDED, or the advertisers for which "
            + "they work (null for all). It holds at once, in every session and stream.")
    @Refuses(HttpStatus.CONFLICT)
    @PatchMapping("/{userId}")
    Mono<ResponseEntity<MemberBody>> change(Member member, @PathVariable UserId userId, @RequestBody MemberPatch body,
            ServerWebExchange exchange) {
        Boolean suspended = body.status() == null ? null : (Boolean) (body.status() == Standing.SUSPENDED);
        return send(member, exchange, userId, new ChangeMember(member.tenantId(), userId, body.role(), suspended,
                body.clientIds()))
                .flatMap(outcome -> commandGate.through(() -> ResponseEntity.ok()
                        .header(CommandRequest.POSITION, Long.toString(outcome.position()))
                        .body(find(member, userId))));
    }

    @Operation(summary = "Remove a member", description = "At once, with the API keys that they made.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Refuses(HttpStatus.CONFLICT)
    @DeleteMapping("/{userId}")
    Mono<ResponseEntity<Void>> remove(Member member, @PathVariable UserId userId, ServerWebExchange exchange) {
        return send(member, exchange, userId, new RemoveMember(member.tenantId(), userId))
                .map(outcome -> ResponseEntity.noContent()
                        .header(CommandRequest.POSITION, Long.toString(outcome.position())).build());
    }

    private Mono<Outcome<Versioned<Tenant>>> send(Member member, ServerWebExchange exchange, UserId changed,
            TenantCommand command) {
        return commandGate.through(() -> commands.send(caller(member, exchange), command))
                .doOnNext(done -> {
                    board.changed(changed);
                    trail.note(Kind.MEMBER_CHANGED, member, exchange.getRequest(),
                            command.getClass().getSimpleName() + " "
                                    + changed);
                });
    }

    private MemberBody find(Member member, UserId userId) {
        return members.find(member.tenantId(), userId).map(MemberBody::of).orElseThrow(() -> Fault.notFound().raised());
    }

    private static Caller caller(Member member, ServerWebExchange exchange) {
        return Caller.user(member.tenantId(), member.userId().value(), RequestIds.of(exchange));
    }
}
