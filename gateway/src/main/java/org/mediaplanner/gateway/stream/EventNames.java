package org.mediaplanner.gateway.stream;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.EventType;

/** The names under which events are stored. */
public final class EventNames {

    private EventNames() {}

    /** Of the members of a sealed {@code family}, or of {@code family} where it is an event itself. */
    public static Set<String> of(Class<? extends DomainEvent> family) {
        Class<?>[] members = family.isSealed() ? family.getPermittedSubclasses() : new Class<?>[]{family};
        return Arrays.stream(members).map(member -> Objects.requireNonNull(member.getAnnotation(EventType.class)))
                .map(EventType::value).collect(Collectors.toUnmodifiableSet());
    }
}
