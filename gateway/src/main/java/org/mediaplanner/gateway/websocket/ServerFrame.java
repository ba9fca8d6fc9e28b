package org.mediaplanner.gateway.websocket;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.stream.Signal;
import org.mediaplanner.gateway.stream.Signal.CaughtUp;
import org.mediaplanner.gateway.stream.Signal.Delivery;

/**
 * What this side says. Each type has some of the properties; the others are left out.
 *
 * @param event an envelope, put in as it is
 */
record ServerFrame(String type, @Nullable String id, @Nullable Long position, @JsonRawValue @Nullable String event,
        @Nullable Instant expiresAt, @Nullable Long seconds, @Nullable String code, @Nullable String message) {

    /** The types there are. */
    enum Kind {

        AUTHENTICATED, SUBSCRIBED, EVENT, CAUGHT_UP, PAUSED, EXPIRING, ERROR, PONG;

        String type() {
            return typeOf(this);
        }
    }

    /** {@code CAUGHT_UP} as {@code caught-up}. */
    static String typeOf(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ServerFrame authenticated(Instant expiresAt) {
        return new ServerFrame(Kind.AUTHENTICATED.type(), null, null, null, expiresAt, null, null, null);
    }

    static ServerFrame subscribed(String id, long position) {
        return of(Kind.SUBSCRIBED, id, position, null);
    }

    static ServerFrame of(String id, Signal signal) {
        return switch (signal) {
            case Delivery delivery -> of(Kind.EVENT, id, delivery.position(), delivery.json());
            case CaughtUp live -> of(Kind.CAUGHT_UP, id, live.position(), null);
        };
    }

    /** Nothing more comes of {@code id}: its reader was too slow. */
    static ServerFrame paused(String id, long position) {
        return of(Kind.PAUSED, id, position, null);
    }

    static ServerFrame expiring(long seconds) {
        return new ServerFrame(Kind.EXPIRING.type(), null, null, null, null, seconds, null, null);
    }

    /** @param id of the subscription that it is about, where there is one */
    static ServerFrame error(@Nullable String id, Fault fault) {
        return new ServerFrame(Kind.ERROR.type(), id, null, null, null, null, fault.code(), text(fault));
    }

    static ServerFrame pong() {
        return new ServerFrame(Kind.PONG.type(), null, null, null, null, null, null, null);
    }

    private static String text(Fault fault) {
        return fault.errors().isEmpty()
                ? fault.detail()
                : fault.errors().getFirst().field() + " " + fault.errors().getFirst().message();
    }

    private static ServerFrame of(Kind kind, String id, long position, @Nullable String event) {
        return new ServerFrame(kind.type(), id, position, event, null, null, null, null);
    }
}
