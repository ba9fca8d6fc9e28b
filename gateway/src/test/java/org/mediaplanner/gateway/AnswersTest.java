package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;

/** Answers that Redis remembers. */
class AnswersTest {

    private static final String OVERVIEW = "/analytics/overview?from=2026-01-01&to=2026-03-31";

    private final RunningApplication application = RunningApplication.instance();
    private final Tenant tenant = Tenant.register();

    @Test
    void the_second_to_ask_is_told_what_the_first_was_until_something_changes() {
        String first = tenant.get(OVERVIEW).is(200).text();
        double before = found();
        assertThat(tenant.get(OVERVIEW).is(200).text()).isEqualTo(first);
        assertThat(found()).isEqualTo(before + 1);

        long position = Long.parseLong(tenant.post("/campaigns", """
                {"name": "Spring", "channel": "SEARCH", "platform": "GOOGLE_ADS", "objective": "SALES",
                 "startDate": "2026-01-01", "endDate": "2026-12-31",
                 "budget": {"type": "TOTAL", "money": {"amount": "1000.00", "currency": "EUR"}}}""").is(201)
                .header("X-Event-Position"));
        assertThat(tenant.get(OVERVIEW + "&minPosition=" + position).is(200).text()).isNotEqualTo(first);
    }

    @Test
    void without_redis_everything_is_read() throws Exception {
        String first = tenant.get(OVERVIEW).is(200).text();
        application.withoutRedis(() -> assertThat(tenant.get(OVERVIEW).is(200).text()).isEqualTo(first));
    }

    private double found() {
        return application.bean(MeterRegistry.class).get("mediaplanner.answers.remembered").tag("outcome", "found")
                .counter().count();
    }
}
