package org.mediaplanner.bench.stream;

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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Follows one organisation over SSE at one node, with as little work of its own as can be. */
final class Follower implements Runnable, AutoCloseable {

    private static final String SUBJECT = "\"subject\":\"";
    private static final String VERSION = "\"aggregateVersion\":";

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final InputStream stream;
    /** When each event was first there, by subject and version. */
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private long position = -1;
    private volatile boolean closing;

    /** Connected when this returns; hears of what is written from then on. */
    Follower(URI node, String token) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HTTP.send(HttpRequest.newBuilder(URI.create(node + "/events/stream"))
                .header("Authorization", "Bearer " + token).header("Accept", "text/event-stream").build(),
                BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("A stream is answered with " + answer.statusCode());
        }
        stream = answer.body();
    }

    /** @return {@link System#nanoTime} at its arrival; {@code null} where it has not come */
    @Nullable
    Long seen(String subject, long version) {
        return seen.get(subject + version);
    }

    /** What came twice, not in order, or was never asked for. */
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    @Override
    public void run() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                if (line.startsWith("data:")) {
                    long now = System.nanoTime();
                    heard(text(line, SUBJECT, '"') + text(line, VERSION, ','), now);
                } else if (line.startsWith("id:")) {
                    at(Long.parseLong(line.substring("id:".length()).strip()));
                }
                line = lines.readLine();
            }
            fault("ended");
        } catch (IOException e) {
            if (!closing) {
                fault(e.toString());
            }
        }
    }

    private static String text(String line, String before, char end) {
        int from = line.indexOf(before) + before.length();
        return line.substring(from, line.indexOf(end, from));
    }

    private void heard(String event, long now) {
        if (seen.put(event, now) != null) {
            fault(event + " came twice");
        }
    }

    private void at(long next) {
        if (position >= 0 && next != position + 1) {
            fault("%d came behind %d".formatted(next, position));
        }
        position = next;
    }

    private synchronized void fault(String what) {
        wrong.add(what);
    }

    @Override
    public void close() throws IOException {
        closing = true;
        stream.close();
    }
}
