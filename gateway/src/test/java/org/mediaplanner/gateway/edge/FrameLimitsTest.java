package org.mediaplanner.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.transport.ClientTransport;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.client.WebsocketClientTransport;
import io.rsocket.util.DefaultPayload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Socket;
import org.mediaplanner.gateway.testing.Tenant;

/** Nobody fills the memory of a door: what is larger than it takes ends there. */
class FrameLimitsTest {

    private static final int TOO_MUCH = (64 << 10) + 1_000;

    private final Tenant tenant = Tenant.register();

    @Test
    void a_frame_of_a_websocket_that_is_too_large_ends_the_connection() {
        try (Socket socket = Socket.of(tenant)) {
            socket.say("{\"type\": \"ping\", \"more\": \"" + "x".repeat(TOO_MUCH) + "\"}");
            assertThat(socket.closeCode()).isEqualTo(1002);
        }
    }

    /** Over TCP it is thrown away as it comes, and nothing is answered; over WebSocket the connection ends. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_frame_over_rsocket_that_is_too_large_is_not_read(boolean overTcp) {
        RSocket socket = connect(RSocketConnector.create(), overTcp);
        assertThatThrownBy(() -> followLargely(socket));
        socket.dispose();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nor_is_a_request_put_together_that_comes_in_too_many_pieces(boolean overTcp) {
        RSocket socket = connect(RSocketConnector.create().fragment(16 << 10), overTcp);
        assertThatThrownBy(() -> followLargely(socket)).matches(
                refused -> !(refused.getCause() instanceof TimeoutException), "is refused at once");
        socket.dispose();
    }

    private static void followLargely(RSocket socket) {
        socket.requestStream(DefaultPayload.create("x".repeat(2 * TOO_MUCH))).timeout(Duration.ofSeconds(3))
                .blockLast();
    }

    private RSocket connect(RSocketConnector connector, boolean overTcp) {
        return Objects.requireNonNull(connector.metadataMimeType("message/x.rsocket.authentication.bearer.v0")
                .setupPayload(DefaultPayload.create(Unpooled.EMPTY_BUFFER,
                        Unpooled.copiedBuffer(tenant.token(), StandardCharsets.UTF_8)))
                .connect(overTcp ? tcp() : webSocket()).block(Duration.ofSeconds(10)));
    }

    @Test
    void a_line_or_headers_that_are_too_large_are_not_read() {
        assertThat(Tenant.nobody().get("//health?q=" + "x".repeat(20_000)).status()).isEqualTo(414);
        assertThat(Tenant.nobody().get("//health", "X-Large", "x".repeat(20_000)).status()).isEqualTo(431);
    }

    private static ClientTransport tcp() {
        return TcpClientTransport.create("localhost", RunningApplication.instance().rsocketPort());
    }

    private static ClientTransport webSocket() {
        return WebsocketClientTransport.create(
                URI.create(RunningApplication.instance().url().replaceFirst("http", "ws") + "/rsocket"));
    }
}
