package org.mediaplanner.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the WebSocket door. Close it. */
public final class Socket implements AutoCloseable, WebSocket.Listener {

    private static final long PATIENCE_SECONDS = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    private Socket(String url) {
        socket = HttpClient.newHttpClient().newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10)).buildAsync(
                URI.create(url.replaceFirst("http", "ws") + "/api/v1/ws"), this).join();
    }

    /** A connection on which nothing has been said yet. */
    public static Socket open() {
        return new Socket(RunningApplication.instance().url());
    }

    /** A connection of {@code tenant}'s owner. */
    public static Socket of(Tenant tenant) {
        return of(tenant, RunningApplication.instance().url());
    }

    /** The same, to the node at {@code url}. */
    public static Socket of(Tenant tenant, String url) {
        Socket socket = new Socket(url);
        socket.say("{\"type\": \"authenticate\", \"token\": \"" + tenant.token() + "\"}");
        assertThat(socket.hear().path("type").asString()).isEqualTo("authenticated");
        return socket;
    }

    public Socket say(String frame) {
        socket.sendText(frame, true).join();
        return this;
    }

    public Socket subscribe(String id, String topic, String more) {
        return say("{\"type\": \"subscribe\", \"id\": \"%s\", \"topic\": \"%s\"%s}".formatted(id, topic, more));
    }

    /** The next frame. */
    public JsonNode hear() {
        return JSON.readTree(hearText());
    }

    public String hearText() {
        String frame = poll(PATIENCE_SECONDS * 1_000);
        assertThat(frame).as("a frame, but the close code is %s", closed.getNow(null)).isNotNull();
        return String.valueOf(frame);
    }

    public List<JsonNode> hear(int count) {
        List<JsonNode> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(hear());
        }
        return frames;
    }

    public @Nullable String poll(long millis) {
        try {
            return received.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The code with which the other side ended it. */
    public int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            received.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
