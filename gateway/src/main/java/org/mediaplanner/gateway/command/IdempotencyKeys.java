package org.mediaplanner.gateway.command;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Commands.IdempotencyKey;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.gateway.problem.Fault;
import org.springframework.web.server.ServerWebExchange;

/** Reads the header by which a caller marks a request that may come twice. */
final class IdempotencyKeys {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotent-Replayed";

    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7E]{1,255}");

    private IdempotencyKeys() {}

    /** The caller's key, {@code null} where there is none. */
    static @Nullable String given(ServerWebExchange exchange) {
        List<String> keys = exchange.getRequest().getHeaders().getOrDefault(HEADER, List.of());
        if (keys.isEmpty()) {
            return null;
        }
        if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw Fault.malformed(HEADER, "must be 1 to 255 ASCII characters").raised();
        }
        return keys.getFirst();
    }

    /**
     * The whole name of the request in {@code exchange}, whose body has been read.
     *
     * @param clients for whose things alone it is asked: what was answered about others' is not answered again
     */
    static IdempotencyKey naming(String key, ServerWebExchange exchange, @Nullable Set<ClientId> clients,
            String bodyHash) {
        String among = clients == null ? "" : " of " + ClientId.text(clients);
        String scope = exchange.getRequest().getMethod() + " " + exchange.getRequest().getPath().value() + among;
        return new IdempotencyKey(scope, key, bodyHash);
    }
}
