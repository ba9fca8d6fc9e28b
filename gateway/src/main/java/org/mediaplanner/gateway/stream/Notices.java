package org.mediaplanner.gateway.stream;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.AppendSignal;
import org.mediaplanner.eventstore.PositionListener;
import org.mediaplanner.eventstore.token.NodeName;
import org.mediaplanner.gateway.redis.RedisListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Tells every node, through Redis, that something was appended, and whose log has grown. A notice carries no data and may
 * get lost or come twice: it only says that it is worth looking. While Redis is away, the nodes look by themselves.
 */
@Component
final class Notices implements PositionListener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final String POSITIONS = "media-planner:positions";
    private static final String APPENDS = "media-planner:appends";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ReactiveStringRedisTemplate redis;
    private final RedisListener listener;
    private final String node;
    private final StreamMeters meters;
    private final AppendSignal appends;
    private final Map<TenantId, Sinks.Many<Long>> listening = new ConcurrentHashMap<>();
    private final AtomicBoolean isAway = new AtomicBoolean();

    Notices(ReactiveStringRedisTemplate redis, NodeName node, StreamMeters meters, AppendSignal appends) {
        this.redis = redis;
        this.listener = new RedisListener(redis, this::received, POSITIONS, APPENDS);
        this.node = node.value();
        this.meters = meters;
        this.appends = appends;
        appends.listen(() -> send(APPENDS, this.node));
    }

    /** Positions that {@code tenant}'s log has reached, as they are told; for one listener a tenant. */
    Flux<Long> of(TenantId tenant) {
        return Flux.defer(() -> {
            Sinks.Many<Long> sink = Sinks.many().multicast().directBestEffort();
            listening.put(tenant, sink);
            return sink.asFlux().doFinally(end -> listening.remove(tenant, sink));
        });
    }

    @Override
    public void reached(Map<TenantId, Long> heads) {
        heads.forEach(this::tell);
        String message = heads.entrySet().stream().map(head -> head.getKey() + " " + head.getValue())
                .collect(Collectors.joining("\n", node + "\n", ""));
        send(POSITIONS, message);
    }

    private void send(String channel, String message) {
        Disposable _ = redis.convertAndSend(channel, message).timeout(PATIENCE)
                .subscribe(receivers -> taken(), this::away);
    }

    private void taken() {
        meters.noticeSent();
        isAway.set(false);
    }

    private void away(Throwable failure) {
        meters.noticeLost();
        if (!isAway.getAndSet(true)) {
            LOG.warn("Redis is away; other nodes notice new events when they look: {}", failure.toString());
        }
    }

    private void received(String channel, String message) {
        String[] lines = message.split("\n", -1);
        if (lines[0].equals(node)) {
            return;
        }
        if (channel.equals(APPENDS)) {
            appends.elsewhere();
            return;
        }
        for (int i = 1; i < lines.length; i++) {
            try {
                String[] head = lines[i].split(" ", 2);
                tell(TenantId.of(head[0]), Long.parseLong(head[1]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notOurs) {
                LOG.debug("Not a notice: {}", lines[i]);
            }
        }
    }

    private void tell(TenantId tenant, long position) {
        Sinks.Many<Long> sink = listening.get(tenant);
        if (sink != null) {
            sink.emitNext(position, Sinks.EmitFailureHandler.busyLooping(PATIENCE));
        }
    }

    @Override
    public void start() {
        listener.start();
    }

    @Override
    public void stop() {
        listener.stop();
    }

    @Override
    public boolean isRunning() {
        return listener.isRunning();
    }
}
