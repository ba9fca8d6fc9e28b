package org.mediaplanner.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.problem.FaultException;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Two nodes on one Redis, each by what it counts with. */
class RateLimitsTest {

    private static final LimitProperties PROPERTIES = new LimitProperties(10, 6, 5, 2, 0, 3);
    private static final InetSocketAddress SOMEWHERE = new InetSocketAddress("192.0.2.7", 1);

    private final SharedBuckets first = buckets(RateLimitsTest::running);
    private final SharedBuckets second = buckets(RateLimitsTest::running);

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void what_is_asked_of_one_node_is_gone_at_the_other() {
        RateLimits here = limits(first);
        RateLimits there = limits(second);
        connected(here, there);
        Member member = member(TenantId.next());

        admit(here, member, 4);
        admit(there, member, 2);

        isRefused(here, member);
        isRefused(there, member);
    }

    @Test
    void one_user_who_has_none_left_takes_nothing_from_the_others_of_the_organisation() {
        RateLimits limits = limits(first);
        connected(limits);
        TenantId tenant = TenantId.next();
        Member greedy = member(tenant);
        admit(limits, greedy, 6);
        IntStream.range(0, 20).forEach(i -> isRefused(limits, greedy));

        admit(limits, member(tenant), 4);
        isRefused(limits, member(tenant));
        admit(limits, member(TenantId.next()), 6);
    }

    @Test
    void an_organisation_has_what_its_own_setting_says_and_0_is_no_limit() {
        TenantId small = TenantId.next();
        RateLimits limits = new RateLimits(new LimitProperties(10, 0, 0, 0, 0, 0),
                tenant -> tenant.equals(small) ? 2 : 0,
                first);
        admit(limits, member(small), 2);
        isRefused(limits, member(small));
        admit(limits, member(TenantId.next()), 100);
        assertThat(limits.ofAddress(SOMEWHERE).block()).isEmpty();
    }

    @Test
    void of_a_large_quota_no_more_than_a_node_may_keep_to_itself_is_taken_beyond_it() {
        LimitProperties large = new LimitProperties(1_000, 0, 0, 0, 0, 0);
        RateLimits here = new RateLimits(large, tenant -> 1_000, first);
        RateLimits there = new RateLimits(large, tenant -> 1_000, second);
        connected(here, there);
        Member member = member(TenantId.next());
        Instant begin = Instant.now();
        int granted = 0;
        for (int i = 0; i < 1_500; i++) {
            granted += granted(i % 2 == 0 ? here : there, member) ? 1 : 0;
        }
        double refilled = (Instant.now().toEpochMilli() - begin.toEpochMilli()) * 1_000 / 60_000.0;
        assertThat((double) granted).isBetween(990.0, 1_000 + refilled + 2 * 5 + 1);
    }

    @Test
    void without_redis_each_node_counts_by_itself() {
        RedisClient nowhere = RedisClient.create("redis://127.0.0.1:1");
        try (SharedBuckets none = buckets(() -> nowhere)) {
            RateLimits limits = limits(none);
            assertThat(IntStream.range(0, 9).filter(i -> RateLimits.refused(address(limits, SOMEWHERE)) == null)
                    .count()).isEqualTo(5);
            assertThat(RateLimits.refused(address(limits, new InetSocketAddress("192.0.2.8", 1)))).isNull();
        } finally {
            nowhere.shutdown();
        }
    }

    @Test
    void limits_outlive_the_loss_of_redis_and_are_shared_again_after_it() throws Exception {
        RateLimits here = limits(first);
        RateLimits there = limits(second);
        connected(here, there);
        RunningApplication.instance().withoutRedis(() -> {
            Member member = member(TenantId.next());
            admit(here, member, 6);
            isRefused(here, member);
        });
        await().until(() -> {
            Member member = member(TenantId.next());
            for (int i = 0; i < 6; i++) {
                granted(here, member);
            }
            return !granted(there, member);
        });
    }

    private static SharedBuckets buckets(Supplier<RedisClient> client) {
        return new SharedBuckets(client);
    }

    private static RedisClient running() {
        return (RedisClient) RunningApplication.instance().bean(LettuceConnectionFactory.class)
                .getRequiredNativeClient();
    }

    private static RateLimits limits(SharedBuckets buckets) {
        return new RateLimits(PROPERTIES, tenant -> PROPERTIES.tenant(), buckets);
    }

    /** The first question begins the connection. */
    private static void connected(RateLimits... nodes) {
        for (RateLimits node : nodes) {
            await().until(node::isShared);
        }
    }

    private static Member member(TenantId tenant) {
        return new Member(UserId.next(), tenant, Role.PLANNER, Instant.now().plusSeconds(60), null, null, null);
    }

    private static void admit(RateLimits limits, Member member, int times) {
        for (int i = 0; i < times; i++) {
            limits.admit(member).block();
        }
    }

    private static boolean granted(RateLimits limits, Member member) {
        return RateLimits.refused(Objects.requireNonNull(limits.ofMember(member).block())) == null;
    }

    private static List<Taken> address(RateLimits limits, InetSocketAddress address) {
        return Objects.requireNonNull(limits.ofAddress(address).block());
    }

    private static void isRefused(RateLimits limits, Member member) {
        assertThatThrownBy(() -> limits.admit(member).block()).isInstanceOfSatisfying(FaultException.class,
                refused -> {
                    assertThat(refused.fault().status().value()).isEqualTo(429);
                    assertThat(refused.fault().headers()).containsKey("Retry-After");
                });
    }
}
