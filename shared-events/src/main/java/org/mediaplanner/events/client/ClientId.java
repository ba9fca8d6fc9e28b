package org.mediaplanner.events.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Collection;
import java.util.stream.Collectors;
import org.mediaplanner.events.identity.PrefixedId;

/** An advertiser that a tenant works for. */
public record ClientId(String value) implements PrefixedId {

    public static final String PREFIX = "cli";

    public ClientId {
        PrefixedId.require(PREFIX, value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ClientId of(String value) {
        return new ClientId(value);
    }

    public static ClientId next() {
        return new ClientId(PrefixedId.next(PREFIX));
    }

    /** Several as one text, the same for the same ids: in order, with spaces between. */
    public static String text(Collection<ClientId> ids) {
        return ids.stream().map(ClientId::value).sorted().collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return value;
    }
}
