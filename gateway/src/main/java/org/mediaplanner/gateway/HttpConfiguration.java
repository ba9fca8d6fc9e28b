package org.mediaplanner.gateway;

import java.time.Duration;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.command.IfMatch;
import org.mediaplanner.gateway.csv.CsvLists;
import org.mediaplanner.gateway.input.JsonBodies;
import org.mediaplanner.gateway.input.ParameterBinding;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.gateway.query.QueryRequest;
import org.mediaplanner.gateway.security.Member;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** How requests are read and answers written, for all operations alike. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration implements WebFluxConfigurer {

    /**
     * A command waits mostly for PostgreSQL, and those that wait together share a transaction. How many have one of
     * their own at a time is bounded behind this door.
     */
    private static final int COMMANDS_PER_PROCESSOR = 16;
    private static final int COMMANDS_WAITING = 512;
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(5);
    /** Checking a password is meant to be slow and keeps a processor busy; it must not keep commands waiting. */
    private static final int PASSWORDS_WAITING = 128;
    private static final Duration PASSWORD_PATIENCE = Duration.ofSeconds(10);
    private static final int FILES_PER_PROCESSOR = 4;
    private static final int FILES_WAITING = 32;
    private static final Duration FILE_PATIENCE = Duration.ofSeconds(10);

    private final HttpJson json;
    private final CommandRequest.Resolver commands;
    private final QueryRequest.Resolver queries;

    HttpConfiguration(HttpJson json, CommandRequest.Resolver commands, QueryRequest.Resolver queries) {
        this.json = json;
        this.commands = commands;
        this.queries = queries;
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
        codecs.defaultCodecs().jacksonJsonDecoder(new JsonBodies());
        codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(json.mapper()));
        codecs.customCodecs().register(new CsvLists(json));
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(commands, queries, new IfMatch.Resolver(), new ParameterBinding(),
                new Member.Resolver());
    }

    @Configuration(proxyBeanMethods = false)
    static class Gates {

        @Bean
        CommandGate commandGate() {
            return new CommandGate("command", COMMANDS_PER_PROCESSOR * processors(), COMMANDS_WAITING,
                    COMMAND_PATIENCE);
        }

        @Bean
        CommandGate passwordGate() {
            return new CommandGate("password", processors(), PASSWORDS_WAITING, PASSWORD_PATIENCE);
        }

        @Bean
        CommandGate fileGate() {
            return new CommandGate("file", FILES_PER_PROCESSOR * processors(), FILES_WAITING, FILE_PATIENCE);
        }

        private static int processors() {
            return Runtime.getRuntime().availableProcessors();
        }
    }
}
