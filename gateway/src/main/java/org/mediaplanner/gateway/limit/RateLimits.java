package org.mediaplanner.gateway.limit;

import io.github.bucket4j.ConsumptionProbe;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.security.Member;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts what is asked, by address, user and organisation. In Redis, so that it does not matter which node is asked;
 * while that is away each node counts by itself, so that limits get wider, not absent.
 */
public final class RateLimits {

    private static final int NETWORK_BYTES = 8;

    private final LimitProperties properties;
    private final TenantLimits tenants;
    private final SharedBuckets shared;
    private final LocalBuckets local = new LocalBuckets();

    RateLimits(LimitProperties properties, TenantLimits tenants, SharedBuckets shared) {
        this.properties = properties;
        this.tenants = tenants;
        this.shared = shared;
    }

    /** Whether all nodes count together at the moment. */
    boolean isShared() {
        return shared.isThere();
    }

    /** One request of {@code member} at a door that is no HTTP; ends with 429 where there is none left. */
    public Mono<Void> admit(Member member) {
        return ofMember(member).flatMap(all -> {
            Taken none = refused(all);
            return none == null ? Mono.empty() : Mono.error(fault(none).raised());
        });
    }

    Mono<List<Taken>> ofMember(Member member) {
        return take(Stream.of(
                new Claim(Quota.aMinute("user", properties.user()), member.userId().value()),
                new Claim(Quota.aMinute("tenant", tenants.requestsPerMinute(member.tenantId())),
                        member.tenantId().value())));
    }

    Mono<List<Taken>> ofAddress(@Nullable InetSocketAddress from) {
        return take(Stream.of(new Claim(Quota.aMinute("address", properties.address()), network(from))));
    }

    Mono<List<Taken>> registration(@Nullable InetSocketAddress from) {
        return take(Stream.of(new Claim(new Quota("registration", properties.registrations(), Duration.ofHours(1)),
                network(from))));
    }

    Mono<List<Taken>> badToken(@Nullable InetSocketAddress from) {
        return take(Stream.of(new Claim(Quota.aMinute("bad-token", properties.badTokens()), network(from))));
    }

    private record Claim(Quota quota, String whose) {}

    /** What of {@code all} was not granted; of several, what takes longest. */
    static @Nullable Taken refused(List<Taken> all) {
        return all.stream().filter(taken -> !taken.granted())
                .reduce((one, other) -> one.pause().compareTo(other.pause()) >= 0 ? one : other).orElse(null);
    }

    static Fault fault(Taken none) {
        return Fault.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", "This %s has no request left; %d in %s"
                .formatted(none.quota().name(), none.quota().limit(), none.quota().window().toMinutes() == 1
                        ? "a minute"
                        : "an hour"))
                .retryAfter(none.pauseSeconds());
    }

    private Mono<List<Taken>> take(Stream<Claim> claims) {
        List<Mono<Taken>> asked = claims.filter(claim -> claim.quota().limit() > 0).map(this::take).toList();
        // Who has none left takes nothing of what others share.
        return Flux.concat(asked).takeUntil(taken -> !taken.granted()).collectList();
    }

    private Mono<Taken> take(Claim claim) {
        return Mono.defer(() -> isShared() ? inRedis(claim) : here(claim))
                .map(probe -> Taken.of(claim.quota(), probe));
    }

    private Mono<ConsumptionProbe> inRedis(Claim claim) {
        CompletableFuture<ConsumptionProbe> asked = shared.take(claim.quota(), claim.whose());
        // Others wait for the same answer: who loses patience must not take it from them.
        Mono<ConsumptionProbe> answer = Mono.fromFuture(asked, true).doOnNext(probe -> shared.answered());
        return (asked.isDone() ? answer : answer.timeout(SharedBuckets.PATIENCE)).onErrorResume(away -> {
            shared.failed(away);
            return here(claim);
        });
    }

    private Mono<ConsumptionProbe> here(Claim claim) {
        return Mono.fromSupplier(() -> local.take(claim.quota(), claim.whose()));
    }

    /** One customer has a whole network of IPv6 addresses: the first half of one says who it is. */
    static String network(@Nullable InetSocketAddress from) {
        InetAddress address = from == null ? null : from.getAddress();
        if (address == null) {
            return "unknown";
        }
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }
}
