package org.mediaplanner.eventstore.processing;

import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.mediaplanner.eventstore.token.NodeName;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the registered processors while the application runs. Each has one segment, so that it sees events in one
 * order and on one node at a time, one thread that reads and one that handles, so that a slow one holds up no other.
 */
@Component
public final class StreamingProcessors implements SmartLifecycle {

    private static final int BATCH = 500;
    private static final long CLAIM_MILLIS = 2_000;

    private final EventStore eventStore;
    private final TokenStore tokenStore;
    private final TransactionManager transactions;
    private final List<CorrelationDataProvider> correlation;
    private final JdbcClient jdbc;
    private final NodeName node;
    private final List<ProcessorRegistration> registrations;
    private final ProcessorFaults faults;
    private final DeadLetterTable letters;
    private final TransactionTemplate savepoint;
    private final ObservationRegistry observations;
    private final List<ScheduledExecutorService> executors = new ArrayList<>();
    private final List<StreamingEventProcessor> processors = new ArrayList<>();

    StreamingProcessors(EventStore eventStore, TokenStore tokenStore, TransactionManager transactions,
            List<CorrelationDataProvider> correlation, JdbcClient jdbc, NodeName node,
            List<ProcessorRegistration> registrations, ProcessorFaults faults, DeadLetterTable letters,
            PlatformTransactionManager database, ObjectProvider<ObservationRegistry> observed) {
        this.eventStore = eventStore;
        this.tokenStore = tokenStore;
        this.transactions = transactions;
        this.correlation = correlation;
        this.jdbc = jdbc;
        this.node = node;
        this.registrations = registrations;
        this.faults = faults;
        this.letters = letters;
        this.savepoint = DeadLetters.nested(database);
        this.observations = observed.getIfAvailable(() -> ObservationRegistry.NOOP);
    }

    /** The processors that run on this node, whether or not it holds their segment. */
    public synchronized List<StreamingEventProcessor> running() {
        return List.copyOf(processors);
    }

    @Override
    public synchronized void start() {
        registrations.forEach(registration -> processors.add(processor(registration)));
        processors.forEach(StreamingEventProcessor::start);
        ScheduledFuture<?> _ = thread("segment-watch").scheduleWithFixedDelay(
                new SegmentWatch(jdbc, node, processors),
                SegmentWatch.EVERY_MILLIS, SegmentWatch.EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private StreamingEventProcessor processor(ProcessorRegistration registration) {
        String name = registration.name();
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(registration.invoker(faults,
                        listener -> new ParkingListener(name, listener, letters, savepoint),
                        listener -> new ObservedBatches(name, listener, observations)))
                .messageSource(new NotedSource(name, eventStore, faults))
                .tokenStore(tokenStore)
                .transactionManager(transactions)
                // Whatever a listener throws rolls its batch back, to come again.
                .errorHandler(PropagatingErrorHandler.instance())
                .coordinatorExecutor(thread(name + "-reader"))
                .workerExecutor(thread(name))
                .initialSegmentCount(1)
                .batchSize(BATCH)
                // Axon's own choice is a replay up to now, in which handlers may be left out.
                .initialToken(StreamableMessageSource::createTailToken)
                .tokenClaimInterval(CLAIM_MILLIS)
                .claimExtensionThreshold(CLAIM_MILLIS)
                .build();
        processor.registerHandlerInterceptor(new CorrelationDataInterceptor<>(correlation));
        return processor;
    }

    private ScheduledExecutorService thread(String name) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                .daemon()
                .name(name)
                .factory());
        executors.add(executor);
        return executor;
    }

    @Override
    public synchronized void stop() {
        CompletableFuture.allOf(processors.stream().map(StreamingEventProcessor::shutdownAsync).toArray(
                CompletableFuture[]::new)).completeOnTimeout(null, 10, TimeUnit.SECONDS).join();
        processors.clear();
        executors.forEach(ScheduledExecutorService::shutdownNow);
        executors.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !processors.isEmpty();
    }
}
