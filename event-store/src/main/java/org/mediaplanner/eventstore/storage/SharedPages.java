package org.mediaplanner.eventstore.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.storage.LogReader.Stretch;

/**
 * The log for those who follow it: each page is read and decoded once, however many follow. What comes behind a token
 * is remembered under that token. It stays a right answer for ever, since a page's last token names the gaps that were
 * not readable then; so those who began at the same place go on through the same pages.
 */
public final class SharedPages {

    private static final int EVENTS = 1_000;
    /** Of JSON; the decoded events take some times as much. */
    private static final long REMEMBERED_CHARS = 16L << 20;
    /** Whoever is further behind reads for himself. */
    private static final Duration REMEMBERED = Duration.ofSeconds(20);
    /** How far the first may be before the last of those who go together, so that its pages are still remembered. */
    private static final long LEAD = 8L * EVENTS;
    private static final long LEAD_CHARS = REMEMBERED_CHARS / 2;
    private static final long TOGETHER = 4;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LogReader log;
    private final EventDecoder decoder;
    private final Cache<GapAwareTrackingToken, Page> pages = Caffeine.newBuilder().expireAfterAccess(REMEMBERED)
            .build();
    /** What is being read: who wants the same waits for it, without a turn of the processor, and reads nothing itself. */
    private final ConcurrentHashMap<GapAwareTrackingToken, CompletableFuture<Look>> looks = new ConcurrentHashMap<>();
    /** In the order in which they were read. A cache that keeps what is asked for most would let go of the newest. */
    private final Deque<Remembered> remembered = new ArrayDeque<>();
    private long rememberedChars;
    private final AtomicLong readChars = new AtomicLong();
    private final Set<Following> followers = ConcurrentHashMap.newKeySet();
    private final AtomicLong reasonsToLook = new AtomicLong();
    private volatile @Nullable NothingBehind end;

    SharedPages(LogReader log, EventDecoder decoder) {
        this.log = log;
        this.decoder = decoder;
    }

    /** Consecutive events in the order in which they became readable, at least one. */
    public static final class Page {

        private final List<RecordedEvent<?>> events;
        private final Stretch stretch;
        private final GapAwareTrackingToken end;
        private final int chars;
        /** How much had been read when this had been. */
        private final long mark;

        private Page(List<RecordedEvent<?>> events, Stretch stretch, AtomicLong readChars) {
            this.events = events;
            this.stretch = stretch;
            this.end = stretch.end();
            this.chars = stretch.rows().stream().mapToInt(row -> row.event().payload().length()).sum();
            this.mark = readChars.addAndGet(chars);
        }

        public List<RecordedEvent<?>> events() {
            return events;
        }

        /** The token of who has handled them all. */
        public GapAwareTrackingToken end() {
            return end;
        }

        /** The row of {@code event}, which is one of them, and the token of who has handled all up to it. */
        TrackedEvent tracked(RecordedEvent<?> event) {
            int place = 0;
            while (stretch.rows().get(place).event().globalIndex() != event.globalIndex()) {
                place++;
            }
            return new TrackedEvent(stretch.rows().get(place).event(), stretch.after(place + 1));
        }
    }

    private record Remembered(GapAwareTrackingToken token, int chars) {}

    /**
     * What was found behind a token.
     *
     * @param reason what it knew of: who has a later reason to look has to look again where it found nothing
     */
    private record Look(@Nullable Page page, long reason) {}

    private record NothingBehind(GapAwareTrackingToken token, long reason) {}

    /** What a processor's stored token stands for; {@code null} is the beginning. */
    public static GapAwareTrackingToken position(@Nullable TrackingToken stored) {
        return PostgresEventStorage.position(stored);
    }

    /** Begins to follow; {@code wake} is called by any thread whenever there may be something new. */
    public Following follow(Runnable wake) {
        Following follower = new Following(wake);
        followers.add(follower);
        return follower;
    }

    /** The same for a processor of Axon: those of the events that {@code interest} it, and the last of each page. */
    public TrackingEventStream stream(@Nullable TrackingToken token, Predicate<RecordedEvent<?>> interest) {
        return new LogStream(this, decoder, position(token), interest);
    }

    /** There may be something new. */
    void wake() {
        reasonsToLook.incrementAndGet();
        followers.forEach(follower -> follower.wake.run());
    }

    private Look look(GapAwareTrackingToken token) {
        CompletableFuture<Look> mine = new CompletableFuture<>();
        @Nullable
        CompletableFuture<Look> another = looks.putIfAbsent(token, mine);
        if (another != null) {
            return joined(another);
        }
        try {
            long reason = reasonsToLook.get();
            @Nullable
            Page known = pages.getIfPresent(token);
            Look look = new Look(known == null ? read(token, reason) : known, reason);
            mine.complete(look);
            return look;
        } catch (RuntimeException | Error failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            looks.remove(token);
        }
    }

    private static Look joined(CompletableFuture<Look> another) {
        try {
            return another.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private @Nullable Page read(GapAwareTrackingToken token, long reason) {
        Stretch stretch = log.next(token, EVENTS);
        if (stretch.rows().isEmpty()) {
            end = new NothingBehind(token, reason);
            return null;
        }
        Page page = new Page(stretch.rows().stream().flatMap(row -> decoder.decode(row.event())).toList(), stretch,
                readChars);
        pages.put(token, page);
        makeRoom(token, page);
        if (stretch.rows().size() < EVENTS && page.chars < LogReader.NEVER_LARGE) {
            // Nobody need look whether there is more.
            end = new NothingBehind(page.end, reason);
        }
        return page;
    }

    /** Forgets for what is behind {@code token} the pages that were read first. */
    private void makeRoom(GapAwareTrackingToken token, Page page) {
        synchronized (remembered) {
            remembered.add(new Remembered(token, page.chars));
            rememberedChars += page.chars;
            while (rememberedChars > REMEMBERED_CHARS && remembered.size() > 1) {
                Remembered oldest = remembered.remove();
                rememberedChars -= oldest.chars();
                pages.invalidate(oldest.token());
            }
        }
    }

    /** One who follows. Used by one thread at a time. */
    public final class Following implements AutoCloseable {

        private final Runnable wake;
        private volatile long index = -1;
        /** Of the page that it is at. */
        private volatile long mark;

        private Following(Runnable wake) {
            this.wake = wake;
        }

        /** What comes behind {@code token}; nothing where there is nothing yet. */
        public Optional<Page> after(GapAwareTrackingToken token) {
            long reason = reasonsToLook.get();
            NothingBehind known = end;
            if (known != null && known.reason == reason && known.token.equals(token)) {
                index = -1;
                return Optional.empty();
            }
            index = token.getIndex();
            @Nullable
            Page page = pages.getIfPresent(token);
            if (page == null) {
                waitForTheLast();
                page = read(token, reason);
            }
            if (page == null) {
                index = -1;
                return Optional.empty();
            }
            mark = page.mark;
            return Optional.of(page);
        }

        private @Nullable Page read(GapAwareTrackingToken token, long reason) {
            Look look;
            do {
                look = look(token);
            } while (look.page == null && look.reason < reason);
            return look.page;
        }

        private void waitForTheLast() {
            long begin = System.nanoTime();
            while (isFarAhead() && System.nanoTime() - begin < LONGEST_WAIT_NANOS) {
                LockSupport.parkNanos(this, SHORT_NANOS);
            }
        }

        private boolean isFarAhead() {
            return followers.stream().anyMatch(this::isFarAheadOf);
        }

        /** Who is very far behind is on a way of his own, and who has nothing to do is no hindrance. */
        private boolean isFarAheadOf(Following other) {
            long at = other.index;
            if (at < 0 || at >= index) {
                return false;
            }
            long events = index - at;
            long chars = readChars.get() - other.mark;
            return (events > LEAD || chars > LEAD_CHARS) && events < TOGETHER * LEAD && chars < TOGETHER * LEAD_CHARS;
        }

        @Override
        public void close() {
            followers.remove(this);
        }
    }
}
