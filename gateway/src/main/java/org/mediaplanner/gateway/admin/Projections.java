package org.mediaplanner.gateway.admin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.processing.ProcessorPace;
import org.mediaplanner.eventstore.processing.ProcessorPause;
import org.mediaplanner.eventstore.processing.ProcessorStates;
import org.mediaplanner.eventstore.processing.ProcessorStates.ProcessorState;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.security.Operators;
import org.mediaplanner.queries.rebuild.Rebuild;
import org.mediaplanner.queries.rebuild.Rebuilds;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The read models: the processor of each and what is being built beside it, brought together for whoever asks. */
@Component
class Projections {

    private final Rebuilds rebuilds;
    private final ProcessorStates states;
    private final ProcessorPace pace;
    private final ProcessorPause pause;
    private final Operators operators;
    private final CommandGate gate;

    Projections(Rebuilds rebuilds, ProcessorStates states, ProcessorPace pace, ProcessorPause pause,
            Operators operators, CommandGate commandGate) {
        this.rebuilds = rebuilds;
        this.states = states;
        this.pace = pace;
        this.pause = pause;
        this.operators = operators;
        this.gate = commandGate;
    }

    /** All of them, by name. */
    Mono<List<ProjectionBody>> seenBy(Member member) {
        TenantId own = member.tenantId();
        return operators.include(member)
                .flatMap(operator -> gate.through(() -> operator ? all() : slice(own)));
    }

    Mono<ProjectionBody> seenBy(Member member, String name) {
        return seenBy(member).mapNotNull(all -> all.stream().filter(body -> body.name().equals(name)).findFirst()
                .orElse(null)).switchIfEmpty(Mono.error(() -> Fault.notFound().raised()));
    }

    /** What {@code change} makes of the one called {@code name}. */
    Mono<ProjectionBody> change(Member member, String name, Consumer<Rebuilds> change) {
        return gate.through(() -> {
            requireKnown(name);
            change.accept(rebuilds);
            return name;
        }).flatMap(changed -> seenBy(member, changed));
    }

    Mono<ProjectionBody> pause(Member member, String name) {
        return change(member, name, none -> require(pause.pause(name), "already-paused", name + " is paused"));
    }

    Mono<ProjectionBody> resume(Member member, String name) {
        return change(member, name, none -> require(pause.resume(name), "not-paused", name + " is not paused"));
    }

    private List<ProjectionBody> all() {
        Map<String, Rebuild> running = rebuilds.all();
        Map<String, Integer> versions = rebuilds.versions();
        return readModels().map(state -> ProjectionBody.forOperator(state,
                versions.getOrDefault(state.processor(), 1), running.get(state.processor()),
                pace.eventsPerSecond(state.processor()))).toList();
    }

    private List<ProjectionBody> slice(TenantId tenant) {
        Map<String, Rebuild> running = rebuilds.all();
        Map<String, Integer> versions = rebuilds.versions();
        return readModels().map(state -> {
            long head = states.positionOf(tenant, state.head());
            long position = state.lag() == 0 ? head : states.positionOf(tenant, state.position());
            return ProjectionBody.forTenant(state, versions.getOrDefault(state.processor(), 1),
                    running.get(state.processor()), position, head);
        }).toList();
    }

    private Stream<ProcessorState> readModels() {
        Set<String> names = Set.copyOf(rebuilds.names());
        return states.all().stream().filter(state -> names.contains(state.processor()))
                .sorted(Comparator.comparing(ProcessorState::processor));
    }

    private void requireKnown(String name) {
        if (!rebuilds.names().contains(name)) {
            throw Fault.notFound().raised();
        }
    }

    private static void require(boolean done, String code, String otherwise) {
        if (!done) {
            throw Fault.of(HttpStatus.CONFLICT, code, otherwise).raised();
        }
    }
}
