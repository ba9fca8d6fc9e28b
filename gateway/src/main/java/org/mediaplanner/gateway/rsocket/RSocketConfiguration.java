package org.mediaplanner.gateway.rsocket;

import io.rsocket.core.RSocketServer;
import io.rsocket.transport.netty.server.WebsocketRouteTransport;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
    RSocketDoor rsocketDoor(StreamAcceptor acceptor, RSocketProperties properties) {
        return new RSocketDoor(server(acceptor), properties.port());
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> rsocketOverWebSocket(StreamAcceptor acceptor) {
        return factory -> factory.addRouteProviders(routes -> routes.ws(PATH,
                WebsocketRouteTransport.newHandler(server(acceptor).asConnectionAcceptor(LARGEST_REQUEST))));
    }

    private static RSocketServer server(StreamAcceptor acceptor) {
        return RSocketServer.create(acceptor).maxInboundPayloadSize(LARGEST_REQUEST).fragment(PIECE)
                .maxTimeToFirstFrame(SETUP);
    }
}
