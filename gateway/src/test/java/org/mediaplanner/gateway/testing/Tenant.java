package org.mediaplanner.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller from outside: an organisation of its own and its owner's token, speaking plain HTTP. */
public final class Tenant {

    /** Who looks after the installation under test. */
    static final String OPERATOR = "operator@example.com";
    /** Of everyone who registers here. */
    public static final String PASSWORD = "Correct-horse-1";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final @Nullable String token;
    private final String email;

    private Tenant(@Nullable String token, String email) {
        this.token = token;
        this.email = email;
    }

    /** What came back. */
    public record Reply(int status, java.net.http.HttpHeaders headers, String text) {

        public JsonNode json() {
            return JSON.readTree(text);
        }

        public @Nullable String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        /** What stands at {@code pointer}, as text. */
        public String at(String pointer) {
            return json().at(pointer).asString();
        }

        /** Checks that this is a problem document of the given kind. */
        public Reply isProblem(int expected, String code) {
            assertThat(status).as(text).isEqualTo(expected);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            assertThat(at("/status")).isEqualTo(Integer.toString(expected));
            assertThat(at("/code")).isEqualTo(code);
            assertThat(at("/title")).isNotBlank();
            assertThat(at("/type")).startsWith("urn:");
            assertThat(at("/requestId")).isEqualTo(header("X-Request-Id"));
            return this;
        }

        public Reply is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        /** Checks that {@code field} is among the places to blame. */
        public Reply names(String field) {
            assertThat(json().at("/errors").valueStream().map(error -> error.path("field").asString())).contains(field);
            return this;
        }
    }

    /** Somebody without a token. */
    public static Tenant nobody() {
        return new Tenant(null, "");
    }

    /** Somebody with {@code token}, whatever it is worth. */
    public static Tenant holding(String token) {
        return new Tenant(token, "");
    }

    /** A new organisation's owner. */
    public static Tenant register() {
        return register("Org");
    }

    /** The owner of a new organisation called {@code organization}. */
    public static Tenant register(String organization) {
        return register(organization, "owner-" + UUID.randomUUID() + "@example.com");
    }

    /** A new member of this organisation, who was invited and has come. */
    public Tenant member(String role) {
        return join("member-" + UUID.randomUUID() + "@example.com", role, "Correct-horse-1");
    }

    /** The member with this address and password, who was invited and has come. */
    public Tenant join(String email, String role, String password) {
        String invitation = post("/tenants/current/members", """
                {"email": "%s", "role": "%s"}""".formatted(email, role)).is(201).at("/invitation/token");
        return new Tenant(nobody().post("/auth/invitations/accept", """
                {"token": "%s", "name": "Member", "password": "%s"}""".formatted(invitation, password)).is(200)
                .at("/accessToken"), email);
    }

    /** The owner of some organisation who also looks after the whole installation. */
    public static Tenant operator() {
        return Operator.TENANT;
    }

    /** Registered when first asked for. */
    private static final class Operator {

        private static final Tenant TENANT = register("Org", OPERATOR);
    }

    private static Tenant register(String organization, String email) {
        nobody().post("/auth/register", """
                {"organization": "%s", "name": "Owner", "email": "%s", "password": "%s"}"""
                .formatted(organization, email, PASSWORD)).is(201);
        return new Tenant(null, email).loggedIn();
    }

    /** The same with a token of now. */
    public Tenant loggedIn() {
        return new Tenant(nobody().post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, PASSWORD)).is(200).at("/accessToken"), email);
    }

    public String email() {
        return email;
    }

    public String token() {
        return token == null ? "" : token;
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Reply post(String path, @Nullable String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Reply patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    /** Sends a file to be kept. */
    public Reply uploadFile(String csv) {
        String boundary = "boundary-" + UUID.randomUUID();
        String form = """
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="data.csv"\r
                Content-Type: text/csv\r
                \r
                %2$s\r
                --%1$s--\r
                """.formatted(boundary, csv);
        return send("POST", "/files", form, "Content-Type", "multipart/form-data; boundary=" + boundary);
    }

    /** Sends a CSV file and what its columns mean. */
    public Reply upload(String path, String csv, String mapping) {
        String boundary = "boundary-" + UUID.randomUUID();
        String form = """
                --%1$s\r
                Content-Disposition: form-data; name="mapping"\r
                Content-Type: application/json\r
                \r
                %2$s\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="data.csv"\r
                Content-Type: text/csv\r
                \r
                %3$s\r
                --%1$s--\r
                """.formatted(boundary, mapping, csv);
        return send("POST", path, form, "Content-Type", "multipart/form-data; boundary=" + boundary);
    }

    /** Sends a request to {@code path} of the API, or to the root where it begins with {@code //}. */
    public Reply send(String method, String path, @Nullable String body, String... headers) {
        String url = RunningApplication.instance().url()
                + (path.startsWith("//") ? path.substring(1) : "/api/v1" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The body of a request for a campaign called {@code name}. */
    public static String campaign(String name) {
        return """
                {"name": "%s", "channel": "SEARCH", "platform": "GOOGLE_ADS", "objective": "CONVERSIONS",
                 "startDate": "2026-01-01", "endDate": "2030-12-31",
                 "budget": {"type": "TOTAL", "money": {"amount": "1000.00", "currency": "EUR"}}}""".formatted(name);
    }
}
