package org.mediaplanner.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;

/** What is said to browsers, and what is kept from other hosts' pages. */
class BrowsersTest {

    private static final Tenant TENANT = Tenant.register();
    private static final String ELSEWHERE = "https://evil.example";

    static Stream<Reply> answers() {
        Tenant nobody = Tenant.nobody();
        return Stream.of(TENANT.get("/campaigns").is(200), TENANT.post("/clients", "{").is(400),
                nobody.get("/campaigns").is(401), nobody.get("//nothing/here").is(404), nobody.get("//health").is(200),
                nobody.get("//a%2fb").is(400), nobody.get("//metrics").is(200), nobody.get("//api/docs").is(200),
                nobody.get("//api/docs/assets/swagger-ui.css").is(200), nobody.get("//.well-known/jwks.json").is(200),
                TENANT.post("/campaigns", Tenant.campaign("x".repeat(2 << 20))).is(413),
                TENANT.send("OPTIONS", "/campaigns", null).is(200),
                TENANT.get("/campaigns", "Origin", ELSEWHERE).is(403));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void each_answer_says_what_must_not_be_done_with_it(Reply answer) {
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Strict-Transport-Security")).as("in the clear it would say nothing").isNull();
    }

    @Test
    void pages_of_another_host_may_not_call_and_those_of_this_one_may() {
        TENANT.get("/campaigns", "Origin", ELSEWHERE).isProblem(403, "origin-not-allowed");
        TENANT.send("OPTIONS", "/campaigns", null, "Origin", ELSEWHERE, "Access-Control-Request-Method", "POST")
                .isProblem(403, "origin-not-allowed");
        assertThat(TENANT.get("/campaigns", "Origin", RunningApplication.instance().url()).is(200)
                .header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void a_page_of_another_host_opens_no_websocket() {
        assertThatThrownBy(() -> open("/api/v1/ws", ELSEWHERE)).isInstanceOfSatisfying(CompletionException.class,
                refused -> assertThat(refused.getCause()).isInstanceOfSatisfying(WebSocketHandshakeException.class,
                        handshake -> assertThat(handshake.getResponse().statusCode()).isEqualTo(403)));
        open("/api/v1/ws", RunningApplication.instance().url()).abort();
    }

    @Test
    void nor_one_that_speaks_rsocket() {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        WebSocket socket = open("/rsocket", ELSEWHERE, closed);
        assertThat(closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(1008);
        socket.abort();
    }

    private static WebSocket open(String path, String origin) {
        return open(path, origin, new CompletableFuture<>());
    }

    private static WebSocket open(String path, String origin, CompletableFuture<Integer> closed) {
        return HttpClient.newHttpClient().newWebSocketBuilder().header("Origin", origin)
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(URI.create(RunningApplication.instance().url().replaceFirst("http", "ws") + path),
                        new WebSocket.Listener() {

                            @Override
                            public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                                closed.complete(code);
                                return null;
                            }
                        })
                .join();
    }
}
