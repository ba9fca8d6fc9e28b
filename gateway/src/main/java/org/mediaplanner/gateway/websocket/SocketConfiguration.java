package org.mediaplanner.gateway.websocket;

import java.time.Clock;
import java.util.Map;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.gateway.limit.RateLimits;
import org.mediaplanner.gateway.security.Doorkeeper;
import org.mediaplanner.gateway.stream.Closing;
import org.mediaplanner.gateway.stream.Seats;
import org.mediaplanner.gateway.stream.StreamMeters;
import org.mediaplanner.gateway.stream.Streams;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

@Configuration(proxyBeanMethods = false)
class SocketConfiguration {

    static final String PATH = "/api/v1/ws";

    private static final int BEFORE_CONTROLLERS = -1;

    @Bean
    HandlerMapping socketMapping(Streams streams, Seats seats, RateLimits limits, Doorkeeper doorkeeper,
            Closing closing, HttpJson json, Clock clock, StreamMeters meters) {
        return new SimpleUrlHandlerMapping(
                Map.of(PATH, new SocketHandler(streams, seats, limits, doorkeeper, closing, json, clock,
                        Patience.USUAL, meters)),
                BEFORE_CONTROLLERS);
    }
}
