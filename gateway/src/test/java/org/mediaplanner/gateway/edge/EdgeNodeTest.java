package org.mediaplanner.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.metadata.CompositeMetadataCodec;
import io.rsocket.metadata.TaggingMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.util.DefaultPayload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.mediaplanner.gateway.testing.OtherNode;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.TestCertificate;
import reactor.core.publisher.Mono;
import reactor.netty.tcp.TcpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node whose edge is set up as on the internet: a certificate, a second door, a page elsewhere, small limits. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EdgeNodeTest {

    private static final String PAGE = "https://planner.example.com";
    private static final int OF_A_TENANT = 30;
    private static final int BAD_TOKENS = 4;
    private static final int REGISTRATIONS = 2;
    private static final int RSOCKET = RunningApplication.freePort();
    private static final int MANAGEMENT = RunningApplication.freePort();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;
    private static TestCertificate before;
    private static TestCertificate after;
    private static OtherNode node;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        before = TestCertificate.make(folder);
        after = TestCertificate.make(folder);
        before.install(certificateFile(), keyFile());
        client = newClient();
        Map<String, String> settings = new HashMap<>(Map.of(
                "mediaplanner.tls.certificate", certificateFile().toString(),
                "mediaplanner.tls.private-key", keyFile().toString(),
                "spring.ssl.bundle.watch.file.quiet-period", "200ms",
                "mediaplanner.rsocket.port", Integer.toString(RSOCKET),
                "mediaplanner.management.port", Integer.toString(MANAGEMENT),
                "mediaplanner.cors.origins", PAGE));
        settings.put("mediaplanner.limits.tenant", Integer.toString(OF_A_TENANT));
        settings.put("mediaplanner.limits.bad-tokens", Integer.toString(BAD_TOKENS));
        settings.put("mediaplanner.limits.registrations", Integer.toString(REGISTRATIONS));
        node = RunningApplication.instance().another("https", client, settings);
    }

    @AfterAll
    static void end() {
        node.close();
    }

    @Test
    @Order(1)
    void over_tls_a_browser_is_told_to_stay_with_it() throws Exception {
        assertThat(get(client, node.url() + "/health/ready", null).headers().firstValue("Strict-Transport-Security"))
                .hasValueSatisfying(said -> assertThat(said).contains("max-age=31536000"));
    }

    @Test
    @Order(2)
    void figures_and_administration_are_answered_at_their_own_door_alone() throws Exception {
        String token = Tenant.operator().token();
        String aside = "https://localhost:" + MANAGEMENT;
        assertThat(get(client, aside + "/metrics", null).body()).contains("jvm_memory");
        assertThat(get(client, aside + "/api/v1/admin/projections", token).statusCode()).isEqualTo(200);
        assertThat(get(client, aside + "/api/v1/admin/projections", null).statusCode()).isEqualTo(401);
        assertThat(get(client, aside + "/health/ready", null).statusCode()).isEqualTo(200);
        isProblem(get(client, aside + "/api/v1/campaigns", token), 404, "not-found");

        isProblem(get(client, node.url() + "/metrics", null), 404, "not-found");
        isProblem(get(client, node.url() + "/api/v1/admin/projections", token), 404, "not-found");
        assertThat(get(client, node.url() + "/api/v1/campaigns", token).statusCode()).isEqualTo(200);
        assertThat(get(client, node.url() + "/api/v1/openapi.json", null).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void a_page_that_is_named_may_call_and_read_what_it_needs() throws Exception {
        HttpResponse<String> asked = send(client, request("/api/v1/campaigns").header("Origin", PAGE)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,if-match,idempotency-key")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).hasValue(PAGE);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();

        HttpResponse<String> called = send(client, request("/api/v1/campaigns").header("Origin", PAGE)
                .header("Authorization", "Bearer " + Tenant.register().token()));
        assertThat(called.statusCode()).isEqualTo(200);
        assertThat(called.headers().firstValue("Access-Control-Expose-Headers")).hasValueSatisfying(
                said -> assertThat(said).contains("ETag", "X-Event-Position", "RateLimit"));

        isProblem(send(client, request("/api/v1/campaigns").header("Origin", PAGE + ".evil.example")), 403,
                "origin-not-allowed");
        isProblem(send(client, request("/api/v1/campaigns").header("Origin", PAGE)
                .header("Access-Control-Request-Method", "TRACE").method("OPTIONS", BodyPublishers.noBody())), 403,
                "origin-not-allowed");
    }

    @Test
    @Order(4)
    void an_organisation_hears_how_much_it_has_left_and_when_there_is_more() throws Exception {
        String token = Tenant.register().token();
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int i = 0; i < OF_A_TENANT + 5; i++) {
            answers.add(get(client, node.url() + "/api/v1/campaigns", token));
        }
        HttpResponse<String> first = answers.getFirst();
        assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"tenant\";q=" + OF_A_TENANT + ";w=60");
        assertThat(first.headers().firstValue("RateLimit")).hasValueSatisfying(
                said -> assertThat(said).matches("\"tenant\";r=" + (OF_A_TENANT - 1) + ";t=[1-9][0-9]*"));

        HttpResponse<String> refused = answers.stream().filter(answer -> answer.statusCode() == 429).findFirst()
                .orElseThrow();
        isProblem(refused, 429, "too-many-requests");
        assertThat(refused.headers().firstValue("Retry-After")).hasValueSatisfying(
                said -> assertThat(Integer.parseInt(said)).isBetween(1, 60));
        assertThat(get(client, node.url() + "/health", null).headers().firstValue("RateLimit")).isEmpty();
        assertThat(get(client, node.url() + "/api/v1/campaigns", Tenant.register().token()).statusCode())
                .as("of others").isEqualTo(200);

        RSocket socket = rsocket(token);
        assertThat(problem(socket.onClose())).as("and at the other doors").contains("too-many-requests");
    }

    @Test
    @Order(5)
    void streams_count_too_and_the_connection_outlives_the_refusal() throws Exception {
        RSocket socket = rsocket(Tenant.register().token());
        List<String> refusals = IntStream.range(0, OF_A_TENANT).mapToObj(
                i -> problem(socket.requestStream(asked("weather", "{}")).then())).toList();
        assertThat(refusals.getFirst()).contains("unknown-topic");
        assertThat(refusals.getLast()).contains("too-many-requests");
        assertThat(socket.isDisposed()).isFalse();
        socket.dispose();
    }

    @Test
    @Order(6)
    void tokens_that_are_none_are_401_until_there_are_too_many_of_them() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < BAD_TOKENS + 2; i++) {
            statuses.add(get(client, node.url() + "/api/v1/campaigns", "not.a.token").statusCode());
        }
        assertThat(statuses.subList(0, BAD_TOKENS)).containsOnly(401);
        assertThat(statuses.getLast()).isEqualTo(429);
        assertThat(get(client, node.url() + "/api/v1/campaigns", null).statusCode()).as("none at all").isEqualTo(401);
    }

    @Test
    @Order(7)
    void organisations_are_registered_from_an_address_so_often_in_an_hour() throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int i = 0; i <= REGISTRATIONS; i++) {
            answers.add(send(client, request("/api/v1/auth/register").header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}"))));
        }
        assertThat(answers.getFirst().statusCode()).isEqualTo(400);
        assertThat(answers.getFirst().headers().firstValue("RateLimit-Policy")).hasValue(
                "\"registration\";q=" + REGISTRATIONS + ";w=3600");
        isProblem(answers.getLast(), 429, "too-many-requests");
    }

    @Test
    @Order(8)
    void a_certificate_is_replaced_without_a_start() throws Exception {
        assertThat(shown("/health/ready")).isEqualTo(before.certificate());

        after.installKey(keyFile());
        Thread.sleep(Duration.ofSeconds(1));
        assertThat(shown("/health/ready")).as("half a pair is none").isEqualTo(before.certificate());

        after.install(certificateFile(), keyFile());

        await().atMost(Duration.ofSeconds(20)).until(() -> shown("/health/ready").equals(after.certificate()));
        await().until(() -> certificate(newClient(), "https://localhost:" + MANAGEMENT + "/health/ready")
                .equals(after.certificate()));
        RSocket socket = rsocket(Tenant.register().token(), TestCertificate.trusting(after));
        assertThat(socket.requestStream(asked("events", "{\"after\": 0}")).map(Payload::getDataUtf8)
                .blockFirst(Duration.ofSeconds(10))).contains("tenant.registered");
        socket.dispose();
    }

    private static X509Certificate shown(String path) throws Exception {
        return certificate(newClient(), node.url() + path);
    }

    private static X509Certificate certificate(HttpClient fresh, String url) throws Exception {
        return (X509Certificate) get(fresh, url, null).sslSession().orElseThrow().getPeerCertificates()[0];
    }

    private static RSocket rsocket(String token) throws Exception {
        return rsocket(token, TestCertificate.trusting(before, after));
    }

    private static RSocket rsocket(String token, TrustManagerFactory trust) throws Exception {
        SslContext trusting = SslContextBuilder.forClient().trustManager(trust).build();
        TcpClient tcp = TcpClient.create().host("localhost").port(RSOCKET)
                .secure(spec -> spec.sslContext(trusting));
        return Objects.requireNonNull(RSocketConnector.create()
                .metadataMimeType(WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString())
                .setupPayload(DefaultPayload.create(Unpooled.EMPTY_BUFFER,
                        composite("message/x.rsocket.authentication.bearer.v0",
                                Unpooled.copiedBuffer(token, StandardCharsets.UTF_8))))
                .connect(TcpClientTransport.create(tcp))
                .block(Duration.ofSeconds(10)));
    }

    private static Payload asked(String topic, String body) {
        return DefaultPayload.create(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8), composite(
                WellKnownMimeType.MESSAGE_RSOCKET_ROUTING.getString(),
                TaggingMetadataCodec.createTaggingContent(ByteBufAllocator.DEFAULT, List.of(topic))));
    }

    private static CompositeByteBuf composite(String type, ByteBuf content) {
        CompositeByteBuf metadata = Unpooled.compositeBuffer();
        CompositeMetadataCodec.encodeAndAddMetadata(metadata, ByteBufAllocator.DEFAULT, type, content);
        return metadata;
    }

    private static String problem(Mono<Void> ended) {
        return ended.materialize().mapNotNull(signal -> signal.getThrowable()).map(Throwable::getMessage)
                .blockOptional(Duration.ofSeconds(10)).orElse("");
    }

    private static HttpClient newClient() throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, TestCertificate.trusting(before, after).getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(node.url() + path));
    }

    private static HttpResponse<String> get(HttpClient from, String url, @Nullable String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        return send(from, token == null ? request : request.header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> send(HttpClient from, HttpRequest.Builder request) throws Exception {
        return from.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(problem.path("code").asString()).isEqualTo(code);
    }

    private static Path certificateFile() {
        return folder.resolve("door.pem");
    }

    private static Path keyFile() {
        return folder.resolve("door-key.pem");
    }
}
