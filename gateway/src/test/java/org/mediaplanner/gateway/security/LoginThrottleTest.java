package org.mediaplanner.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.limit.LimitProperties;
import org.mediaplanner.gateway.security.LoginThrottle.Purpose;
import org.mediaplanner.gateway.problem.FaultException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** Throttling while Redis is away: weaker, not absent. */
class LoginThrottleTest {

    /** Nothing listens on the discard port. */
    private static final LettuceConnectionFactory NO_REDIS = new LettuceConnectionFactory("localhost", 9);

    static {
        NO_REDIS.afterPropertiesSet();
        NO_REDIS.start();
    }

    private static final int TRIES = 100;

    private final TurnedClock clock = new TurnedClock();
    private final LoginThrottle throttle = new LoginThrottle(
            new AttemptCounter(new ReactiveStringRedisTemplate(NO_REDIS), clock),
            new LimitProperties(0, 0, 0, 0, TRIES, 0));

    @AfterAll
    static void close() {
        NO_REDIS.destroy();
    }

    @Test
    void ten_failures_close_an_account_for_a_quarter_of_an_hour() {
        for (int i = 0; i < LoginThrottle.FAILURES_OF_AN_ACCOUNT; i++) {
            throttle.admit(Purpose.LOGIN, "10.0.0." + i, "ada@example.com").block();
            throttle.failed(Purpose.LOGIN, "ada@example.com").block();
        }
        isRefused("10.0.1.1", " ADA@example.com");
        throttle.admit(Purpose.LOGIN, "10.0.1.1", "grace@example.com").block();

        clock.turn(LoginThrottle.ACCOUNT_WINDOW);
        throttle.admit(Purpose.LOGIN, "10.0.1.1", "ada@example.com").block();
    }

    @Test
    void who_gets_in_begins_anew() {
        for (int i = 0; i < LoginThrottle.FAILURES_OF_AN_ACCOUNT - 1; i++) {
            throttle.failed(Purpose.LOGIN, "ada@example.com").block();
        }
        throttle.succeeded(Purpose.LOGIN, "ada@example.com").block();
        throttle.failed(Purpose.LOGIN, "ada@example.com").block();
        throttle.admit(Purpose.LOGIN, "10.0.0.1", "ada@example.com").block();
    }

    @Test
    void a_hundred_tries_close_an_address_for_a_minute() {
        for (int i = 0; i < TRIES; i++) {
            throttle.admit(Purpose.LOGIN, "10.0.0.1", "user-" + i + "@example.com").block();
        }
        isRefused("10.0.0.1", "other@example.com");
        throttle.admit(Purpose.LOGIN, "10.0.0.2", "other@example.com").block();

        clock.turn(LoginThrottle.ADDRESS_WINDOW);
        throttle.admit(Purpose.LOGIN, "10.0.0.1", "other@example.com").block();
    }

    private void isRefused(String address, String email) {
        assertThatThrownBy(() -> throttle.admit(Purpose.LOGIN, address, email).block()).isInstanceOfSatisfying(
                FaultException.class,
                refused -> {
                    assertThat(refused.fault().status().value()).isEqualTo(429);
                    assertThat(refused.fault().headers()).containsKey("Retry-After");
                });
    }

    private static final class TurnedClock extends Clock {

        private Instant now = Instant.EPOCH;

        void turn(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
