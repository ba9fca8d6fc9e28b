package org.mediaplanner.eventstore.processing;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.storage.SharedPages;

/** The log as one of Axon's processors reads it: that an event cannot be read is noted as a fault of the processor. */
record NotedSource(String processor, SharedPages pages, Predicate<RecordedEvent<?>> interest, ProcessorFaults faults)
        implements
        StreamableMessageSource<TrackedEventMessage<?>> {

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new NotedStream(pages.stream(token, interest));
    }

    @Override
    public TrackingToken createTailToken() {
        return SharedPages.position(null);
    }

    private final class NotedStream implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;

        NotedStream(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            try {
                return stream.hasNextAvailable(timeout, unit);
            } catch (RuntimeException unreadable) {
                faults.note(processor, unreadable);
                throw unreadable;
            }
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return hasNextAvailable() ? stream.peek() : Optional.empty();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return stream.setOnAvailableCallback(callback);
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            stream.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
