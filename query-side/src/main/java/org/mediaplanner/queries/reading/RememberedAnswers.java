package org.mediaplanner.queries.reading;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.RememberedQuery;
import org.mediaplanner.queries.projection.ViewJson;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/**
 * Answers a question from memory while nothing that the answer was read from has changed. The stamps are read first, so
 * an answer is never older than the stamps that it is kept under; and whoever waited for a write reads stamps that have
 * changed with it.
 */
@Component
public final class RememberedAnswers {

    /** Days begin at a multiple of this in every time zone, and answers may depend on the day. */
    private static final Duration SLOT = Duration.ofMinutes(15);
    /** What is longer costs more to carry than to compute. */
    private static final int LONGEST = 256 * 1_024;

    private final ObjectProvider<AnswerStore> store;
    private final ChangeStamps stamps;

    RememberedAnswers(ObjectProvider<AnswerStore> store, ChangeStamps stamps) {
        this.store = store;
        this.stamps = stamps;
    }

    /**
     * The answer to {@code query}, from memory or from {@code read}.
     *
     * @param readModels that the answer is read from
     */
    public <R> Mono<R> answer(TenantId tenant, RememberedQuery<R> query, Set<String> readModels,
            Supplier<Mono<R>> read) {
        AnswerStore memory = store.getIfAvailable();
        if (memory == null) {
            return read.get();
        }
        // Among other advertisers' things the answer is another.
        return Mono.deferContextual(context -> stamps.of(tenant, readModels)
                .map(stamp -> key(tenant, query, stamp + context.getOrDefault(ReaderConfiguration.AMONG, ""))))
                .flatMap(key -> memory.find(key).mapNotNull(text -> parsed(text, query.answer()))
                        .switchIfEmpty(Mono.defer(read).flatMap(answer -> kept(memory, key, answer))));
    }

    private static <R> Mono<R> kept(AnswerStore memory, String key, R answer) {
        String text = ViewJson.write(answer);
        return text.length() > LONGEST ? Mono.just(answer) : memory.keep(key, text, SLOT).thenReturn(answer);
    }

    /** Nothing where a node of another version has kept it. */
    private static <R> @Nullable R parsed(String text, Class<R> type) {
        try {
            return ViewJson.read(text, type);
        } catch (JacksonException other) {
            return null;
        }
    }

    private static String key(TenantId tenant, RememberedQuery<?> query, String stamps) {
        Instant slot = Instant.ofEpochSecond(Math.floorDiv(query.now().getEpochSecond(), SLOT.toSeconds())
                * SLOT.toSeconds());
        String asked = query.getClass().getSimpleName() + ViewJson.write(query.at(slot)) + stamps;
        return "media-planner:answer:" + tenant.value() + ":" + sha256(asked);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
