package org.mediaplanner.eventstore.processing;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.mediaplanner.eventstore.database.DatabaseProperties;
import org.mediaplanner.eventstore.storage.SharedPages;
import org.mediaplanner.eventstore.token.NodeName;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the registered processors while the application runs. Each has one segment, so that it sees events in one
 * order and on one node at a time, and threads of its own, so that a slow one holds up no other: those that act are
 * Axon's, those that only fold are {@link LogFollower}s.
 */
@Component
public final class StreamingProcessors implements SmartLifecycle {

    private static final int BATCH = 500;
    private static final long CLAIM_MILLIS = 2_000;
    private static final long STOP_SECONDS = 10;

    private final TokenStore tokenStore;
    private final Serializer serializer;
    private final TransactionManager transactions;
    private final List<CorrelationDataProvider> correlation;
    private final JdbcClient jdbc;
    private final NodeName node;
    private final List<ProcessorRegistration> registrations;
    private final ProcessorFaults faults;
    private final DeadLetterTable letters;
    private final TransactionTemplate savepoint;
    private final TransactionTemplate transaction;
    private final SharedPages pages;
    private final Semaphore turns;
    private final ObservationRegistry observations;
    private final boolean starts;
    private final List<ScheduledExecutorService> executors = new ArrayList<>();
    private final List<StreamingEventProcessor> processors = new ArrayList<>();
    private final Map<LogFollower, Thread> followers = new LinkedHashMap<>();

    StreamingProcessors(TokenStore tokenStore, Serializer serializer, TransactionManager transactions,
            List<CorrelationDataProvider> correlation, JdbcClient jdbc, NodeName node,
            List<ProcessorRegistration> registrations, ProcessorFaults faults, DeadLetterTable letters,
            PlatformTransactionManager transactionManager, SharedPages pages, DatabaseProperties database,
            ObjectProvider<ObservationRegistry> observed,
            ProcessorProperties properties) {
        this.tokenStore = tokenStore;
        this.serializer = serializer;
        this.transactions = transactions;
        this.correlation = correlation;
        this.jdbc = jdbc;
        this.node = node;
        this.registrations = registrations;
        this.faults = faults;
        this.letters = letters;
        this.savepoint = DeadLetters.nested(transactionManager);
        this.transaction = new TransactionTemplate(transactionManager);
        this.pages = pages;
        // The other half of the connections is for commands.
        this.turns = new Semaphore(Math.max(1, database.writer().poolSize() / 2), true);
        this.observations = observed.getIfAvailable(() -> ObservationRegistry.NOOP);
        this.starts = properties.start();
    }

    /** Not where somebody only wants to look. */
    @Override
    public boolean isAutoStartup() {
        return starts;
    }

    @Override
    public synchronized void start() {
        PassedTokens passed = new PassedTokens(jdbc, serializer, node, thread("passed-tokens"));
        registrations.stream().filter(ProcessorRegistration::folds).forEach(folding -> follow(folding, passed));
        registrations.stream().filter(registration -> !registration.folds())
                .forEach(registration -> processors.add(processor(registration)));
        processors.forEach(StreamingEventProcessor::start);
        ScheduledFuture<?> _ = thread("segment-watch").scheduleWithFixedDelay(
                new SegmentWatch(jdbc, node, processors),
                SegmentWatch.EVERY_MILLIS, SegmentWatch.EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void follow(ProcessorRegistration registration, PassedTokens passed) {
        String name = registration.name();
        LogFollower follower = new LogFollower(name,
                registration.listener(listener -> parking(name, listener), listener -> observed(name, listener)), pages,
                new Claim(name, tokenStore, transaction),
                new PageTransaction(transaction, jdbc, !registration.foldsAgain()), passed, turns, faults);
        followers.put(follower, Thread.ofPlatform().daemon().name(name).start(follower));
    }

    private ObservedBatches observed(String name, BatchListener listener) {
        return new ObservedBatches(name, listener, observations);
    }

    private ParkingListener parking(String name, BatchListener listener) {
        return new ParkingListener(name, listener, letters, savepoint);
    }

    private StreamingEventProcessor processor(ProcessorRegistration registration) {
        String name = registration.name();
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(registration.invoker(faults, listener -> parking(name, listener),
                        listener -> observed(name, listener)))
                .messageSource(new NotedSource(name, pages, registration::concerns, faults))
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
        followers.keySet().forEach(LogFollower::stop);
        CompletableFuture.allOf(processors.stream().map(StreamingEventProcessor::shutdownAsync).toArray(
                CompletableFuture[]::new)).completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS).join();
        followers.values().forEach(StreamingProcessors::join);
        followers.clear();
        processors.clear();
        executors.forEach(ScheduledExecutorService::shutdownNow);
        executors.clear();
    }

    private static void join(Thread follower) {
        try {
            follower.join(Duration.ofSeconds(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return !executors.isEmpty();
    }
}
