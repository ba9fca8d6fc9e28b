package org.mediaplanner.gateway.security;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.problem.Fault;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which right each operation and each topic needs, in one table. What stands in no row is refused. */
public final class Rights {

    private static final Set<HttpMethod> READ = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<HttpMethod> WRITE = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH,
            HttpMethod.DELETE);
    private static final Set<HttpMethod> POST = Set.of(HttpMethod.POST);
    private static final Set<HttpMethod> ANY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT,
            HttpMethod.PATCH, HttpMethod.DELETE);

    /** Whom an operation is for. */
    public sealed interface Need {

        /** Everyone, with a token or without. */
        record Nothing() implements Need {}

        /**
         * Every member.
         *
         * @param session whether it must be a person who has signed in, and no key
         */
        record Membership(boolean session) implements Need {}

        /** Members who may do this. */
        record Permitted(Permission permission) implements Need {}

        /** Who looks after the installation. */
        record Operation() implements Need {}
    }

    /** @param methods for which the row holds */
    private record Row(Set<HttpMethod> methods, PathPattern path, Need need) {}

    private static final Need OPEN = new Need.Nothing();
    private static final Need PERSON = new Need.Membership(true);
    private static final Need MEMBER = new Need.Membership(false);
    private static final Need OPERATOR = new Need.Operation();

    /** The first row that fits counts. */
    private static final List<Row> TABLE = List.of(
            row(READ, "/", OPEN), row(READ, "/health", OPEN), row(READ, "/health/*", OPEN),
            row(READ, "/metrics", OPEN), row(READ, "/.well-known/jwks.json", OPEN), row(READ, "/api/docs", OPEN),
            row(READ, "/api/docs/**", OPEN), row(READ, "/api/redoc", OPEN), row(READ, "/api/redoc/**", OPEN),
            row(READ, "/api/v1/openapi.json", OPEN), row(READ, "/api/v1/openapi.json.yaml", OPEN),
            row(READ, "/api/v1/asyncapi.json", OPEN),
            // Its first frame is a token.
            row(READ, "/api/v1/ws", OPEN),

            row(POST, "/api/v1/auth/register", OPEN), row(POST, "/api/v1/auth/login", OPEN),
            row(POST, "/api/v1/auth/refresh", OPEN), row(POST, "/api/v1/auth/logout", OPEN),
            row(POST, "/api/v1/auth/invitations/accept", OPEN), row(POST, "/api/v1/auth/password/forgot", OPEN),
            row(POST, "/api/v1/auth/password/reset", OPEN), row(READ, "/api/v1/auth/google", OPEN),
            row(READ, "/api/v1/auth/google/callback", OPEN), row(POST, "/api/v1/auth/google/exchange", OPEN),
            row(READ, "/api/v1/auth/me", MEMBER),
            row(ANY, "/api/v1/auth/api-keys/**", may(Permission.API_KEYS_WRITE)),
            row(ANY, "/api/v1/auth/**", PERSON),

            row(READ, "/api/v1/tenants/current/members", may(Permission.MEMBERS_READ)),
            row(WRITE, "/api/v1/tenants/current/members/**", may(Permission.MEMBERS_WRITE)),
            row(READ, "/api/v1/tenants/current/security-entries", may(Permission.SECURITY_READ)),
            row(READ, "/api/v1/tenants/current", may(Permission.TENANT_READ)),
            row(WRITE, "/api/v1/tenants/current", may(Permission.TENANT_WRITE)),

            row(READ, "/api/v1/clients/**", may(Permission.CLIENTS_READ)),
            row(WRITE, "/api/v1/clients/**", may(Permission.CLIENTS_WRITE)),
            row(READ, "/api/v1/campaigns/**", may(Permission.CAMPAIGNS_READ)),
            row(WRITE, "/api/v1/campaigns/**", may(Permission.CAMPAIGNS_WRITE)),
            row(READ, "/api/v1/budgets/**", may(Permission.BUDGETS_READ)),
            row(WRITE, "/api/v1/budgets/**", may(Permission.BUDGETS_WRITE)),
            row(WRITE, "/api/v1/performance/**", may(Permission.PERFORMANCE_WRITE)),
            row(READ, "/api/v1/analytics/**", may(Permission.ANALYTICS_READ)),
            row(READ, "/api/v1/fx-rates", may(Permission.ANALYTICS_READ)),
            row(WRITE, "/api/v1/fx-rates", may(Permission.FX_RATES_WRITE)),
            row(READ, "/api/v1/events/**", may(Permission.EVENTS_READ)),
            row(READ, "/api/v1/workflows/**", may(Permission.WORKFLOWS_READ)),
            row(POST, "/api/v1/workflows/export", may(Permission.EXPORTS_RUN)),
            row(WRITE, "/api/v1/workflows/**", may(Permission.WORKFLOWS_WRITE)),
            row(READ, "/api/v1/files/**", may(Permission.FILES_READ)),
            row(WRITE, "/api/v1/files", may(Permission.PERFORMANCE_WRITE)),

            row(ANY, "/api/v1/admin/consistency-checks/**", OPERATOR),
            row(READ, "/api/v1/admin/security-entries", OPERATOR), row(ANY, "/api/v1/admin/tenants/**", OPERATOR),
            row(READ, "/api/v1/admin/**", may(Permission.PROJECTIONS_READ)),
            row(WRITE, "/api/v1/admin/**", OPERATOR),
            // Which methods there are is no secret of those who may come in.
            row(Set.of(HttpMethod.OPTIONS), "/api/v1/**", MEMBER));

    private static final Map<String, Permission> TOPICS = Map.of("events", Permission.EVENTS_READ, "campaigns",
            Permission.CAMPAIGNS_READ, "analytics", Permission.ANALYTICS_READ, "workflows", Permission.WORKFLOWS_READ);

    private Rights() {}

    /** Whom the operation is for; empty where no row says it. */
    public static Optional<Need> of(@Nullable HttpMethod method, PathContainer path) {
        return method == null
                ? Optional.empty()
                : TABLE.stream().filter(row -> row.methods().contains(method) && row.path().matches(path)).findFirst()
                        .map(Row::need);
    }

    /** What following {@code topic} takes; empty for what is no topic. */
    public static Optional<Permission> following(String topic) {
        return Optional.ofNullable(TOPICS.get(topic));
    }

    /** Ends with 403 where {@code member} may not follow {@code topic}; what is no topic is for others to tell. */
    public static void requireFollowing(Member member, String topic) {
        // What happens is told to all who follow it alike.
        if (following(topic).filter(needed -> member.clients() != null || !member.may(needed)).isPresent()) {
            throw Fault.of(HttpStatus.FORBIDDEN, "forbidden", "Your role does not allow this").raised();
        }
    }

    private static Row row(Set<HttpMethod> methods, String path, Need need) {
        return new Row(methods, PathPatternParser.defaultInstance.parse(path), need);
    }

    private static Need may(Permission permission) {
        return new Need.Permitted(permission);
    }
}
