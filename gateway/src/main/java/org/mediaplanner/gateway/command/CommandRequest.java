package org.mediaplanner.gateway.command;

import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.Commands.IdempotencyKey;
import org.mediaplanner.commands.Commands.Outcome;
import org.mediaplanner.gateway.problem.RequestIds;
import org.mediaplanner.gateway.security.Member;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A request that wants something to happen: who asks, under which key, and how what came of it is answered. The
 * answer is made of the outcome alone, so that a repeated request gets the same one.
 */
public final class CommandRequest {

    public static final String POSITION = "X-Event-Position";

    private final CommandCounter counter;
    private final ServerWebExchange exchange;
    private final Member member;
    private final @Nullable String key;

    private CommandRequest(CommandCounter counter, ServerWebExchange exchange, Member member) {
        this.counter = counter;
        this.exchange = exchange;
        this.member = member;
        this.key = IdempotencyKeys.given(exchange);
    }

    /** A body and the version of the thing that it shows; {@code null} for what has no versions. */
    public record Shown<B>(@Nullable Long version, B body) {}

    /** Has {@code command} carried out and answers 201 with what {@code show} makes of the result. */
    public <R, B> Mono<ResponseEntity<B>> create(Command<R> command, Function<R, Shown<B>> show,
            Function<B, String> location) {
        return send(command).map(outcome -> {
            Shown<B> shown = show.apply(outcome.result());
            return answer(HttpStatus.CREATED, outcome, shown.version())
                    .location(URI.create(location.apply(shown.body())))
                    .body(shown.body());
        });
    }

    /** Has {@code command} carried out, which asks for long work, and answers 202 with where to look for it. */
    public <R, B> Mono<ResponseEntity<B>> accept(Command<R> command, Function<R, B> show, String location) {
        return send(command).map(outcome -> answer(HttpStatus.ACCEPTED, outcome, null).location(URI.create(location))
                .body(show.apply(outcome.result())));
    }

    /** Has {@code command} carried out and answers 200 with what {@code show} makes of the result. */
    public <R, B> Mono<ResponseEntity<B>> change(Command<R> command, Function<R, Shown<B>> show) {
        return change(() -> command, show);
    }

    /** As {@link #change(Command, Function)}, for a command that takes so long to make that it must be made elsewhere. */
    public <R, B> Mono<ResponseEntity<B>> change(Supplier<? extends Command<R>> command,
            Function<R, Shown<B>> show) {
        return counter.send(caller(), command, named()).map(outcome -> changed(outcome, show));
    }

    /** Has {@code command} carried out and answers 204. */
    public Mono<ResponseEntity<Void>> archive(Command<?> command) {
        return send(command).map(outcome -> answer(HttpStatus.NO_CONTENT, outcome, null).build());
    }

    /** Says what the parts of a multipart body are: a repeated request is told by them. */
    public CommandRequest made(byte[]... parts) {
        for (byte[] part : parts) {
            BodyDigest.take(exchange, part);
        }
        return this;
    }

    private <R> Mono<Outcome<R>> send(Command<R> command) {
        return counter.send(caller(), () -> command, named());
    }

    private static <R, B> ResponseEntity<B> changed(Outcome<R> outcome, Function<R, Shown<B>> show) {
        Shown<B> shown = show.apply(outcome.result());
        return answer(HttpStatus.OK, outcome, shown.version()).body(shown.body());
    }

    private Caller caller() {
        return Caller.user(member.tenantId(), member.userId().value(), RequestIds.of(exchange), member.clients());
    }

    private @Nullable IdempotencyKey named() {
        return key == null ? null : IdempotencyKeys.naming(key, exchange, member.clients(), BodyDigest.of(exchange));
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status, Outcome<?> outcome, @Nullable Long version) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).header(POSITION,
                Long.toString(outcome.position()));
        if (version != null) {
            answer.header(HttpHeaders.ETAG, "\"" + version + "\"");
        }
        return outcome.replayed() ? answer.header(IdempotencyKeys.REPLAYED, "true") : answer;
    }

    /** Makes one of the exchange and of who the token says is asking. */
    @Component
    public static final class Resolver implements HandlerMethodArgumentResolver {

        private final CommandCounter counter;

        Resolver(CommandCounter counter) {
            this.counter = counter;
        }

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == CommandRequest.class;
        }

        @Override
        public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context,
                ServerWebExchange exchange) {
            return Member.of(exchange).map(member -> new CommandRequest(counter, exchange, member));
        }
    }
}
