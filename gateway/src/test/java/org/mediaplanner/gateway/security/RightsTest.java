package org.mediaplanner.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.security.Rights.Need;
import org.mediaplanner.gateway.stream.Topic;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

class RightsTest {

    /** What nobody needs a token for; each has a reason. */
    private static final Set<String> OPEN = Set.of("GET /", "GET /.well-known/jwks.json", "GET /health",
            "GET /health/live", "GET /health/ready", "GET /health/{component}", "GET /metrics", "GET /api/docs",
            "GET /api/docs/", "GET /api/docs/start.js", "GET /api/redoc", "GET /api/redoc/",
            "GET /api/v1/openapi.json", "GET /api/v1/openapi.json.yaml", "GET /api/v1/asyncapi.json",
            "GET /api/v1/auth/google", "GET /api/v1/auth/google/callback", "POST /api/v1/auth/google/exchange",
            "POST /api/v1/auth/register", "POST /api/v1/auth/login", "POST /api/v1/auth/refresh",
            "POST /api/v1/auth/logout", "POST /api/v1/auth/invitations/accept",
            "POST /api/v1/auth/password/forgot", "POST /api/v1/auth/password/reset");

    private record Route(HttpMethod method, String path) {

        Optional<Need> need() {
            return Rights.of(method, PathContainer.parsePath(path.replaceAll("\\{[^}]*}", "x").replace("**", "x")));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        RunningApplication.instance().bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods().keySet()
                .forEach(mapping -> mapping.getPatternsCondition().getPatterns().forEach(path -> {
                    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
                    assertThat(methods).as("methods of %s", path).isNotEmpty();
                    methods.forEach(method -> routes.add(new Route(HttpMethod.valueOf(method.name()), path
                            .getPatternString())));
                }));
        return routes;
    }

    @Test
    void every_route_has_a_rule() {
        List<Route> routes = routes();
        assertThat(routes).hasSizeGreaterThan(70);
        assertThat(routes.stream().filter(route -> route.need().isEmpty()).map(Route::toString)).isEmpty();
    }

    @Test
    void nothing_is_open_that_is_not_meant_to_be() {
        assertThat(routes().stream().filter(route -> route.need().filter(Need.Nothing.class::isInstance).isPresent())
                .map(Route::toString).distinct()).allSatisfy(route -> assertThat(OPEN).contains(route));
    }

    @Test
    void every_topic_has_a_rule() {
        List<Topic> topics = List.copyOf(RunningApplication.instance().beans(Topic.class));
        assertThat(topics).hasSizeGreaterThanOrEqualTo(4);
        assertThat(topics).allSatisfy(topic -> assertThat(Rights.following(topic.name())).as(topic.name()).isPresent());
    }

    @Test
    void what_no_row_names_is_for_nobody() {
        assertThat(Rights.of(HttpMethod.GET, PathContainer.parsePath("/api/v1/nothing"))).isEmpty();
        assertThat(Rights.of(HttpMethod.TRACE, PathContainer.parsePath("/api/v1/campaigns"))).isEmpty();
        assertThat(Rights.of(null, PathContainer.parsePath("/api/v1/campaigns"))).isEmpty();
        assertThat(Rights.following("nothing")).isEmpty();
    }

    @Test
    void whoever_reads_writes_nothing_and_an_owner_may_do_everything() {
        assertThat(Arrays.stream(Permission.values()).filter(permission -> !permission.isOf(Role.OWNER))).isEmpty();
        assertThat(Arrays.stream(Permission.values()).filter(permission -> permission.isOf(Role.VIEWER)
                || permission.isOf(Role.ANALYST)).map(Permission::text))
                .allMatch(text -> text.endsWith(":read") || text.equals("exports:run"));
        assertThat(Permission.texts()).doesNotHaveDuplicates().contains("fx-rates:write", "api-keys:write");
    }

    /** What happens is told to all followers alike. */
    @ParameterizedTest
    @ValueSource(strings = {"events", "campaigns", "analytics", "workflows"})
    void who_works_for_some_advertisers_follows_nothing(String topic) {
        Member all = new Member(UserId.next(), TenantId.next(), Role.ADMIN, Instant.MAX, null, null, null);
        Rights.requireFollowing(all, topic);
        Member some = new Member(all.userId(), all.tenantId(), Role.ADMIN, Instant.MAX, null, null, Set.of(ClientId
                .next()));
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> Rights.requireFollowing(some, topic));
    }
}
