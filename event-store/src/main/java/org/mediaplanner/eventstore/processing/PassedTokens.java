package org.mediaplanner.eventstore.processing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.mediaplanner.eventstore.token.NodeName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Writes down how far those are who passed what concerned none of them: all of a node's together, with one statement, a
 * few milliseconds later. Alone, each would need a transaction for it, and with every event most have nothing else to do.
 */
final class PassedTokens {

    /** Those who pass the same page come close behind each other. */
    private static final long GATHER_MILLIS = 2;
    /** Between one statement and the next. */
    private static final long APART_MILLIS = 20;
    private static final long AFTER_FAILURE_MILLIS = 1_000;
    /** A row that somebody holds is left for the next time: nobody here waits for whoever looks after one processor. */
    private static final String WRITE = """
            WITH held AS (
                SELECT processor_name FROM event_store.token_entry
                 WHERE processor_name = ANY (:names) AND segment = 0 AND owner = :owner
                 ORDER BY processor_name FOR UPDATE SKIP LOCKED
            )
            UPDATE event_store.token_entry AS entry SET token = passed.token, token_type = :type, timestamp = :at
              FROM held JOIN unnest(:names::text[], :tokens::bytea[]) AS passed (processor_name, token) USING (processor_name)
             WHERE entry.processor_name = held.processor_name AND entry.segment = 0
            RETURNING entry.processor_name
            """;
    private static final Logger LOG = LoggerFactory.getLogger(PassedTokens.class);

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final String owner;
    private final ScheduledExecutorService writer;
    private final Map<String, GapAwareTrackingToken> noted = new ConcurrentHashMap<>();
    private final AtomicBoolean isDue = new AtomicBoolean();
    private volatile long writtenAt = System.nanoTime();

    /** @param serializer which the token store uses too */
    PassedTokens(JdbcClient jdbc, Serializer serializer, NodeName node, ScheduledExecutorService writer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.owner = node.value();
        this.writer = writer;
    }

    /** Has {@code token} written for {@code processor}, if this node still has its claim by then. */
    void note(String processor, GapAwareTrackingToken token) {
        noted.put(processor, token);
        writeIn(Math.max(GATHER_MILLIS,
                APART_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - writtenAt)));
    }

    /** Nothing that was noted for {@code processor} is written once this returns: it writes its token itself. */
    synchronized void forget(String processor) {
        noted.remove(processor);
    }

    private void writeIn(long millis) {
        if (!isDue.getAndSet(true)) {
            ScheduledFuture<?> _ = writer.schedule(this::write, millis, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void write() {
        isDue.set(false);
        Map<String, GapAwareTrackingToken> passed = Map.copyOf(noted);
        if (passed.isEmpty()) {
            return;
        }
        try {
            written(passed).forEach(processor -> noted.remove(processor, passed.get(processor)));
        } catch (RuntimeException failure) {
            if (Failures.isOutage(failure)) {
                LOG.info("What was passed is written down later: {}", Failures.describe(failure));
            } else {
                LOG.warn("What was passed cannot be written down", failure);
            }
            writeIn(AFTER_FAILURE_MILLIS);
        }
        writtenAt = System.nanoTime();
        if (!noted.isEmpty()) {
            writeIn(APART_MILLIS);
        }
    }

    private List<String> written(Map<String, GapAwareTrackingToken> passed) {
        List<Map.Entry<String, GapAwareTrackingToken>> all = List.copyOf(passed.entrySet());
        List<SerializedObject<byte[]>> tokens = all.stream()
                .map(entry -> serializer.serialize(entry.getValue(), byte[].class)).toList();
        return jdbc.sql(WRITE)
                .param("names", new SqlArrayValue("text", all.stream().map(Map.Entry::getKey).toArray()))
                .param("tokens",
                        new SqlArrayValue("bytea",
                                (Object[]) tokens.stream().map(SerializedObject::getData).toArray(byte[][]::new)))
                .param("type", tokens.getFirst().getType().getName())
                .param("at", DateTimeUtils.formatInstant(Instant.now()))
                .param("owner", owner)
                .query(String.class).list();
    }
}
