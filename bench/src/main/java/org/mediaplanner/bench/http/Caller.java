package org.mediaplanner.bench.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Asks with as little work of its own as can be: it shares the processors with who answers. */
public final class Caller {

    static {
        // Each thread keeps its connection.
        System.setProperty("http.maxConnections", "64");
    }

    private final URI root;
    private final String header;
    private final String value;

    /** @param root as {@code http://host:port/api/v1} */
    public Caller(URI root, String token) {
        this(root, "Authorization", "Bearer " + token);
    }

    /** Whoever says by another header who is asking. */
    public Caller(URI root, String header, String value) {
        this.root = root;
        this.header = header;
        this.value = value;
    }

    /** Bytes of the answer. @throws IllegalStateException where it is no success */
    public int get(String path) throws IOException {
        return send(path, null);
    }

    /** The same, with a body of JSON. */
    public int post(String path, String json) throws IOException {
        return send(path, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Asks for what is not there. @throws IllegalStateException where it is */
    public void miss(String path) throws IOException {
        HttpURLConnection connection = open(path);
        if (connection.getResponseCode() != 404) {
            throw new IllegalStateException(path + ": " + connection.getResponseCode());
        }
        text(connection);
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(root + path).toURL().openConnection();
        connection.setRequestProperty(header, value);
        return connection;
    }

    private int send(String path, byte @Nullable [] body) throws IOException {
        HttpURLConnection connection = open(path);
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        if (connection.getResponseCode() / 100 != 2) {
            throw new IllegalStateException(path + ": " + connection.getResponseCode() + " " + text(connection));
        }
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes().length;
        }
    }

    private static String text(HttpURLConnection connection) {
        try (InputStream in = connection.getErrorStream()) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
