package org.mediaplanner.queries.reading;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.token.TokenCoverage;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How far the projections are, on whatever node they run: what their stored tokens say. */
@Component
public class Progress {

    /** As long as a question waits for its own writes. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final TenantReader reader;

    Progress(TenantReader reader) {
        this.reader = reader;
    }

    private record Token(String processor, TokenCoverage coverage) {}

    /** Whether all of {@code processors} have the event at {@code globalIndex} behind them, within two seconds. */
    public Mono<Boolean> covers(TenantId tenant, Collection<String> processors, long globalIndex) {
        return tokens(tenant, processors)
                .map(tokens -> tokens.size() == processors.size()
                        && tokens.values().stream().allMatch(token -> token.covers(globalIndex)))
                .filter(Boolean::booleanValue)
                .repeatWhenEmpty(tries -> tries.delayElements(PAUSE))
                .timeout(LONGEST_WAIT, Mono.just(false))
                .defaultIfEmpty(false);
    }

    /** The tokens of those of {@code processors} that have one. */
    public Mono<Map<String, TokenCoverage>> tokens(TenantId tenant, Collection<String> processors) {
        Sql tokens = Sql.of("SELECT processor_name, token, token_type FROM event_store.token_entry WHERE true")
                .andAny("processor_name", "names", processors);
        return reader.all(tenant, tokens, row -> new Token(
                Objects.requireNonNull(row.get("processor_name", String.class)),
                TokenCoverage.parse(row.get("token", byte[].class), row.get("token_type", String.class))))
                .collect(Collectors.toMap(Token::processor, Token::coverage));
    }
}
