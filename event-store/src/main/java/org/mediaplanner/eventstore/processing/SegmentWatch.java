package org.mediaplanner.eventstore.processing;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.axonframework.eventhandling.StreamingEventProcessor;
import org.mediaplanner.eventstore.token.NodeName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes up again what an error made a processor let go. Axon waits longer after each error, up to a minute, and would
 * still wait when the database has long been back.
 */
final class SegmentWatch implements Runnable {

    /** How often it looks: also the longest that a batch which fails again and again is left alone. */
    static final long EVERY_MILLIS = 5_000;

    private static final int ONLY_SEGMENT = 0;
    private static final Logger LOG = LoggerFactory.getLogger(SegmentWatch.class);

    private final JdbcClient jdbc;
    private final NodeName node;
    private final List<StreamingEventProcessor> processors;

    SegmentWatch(JdbcClient jdbc, NodeName node, List<StreamingEventProcessor> processors) {
        this.jdbc = jdbc;
        this.node = node;
        this.processors = List.copyOf(processors);
    }

    @Override
    public void run() {
        List<StreamingEventProcessor> idle = processors.stream().filter(processor -> processor.processingStatus()
                .isEmpty()).toList();
        if (!idle.isEmpty()) {
            claim(idle);
        }
    }

    private void claim(List<StreamingEventProcessor> idle) {
        try {
            Set<String> free = jdbc.sql("""
                    SELECT processor_name FROM event_store.token_entry WHERE owner IS NULL OR owner = ?
                    """).param(node.value()).query(String.class).set();
            idle.stream().filter(processor -> free.contains(processor.getName())).forEach(SegmentWatch::takeUp);
        } catch (DataAccessException e) {
            LOG.info("The database is away; processors wait for it");
        }
    }

    private static void takeUp(StreamingEventProcessor processor) {
        CompletableFuture<Boolean> _ = processor.claimSegment(ONLY_SEGMENT);
    }
}
