package org.mediaplanner.gateway.proof;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.mediaplanner.gateway.testing.RunningApplication;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends what no well-behaved client would, as it is, and takes in what comes back. */
final class Wire {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final String url;

    private Wire(HttpClient http, String url) {
        this.http = http;
        this.url = url;
    }

    /** To the application under test. */
    static Wire open() {
        return to(RunningApplication.instance().url());
    }

    static Wire to(String url) {
        return new Wire(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), url);
    }

    /** As {@link #open}, from {@code address} of this machine: what is counted by address is counted apart. */
    static Wire from(InetAddress address) {
        return new Wire(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).localAddress(address).build(),
                RunningApplication.instance().url().replace("localhost", "127.0.0.1"));
    }

    /** What came back. */
    record Answer(int status, HttpHeaders headers, String text) {

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** Without parameters such as a character set. */
        String type() {
            return header("Content-Type").replaceFirst(";.*", "").strip();
        }

        /** Whether the request got through; to be sent elsewhere is what some are for. */
        boolean isSuccess() {
            return (status >= 200 && status < 300) || status == 302;
        }

        /** Missing where the text is none. */
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JacksonException none) {
                return MissingNode.getInstance();
            }
        }
    }

    Answer send(Call call) {
        byte[] body = call.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + call.target())).timeout(PATIENCE)
                .method(call.operation.method(), body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(body));
        call.headers.forEach(request::setHeader);
        try {
            if (call.operation.streams()) {
                return firstOf(http.send(request.build(), BodyHandlers.ofInputStream()));
            }
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(),
                    new String(response.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("No answer to " + call, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A stream never ends by itself: its first bytes will do. */
    private static Answer firstOf(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            byte[] bytes;
            if (response.statusCode() == 200) {
                byte[] first = new byte[64 << 10];
                bytes = Arrays.copyOf(first, Math.max(0, body.read(first)));
            } else {
                bytes = body.readAllBytes();
            }
            return new Answer(response.statusCode(), response.headers(), new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
