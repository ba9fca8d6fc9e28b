package org.mediaplanner.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;

class DoorsTest {

    @ParameterizedTest
    @CsvSource({"/metrics", "/api/v1/admin", "/api/v1/admin/projections", "/api/v1/campaigns", "/health", "/api/docs"})
    void without_a_door_of_its_own_everything_is_behind_the_one_there_is(String path) {
        assertThat(leads(null, false, false, path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
            "/metrics,                    false, true", "/api/v1/admin,             false, true",
            "/api/v1/admin/dead-letters,  false, true", "/api/v1/%61dmin/processes, false, true",
            "/metrics;x=1,                false, true", "/health/ready,             true,  true",
            "/health,                     true,  true", "/api/docs,                 true,  true",
            "/api/v1/openapi.json,        true,  true", "/,                         true,  true",
            "/api/v1/campaigns,           true,  false", "/api/v1/auth/login,       true,  false",
            "/api/v1/administration,      true,  false", "/.well-known/jwks.json,   true,  false"})
    void with_one_figures_and_administration_are_behind_it_alone_and_nothing_of_the_rest(String path, boolean open,
            boolean aside) {
        assertThat(leads(9090, false, false, path)).as("the public door").isEqualTo(open);
        assertThat(leads(9090, false, true, path)).as("the other").isEqualTo(aside);
    }

    @ParameterizedTest
    @CsvSource({"/, false", "/api/docs, false", "/api/docs/assets/swagger-ui.css, false", "/api/redoc, false",
            "/api/v1/openapi.json, false", "/api/v1/asyncapi.json, false", "/api/v1/campaigns, true"})
    void the_documents_too_where_it_is_wished(String path, boolean open) {
        assertThat(leads(9090, true, false, path)).isEqualTo(open);
        assertThat(leads(9090, true, true, path)).isEqualTo(!open);
    }

    private static boolean leads(@Nullable Integer port, boolean documents, boolean aside, String path) {
        return Doors.leads(new ManagementProperties(port, "127.0.0.1", documents), aside,
                PathContainer.parsePath(path));
    }
}
