package org.mediaplanner.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A reader of server-sent events, as the standard describes one. Close it. */
public final class EventFeed implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final InputStream body;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final Thread reader;
    private volatile boolean ended;
    private volatile @Nullable String lastId;
    private final AtomicInteger comments = new AtomicInteger();

    /** An event of the feed; its id is what the reader would come back with. */
    public record Received(String id, String event, String data) {}

    private EventFeed(InputStream body) {
        this.body = body;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Follows {@code tenant}'s events, {@code query} beginning with a question mark or empty. */
    public static EventFeed open(Tenant tenant, String query, @Nullable String lastEventId) {
        return open(RunningApplication.instance().url(), tenant, query, lastEventId);
    }

    /** The same, at the node at {@code url}. */
    public static EventFeed open(String url, Tenant tenant, String query, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url
                + "/api/v1/events/stream" + query)).header("Authorization", "Bearer " + tenant.token())
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            // Of its own: closing one feed must not disturb the others.
            HttpResponse<InputStream> response = HttpClient.newHttpClient().send(request.build(),
                    BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            return new EventFeed(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        String event = "message";
        List<String> data = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        received.add(new Received(String.valueOf(lastId), event, String.join("\n", data)));
                    }
                    event = "message";
                    data.clear();
                } else if (line.startsWith("id:")) {
                    lastId = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.add(line.substring(5).strip());
                } else if (line.startsWith(":")) {
                    comments.incrementAndGet();
                }
            }
        } catch (IOException closed) {
            // The end of the feed, as any other.
        } finally {
            ended = true;
        }
    }

    /** The next {@code count} events. */
    public List<Received> next(int count) {
        List<Received> events = new ArrayList<>();
        while (events.size() < count) {
            Received event = poll(PATIENCE_SECONDS * 1_000);
            assertThat(event).as("event %d of %d", events.size() + 1, count).isNotNull();
            events.add(event);
        }
        return events;
    }

    /** The next event within {@code millis}; {@code null} where there is none. */
    public @Nullable Received poll(long millis) {
        try {
            return received.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public @Nullable String lastId() {
        return lastId;
    }

    public int comments() {
        return comments.get();
    }

    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        try {
            body.close();
            reader.join();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
