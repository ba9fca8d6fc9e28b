package org.mediaplanner.gateway.stream;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.EventType;
import org.mediaplanner.gateway.problem.Fault;

/** The names under which events are stored. */
public final class EventNames {

    private static final Set<String> ALL = of(DomainEvent.types().stream());

    private EventNames() {}

    /** Refuses, for {@code field}, a name that no event has: whoever waits for it would wait in vain. */
    public static void check(String field, Collection<String> names) {
        names.stream().filter(name -> !ALL.contains(name)).findFirst().ifPresent(unknown -> {
            throw Fault.malformed(field, "there is no event of the type " + unknown).raised();
        });
    }

    /** Of the members of a sealed {@code family}, or of {@code family} where it is an event itself. */
    public static Set<String> of(Class<? extends DomainEvent> family) {
        return of(Arrays.stream(family.isSealed() ? family.getPermittedSubclasses() : new Class<?>[]{family}));
    }

    private static Set<String> of(Stream<? extends Class<?>> records) {
        return records.map(member -> Objects.requireNonNull(member.getAnnotation(EventType.class)))
                .map(EventType::value).collect(Collectors.toUnmodifiableSet());
    }
}
