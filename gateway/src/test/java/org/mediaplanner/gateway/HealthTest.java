package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;

class HealthTest {

    @Test
    void health_tells_of_each_part_whatever_the_caller_accepts() {
        Reply health = Tenant.nobody().get("//health", "Accept", "text/plain").is(200);
        assertThat(health.at("/status")).isEqualTo("UP");
        assertThat(health.at("/components/postgres/status")).isEqualTo("UP");
        assertThat(health.at("/components/redis/status")).isEqualTo("UP");
    }

    @Test
    void each_part_can_be_asked_alone() {
        assertThat(Tenant.nobody().get("//health/redis").is(200).at("/status")).isEqualTo("UP");
        Tenant.nobody().get("//health/live").is(200);
        Tenant.nobody().get("//health/ready").is(200);
        Tenant.nobody().get("//health/nothing").isProblem(404, "not-found");
    }

    @Test
    void metrics_are_prometheus_text() {
        Reply metrics = Tenant.nobody().get("//metrics", "Accept", "application/json").is(200);
        assertThat(metrics.header("Content-Type")).startsWith("text/plain");
        assertThat(metrics.text()).contains("# TYPE jvm_memory_used_bytes gauge");
    }

    @Test
    void nothing_of_the_actuator_is_exposed() {
        Tenant.nobody().get("//actuator").isProblem(404, "not-found");
        Tenant.register().get("//actuator/env").isProblem(404, "not-found");
    }
}
