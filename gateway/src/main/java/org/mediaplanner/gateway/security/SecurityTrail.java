package org.mediaplanner.gateway.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.identity.SecurityEntries;
import org.mediaplanner.commands.identity.SecurityEntries.Entry;
import org.mediaplanner.commands.identity.SecurityEntries.Kind;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.identity.UuidV7;
import org.mediaplanner.events.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Writes down what happens at the doors, in the log at once and in the database a moment later: nobody waits for it, and a
 * flood of refusals is dropped and counted rather than let to fill anything.
 */
@Component
public class SecurityTrail implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger("audit");
    private static final int WAITING = 10_000;
    /** For the last entries of a node that ends; a database that is away must not hold it up. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final SecurityEntries entries;
    private final Clock clock;
    private final Counter dropped;
    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(WAITING);
    private volatile boolean running;

    SecurityTrail(SecurityEntries entries, Clock clock, MeterRegistry meters) {
        this.entries = entries;
        this.clock = clock;
        this.dropped = Counter.builder("mediaplanner.security.entries.dropped")
                .description("Security entries that were only logged, since too many came at once").register(meters);
    }

    /**
     * Notes what {@code member} did, or was refused.
     *
     * @param detail what it was about; never a secret
     */
    public void note(Kind kind, Member member, ServerHttpRequest request, String detail) {
        note(kind, member.tenantId(), member.userId(), address(request), detail);
    }

    /**
     * Notes what somebody did of whom only this is known.
     *
     * @param detail what it was about; never a secret
     */
    public void note(Kind kind, @Nullable TenantId tenant, @Nullable UserId user, String address, String detail) {
        Entry entry = new Entry(UuidV7.next(), clock.instant(), tenant, user, kind, address, detail);
        LOG.info("{} tenant={} user={} address={} {}", kind, tenant, user, address, detail);
        if (!waiting.offer(entry)) {
            dropped.increment();
        }
    }

    /** Where {@code request} comes from. */
    public static String address(ServerHttpRequest request) {
        return address(request.getRemoteAddress());
    }

    public static String address(@Nullable InetSocketAddress remote) {
        return remote == null || remote.getAddress() == null ? "unknown" : remote.getAddress().getHostAddress();
    }

    @Scheduled(fixedDelayString = "PT1S")
    void write() {
        List<Entry> batch = new ArrayList<>();
        if (waiting.drainTo(batch) > 0) {
            try {
                entries.keep(batch);
            } catch (RuntimeException away) {
                LOG.warn("{} entries cannot be kept now: {}", batch.size(), away.toString());
                batch.stream().filter(entry -> !waiting.offer(entry)).forEach(lost -> dropped.increment());
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            CompletableFuture.runAsync(this::write).get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException away) {
            LOG.warn("What happened last is in this log alone: {}", away.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
