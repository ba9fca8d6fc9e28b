package org.mediaplanner.gateway.rsocket;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.rsocket.core.RSocketServer;
import io.rsocket.transport.netty.server.WebsocketRouteTransport;
import java.time.Duration;
import org.mediaplanner.gateway.edge.DoorTls;
import org.mediaplanner.gateway.edge.Origins;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.websocket.WebsocketInbound;

/** One acceptor behind two transports: TCP, and WebSocket beside HTTP. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RSocketProperties.class)
class RSocketConfiguration {

    static final String PATH = "/rsocket";

    /** What a client may say is short: a route, a filter, a token. */
    static final int LARGEST_REQUEST = 64 << 10;
    /** Larger events go in pieces, which every client puts together, and WebSocket frames stay below their limit. */
    private static final int PIECE = 32 << 10;
    private static final Duration SETUP = Duration.ofSeconds(5);

    @Bean
    RSocketDoor rsocketDoor(StreamAcceptor acceptor, RSocketProperties properties, DoorTls tls) {
        return new RSocketDoor(server(acceptor), properties.port(), tls);
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> rsocketOverWebSocket(StreamAcceptor acceptor,
            Origins origins) {
        var answer = WebsocketRouteTransport.newHandler(server(acceptor).asConnectionAcceptor(LARGEST_REQUEST));
        return factory -> factory.addRouteProviders(routes -> routes.ws(PATH, (in, out) -> admitted(in, origins)
                ? answer.apply(in, out)
                : out.sendClose(WebSocketCloseStatus.POLICY_VIOLATION.code(),
                        "From pages of this origin this may not be called")));
    }

    /** These handshakes do not come by where those of HTTP are looked at. */
    private static boolean admitted(WebsocketInbound handshake, Origins origins) {
        return origins.admit(handshake.headers().get(HttpHeaderNames.ORIGIN),
                handshake.headers().get(HttpHeaderNames.HOST));
    }

    private static RSocketServer server(StreamAcceptor acceptor) {
        return RSocketServer.create(acceptor).maxInboundPayloadSize(LARGEST_REQUEST).fragment(PIECE)
                .maxTimeToFirstFrame(SETUP);
    }
}
