package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.testing.ParkedLetter;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;
import tools.jackson.databind.JsonNode;

/** What an operator sees of the read models and does about them, and what everyone else sees. */
class AdminTest {

    /** Of an organisation that has been registered, with its owner, and has one client. */
    private static final long EVENTS = 3;

    private final Tenant operator = Tenant.operator();
    private final Tenant tenant = Tenant.register();

    @Test
    void the_right_is_the_installations_and_no_organisations() {
        assertThat(operator.get("/auth/me").is(200).at("/operator")).isEqualTo("true");
        assertThat(tenant.get("/auth/me").is(200).at("/operator")).isEqualTo("false");
        for (String change : new String[]{"rebuild", "pause", "resume", "cancel", "rollback"}) {
            tenant.post("/admin/projections/campaign/" + change, "{}").isProblem(403, "forbidden");
            operator.post("/admin/projections/unheard-of/" + change, "{}").isProblem(404, "not-found");
        }
        tenant.post("/admin/dead-letters/dlt_none/retry", null).isProblem(403, "forbidden");
        operator.post("/admin/dead-letters/dlt_none/retry", null).isProblem(404, "not-found");
        Tenant.nobody().get("/admin/projections").isProblem(401, "unauthenticated");
    }

    @Test
    void a_projection_is_built_anew_while_it_answers_and_put_back_again() {
        String id = tenant.post("/clients", "{\"name\": \"Rebuilt\"}").is(201).at("/id");
        int version = projection(operator, "client").path("version").asInt();

        Reply asked = operator.post("/admin/projections/client/rebuild", null).is(202);
        assertThat(asked.header("Location")).isEqualTo("/api/v1/admin/projections/client");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            tenant.get("/clients/" + id).is(200);
            return isLive(projection(operator, "client"));
        });
        assertThat(projection(operator, "client").path("version").asInt()).isEqualTo(version + 1);
        tenant.get("/clients/" + id).is(200);

        operator.post("/admin/projections/client/rollback", null).is(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> isLive(projection(operator, "client")));
        assertThat(projection(operator, "client").path("version").asInt()).isEqualTo(version + 2);
        String later = tenant.post("/clients", "{\"name\": \"Later\"}").is(201).header("X-Event-Position");
        assertThat(tenant.get("/clients?count=true&minPosition=" + later).at("/total")).isEqualTo("2");
        operator.post("/admin/projections/client/cancel", null).isProblem(409, "not-rebuilding");
        operator.post("/admin/projections/client/rebuild", "{\"accept\": true}").isProblem(409, "nothing-to-accept");
    }

    @Test
    void a_paused_projection_grows_old_and_says_so_until_it_may_go_on() {
        assertThat(operator.post("/admin/projections/fx-rate/pause", null).is(200).at("/state")).isEqualTo("PAUSED");
        operator.post("/admin/projections/fx-rate/pause", null).isProblem(409, "already-paused");
        try {
            tenant.post("/clients", "{\"name\": \"Meanwhile\"}").is(201);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> projection(tenant, "client").path("position").asLong() == EVENTS);
            JsonNode paused = projection(tenant, "fx-rate");
            assertThat(paused.path("state").asString()).isEqualTo("PAUSED");
            assertThat(paused.path("lag").asLong()).isPositive();
            assertThat(paused.path("lagMillis").asLong()).isPositive();
        } finally {
            operator.post("/admin/projections/fx-rate/resume", null).is(200);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> isLive(projection(tenant, "fx-rate"))
                && projection(tenant, "fx-rate").path("lag").asLong() == 0);
        operator.post("/admin/projections/fx-rate/resume", null).isProblem(409, "not-paused");
    }

    @Test
    void an_organisation_sees_its_own_positions_and_nothing_of_the_inside() {
        tenant.post("/clients", "{\"name\": \"Mine\"}").is(201);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> projection(tenant, "client").path("position").asLong() == EVENTS);
        JsonNode own = projection(tenant, "client");
        assertThat(own.path("head").asLong()).isEqualTo(EVENTS);
        assertThat(own.has("eventsPerSecond")).isFalse();
        assertThat(projection(operator, "client").path("head").asLong()).isGreaterThan(own.path("head").asLong());
        assertThat(projection(operator, "client").has("eventsPerSecond")).isTrue();
    }

    @Test
    void a_dead_letter_is_seen_by_its_own_organisation_and_settled_by_an_operator() {
        String retried = ParkedLetter.of(tenant, "Retried");
        String dismissed = ParkedLetter.of(tenant, "Dismissed");

        assertThat(tenant.get("/admin/dead-letters?count=true").is(200).at("/total")).isEqualTo("2");
        Reply first = tenant.get("/admin/dead-letters?limit=1");
        assertThat(first.at("/items/0/id")).isEqualTo(retried);
        assertThat(first.at("/items/0/error")).isEqualTo("Made by a test");
        assertThat(tenant.get("/admin/dead-letters?limit=1&cursor=" + first.at("/nextCursor")).at("/items/0/id"))
                .isEqualTo(dismissed);
        tenant.get("/admin/dead-letters?cursor=made-up").isProblem(400, "malformed");
        Tenant other = Tenant.register();
        assertThat(other.get("/admin/dead-letters").is(200).json().at("/items").size()).isZero();
        other.get("/admin/dead-letters/" + retried).isProblem(404, "not-found");
        other.get("/admin/dead-letters?cursor=" + retried).is(200);
        assertThat(operator.get("/admin/dead-letters").text()).contains(retried, dismissed);
        assertThat(Tenant.nobody().get("//health").at("/components/projections/detail")).contains("dead letters");

        tenant.post("/admin/dead-letters/" + retried + "/retry", null).isProblem(403, "forbidden");
        assertThat(operator.post("/admin/dead-letters/" + retried + "/retry", null).is(200).at("/state"))
                .isEqualTo("RETRIED");
        operator.post("/admin/dead-letters/" + retried + "/retry", null).isProblem(409, "not-parked");
        String dismissal = "/admin/dead-letters/" + dismissed + "/dismiss";
        operator.post(dismissal, "{}").isProblem(400, "malformed").names("reason");
        operator.post(dismissal, "{\"reason\": \" \"}").isProblem(422, "invalid").names("reason");
        assertThat(operator.post(dismissal, "{\"reason\": \"Not needed\"}").is(200).at("/reason"))
                .isEqualTo("Not needed");
        assertThat(tenant.get("/admin/dead-letters").json().at("/items").size()).isZero();
        assertThat(tenant.get("/admin/dead-letters/" + dismissed).at("/state")).isEqualTo("DISMISSED");
    }

    private static JsonNode projection(Tenant caller, String name) {
        return caller.get("/admin/projections/" + name).is(200).json();
    }

    private static boolean isLive(JsonNode projection) {
        return projection.path("state").asString().equals("LIVE");
    }

    @Test
    void an_operator_suspends_an_organisation_at_once_and_lets_it_go_on() {
        Tenant tenant = Tenant.register();
        String id = tenant.get("/auth/me").at("/tenant/id");
        Tenant operator = Tenant.operator();
        operator.post("/admin/tenants/" + id + "/suspend", "{\"reason\": \" \"}").isProblem(422, "invalid")
                .names("reason");
        Reply suspended = operator.post("/admin/tenants/" + id + "/suspend", "{\"reason\": \"Unpaid\"}").is(200);
        assertThat(suspended.at("/suspended")).isEqualTo("true");
        tenant.get("/campaigns").isProblem(401, "unauthenticated");
        Tenant.nobody().post("/auth/login", "{\"email\": \"%s\", \"password\": \"Correct-horse-1\"}".formatted(tenant
                .email())).isProblem(403, "no-organisation");
        operator.post("/admin/tenants/" + id + "/resume", null).is(200);
        tenant.get("/campaigns").is(200);

        operator.send("PUT", "/admin/tenants/" + id + "/quota", "{\"requestsPerMinute\": 600}").is(200);
        Reply listed = operator.get("/admin/tenants?limit=500").is(200);
        assertThat(listed.json().at("/items").valueStream().filter(item -> item.path("id").asString().equals(id)))
                .singleElement().satisfies(item -> {
                    assertThat(item.path("requestsPerMinute").asInt()).isEqualTo(600);
                    assertThat(item.path("members").asInt()).isEqualTo(1);
                    assertThat(item.path("events").asInt()).isPositive();
                });
        operator.get("/admin/tenants?cursor=nothing").isProblem(400, "malformed").names("cursor");
        operator.post("/admin/tenants/ten_01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11/resume", null)
                .isProblem(404, "not-found");
        tenant.get("/admin/tenants").isProblem(403, "forbidden");
        tenant.post("/admin/tenants/" + id + "/resume", null).isProblem(403, "forbidden");
    }
}
