package org.mediaplanner.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakenTest {

    private static final Quota TENANT = Quota.aMinute("tenant", 600);
    private static final Quota USER = Quota.aMinute("user", 60);

    @Test
    void where_a_caller_is_stands_in_structured_fields() {
        List<Taken> all = List.of(new Taken(USER, true, 59, Duration.ZERO, Duration.ofMillis(1_001)),
                new Taken(TENANT, true, 12, Duration.ZERO, Duration.ofSeconds(58)));

        assertThat(Taken.policies(all)).isEqualTo("\"user\";q=60;w=60, \"tenant\";q=600;w=60");
        assertThat(Taken.limits(all)).isEqualTo("\"user\";r=59;t=2, \"tenant\";r=12;t=58");
    }

    @Test
    void a_refusal_tells_which_quota_and_how_long() {
        Taken none = new Taken(TENANT, false, 0, Duration.ofMillis(2_100), Duration.ofSeconds(60));
        Taken less = new Taken(USER, false, 0, Duration.ofMillis(3), Duration.ofSeconds(60));

        assertThat(RateLimits.refused(List.of(less, none))).isEqualTo(none);
        assertThat(RateLimits.fault(none).code()).isEqualTo("too-many-requests");
        assertThat(RateLimits.fault(none).detail()).isEqualTo("This tenant has no request left; 600 in a minute");
        assertThat(RateLimits.fault(none).headers()).containsEntry("Retry-After", "3");
        assertThat(RateLimits.fault(less).headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void neighbours_in_a_network_of_ipv6_are_one_and_those_of_ipv4_are_not() throws UnknownHostException {
        assertThat(network("2001:db8:1:2::1")).isEqualTo(network("2001:db8:1:2:ffff::9")).isEqualTo("20010db800010002");
        assertThat(network("2001:db8:1:3::1")).isNotEqualTo(network("2001:db8:1:2::1"));
        assertThat(network("192.0.2.1")).isEqualTo("192.0.2.1").isNotEqualTo(network("192.0.2.2"));
        assertThat(RateLimits.network(null)).isEqualTo("unknown");
    }

    private static String network(String address) throws UnknownHostException {
        return RateLimits.network(new InetSocketAddress(InetAddress.getByName(address), 1));
    }
}
