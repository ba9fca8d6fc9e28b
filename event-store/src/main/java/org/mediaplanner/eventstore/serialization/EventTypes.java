package org.mediaplanner.eventstore.serialization;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.EventType;

/** The stored name and newest revision of each event record, and the way back from a name to its record. */
public final class EventTypes {

    private final Map<String, Class<? extends DomainEvent>> byName = new HashMap<>();
    private final Map<Class<?>, Name> byRecord = new HashMap<>();

    /** @param revision of the shape, 1 at first */
    public record Name(String value, int revision) {}

    /** @throws IllegalArgumentException where a record has no name, or two have the same */
    public EventTypes(Collection<Class<? extends DomainEvent>> records) {
        records.forEach(this::add);
    }

    private void add(Class<? extends DomainEvent> type) {
        EventType name = type.getAnnotation(EventType.class);
        if (name == null) {
            throw new IllegalArgumentException(type + " has no @EventType");
        }
        Class<?> other = byName.put(name.value(), type);
        if (other != null) {
            throw new IllegalArgumentException(type + " and " + other + " are both called " + name.value());
        }
        byRecord.put(type, new Name(name.value(), name.revision()));
    }

    public boolean isEvent(Class<?> type) {
        return DomainEvent.class.isAssignableFrom(type);
    }

    /** @throws IllegalArgumentException where {@code type} is no event of the store */
    public Name of(Class<?> type) {
        Name name = byRecord.get(type);
        if (name == null) {
            throw new IllegalArgumentException(type + " has no name under which it could be stored");
        }
        return name;
    }

    /** The records that can be stored. */
    Set<Class<?>> records() {
        return Collections.unmodifiableSet(byRecord.keySet());
    }

    /** The record stored as {@code name}, if there is one. */
    public @Nullable Class<? extends DomainEvent> named(String name) {
        return byName.get(name);
    }
}
