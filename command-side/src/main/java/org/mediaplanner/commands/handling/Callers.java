package org.mediaplanner.commands.handling;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Command;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.Metadata;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;

/** The caller of a command, as metadata of its message and back. */
final class Callers {

    /** Of commands only: events are everybody's. */
    private static final String CLIENTS = "clients";

    private Callers() {}

    static Map<String, Object> metadata(Caller caller, Command<?> command) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put(Metadata.TENANT_ID, caller.tenantId().value());
        metadata.put(Metadata.ACTOR_TYPE, caller.actorType().name());
        metadata.put(Metadata.ACTOR_ID, caller.actorId());
        metadata.put(Metadata.REQUEST_ID, caller.requestId());
        metadata.put(Metadata.COMMAND_TYPE, command.getClass().getSimpleName());
        if (caller.clients() != null) {
            metadata.put(CLIENTS, ClientId.text(caller.clients()));
        }
        if (caller.causationId() != null) {
            metadata.put(Metadata.CAUSATION_ID, caller.causationId());
        }
        return metadata;
    }

    static Caller of(Map<String, ?> metadata) {
        Object causationId = metadata.get(Metadata.CAUSATION_ID);
        return new Caller(TenantId.of(text(metadata, Metadata.TENANT_ID)),
                ActorType.valueOf(text(metadata, Metadata.ACTOR_TYPE)), actorId(metadata),
                text(metadata, Metadata.REQUEST_ID), causationId == null ? null : causationId.toString(),
                clients(metadata.get(CLIENTS)));
    }

    private static @Nullable Set<ClientId> clients(@Nullable Object text) {
        return text == null
                ? null
                : Arrays.stream(text.toString().split(" ")).filter(id -> !id.isEmpty()).map(ClientId::of)
                        .collect(Collectors.toUnmodifiableSet());
    }

    static String actorId(Map<String, ?> metadata) {
        return text(metadata, Metadata.ACTOR_ID);
    }

    private static String text(Map<String, ?> metadata, String name) {
        return Objects.requireNonNull(metadata.get(name), "A message without " + name).toString();
    }
}
