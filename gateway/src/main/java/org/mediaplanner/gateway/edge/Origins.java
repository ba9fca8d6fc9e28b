package org.mediaplanner.gateway.edge;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * From whose pages a browser may call. Programs that are no browsers name no origin and are not asked for one: nothing
 * here is authenticated by what a browser sends along by itself.
 */
@Component
public final class Origins {

    private final Set<String> admitted;

    Origins(CorsProperties properties) {
        this.admitted = Set.copyOf(properties.origins());
    }

    List<String> admitted() {
        return List.copyOf(admitted);
    }

    /**
     * Whether a request may go on.
     *
     * @param origin as the browser says it; {@code null} where it is none
     * @param host to whom the request speaks
     */
    public boolean admit(@Nullable String origin, @Nullable String host) {
        return origin == null || isOwn(origin, host) || admitted.contains(origin);
    }

    /** The scheme is left out: before a proxy that ends TLS, this side does not know it. */
    static boolean isOwn(String origin, @Nullable String host) {
        int scheme = origin.indexOf("://");
        return host != null && scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
    }
}
