package org.mediaplanner.gateway.limit;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.mediaplanner.commands.tenant.Tenants;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.command.CommandGate;

/**
 * What an organisation has chosen, or an operator has bound it to, and never more than the installation has; that alone until
 * the choice is known. A new choice holds within seconds.
 */
final class ChosenLimits implements TenantLimits {

    private static final int REMEMBERED = 10_000;
    private static final Duration REFRESHED = Duration.ofSeconds(3);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final AsyncLoadingCache<TenantId, Integer> chosen;
    private final int most;

    ChosenLimits(Tenants tenants, CommandGate commandGate, int most) {
        this.most = most;
        this.chosen = Caffeine.newBuilder().maximumSize(REMEMBERED).refreshAfterWrite(REFRESHED)
                .expireAfterWrite(FORGOTTEN)
                .buildAsync((tenant, executor) -> commandGate.through(() -> tenants.find(tenant).requestsPerMinute())
                        .toFuture());
    }

    @Override
    public int requestsPerMinute(TenantId tenant) {
        CompletableFuture<Integer> known = chosen.get(tenant);
        return known.isDone() && !known.isCompletedExceptionally() ? Math.min(known.join(), most) : most;
    }
}
