package org.mediaplanner.eventstore.database;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where PostgreSQL is and who speaks to it.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, or the {@code postgres(ql)://} form of hosting services,
 *        in which credentials are the owner's
 * @param owner owns all tables and runs the migrations; no superuser, but may create roles
 * @param writer appends events and writes read models over JDBC
 * @param reader answers queries over R2DBC, one tenant a transaction
 */
@Validated
@ConfigurationProperties("mediaplanner.database")
public record DatabaseProperties(
        @NotNull @Pattern(regexp = DatabaseProperties.URL, message = "must be jdbc:postgresql://host:port/database or "
                + "postgres://user:password@host:port/database") String url,
        @Nullable @Valid Login owner, @NotNull @Valid Pool writer, @NotNull @Valid Pool reader) {

    static final String URL = "(jdbc:)?postgres(ql)?://.+/.+";

    private static final int DEFAULT_PORT = 5432;

    public record Login(String username, String password) {}

    /** @param poolSize connections at most; about four to a core of the machine */
    public record Pool(@NotBlank String username, @NotNull String password,
            @Min(1) @Max(1_000) @DefaultValue("8") int poolSize) {}

    /** The owner as set, or else as named in the URL. */
    public Login ownerLogin() {
        if (owner != null && !owner.username().isBlank()) {
            return owner;
        }
        String[] named = userInfo().split(":", 2);
        if (named.length < 2) {
            throw new IllegalStateException("mediaplanner.database.owner is not set and the URL names no user");
        }
        return new Login(named[0], named[1]);
    }

    /** The URL as the JDBC driver wants it, without credentials. */
    public String jdbcUrl() {
        String query = uri().getRawQuery() == null ? "" : "?" + uri().getRawQuery();
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database() + query;
    }

    public String host() {
        return uri().getHost();
    }

    public int port() {
        return uri().getPort() < 0 ? DEFAULT_PORT : uri().getPort();
    }

    public String database() {
        return uri().getPath().substring(1);
    }

    /** What the URL says behind its question mark under {@code name}, as {@code sslmode}; {@code null} where it does not. */
    public @Nullable String parameter(String name) {
        String query = uri().getQuery();
        return query == null
                ? null
                : Stream.of(query.split("&", -1)).filter(part -> part.startsWith(name + "="))
                        .map(part -> part.substring(name.length() + 1)).findFirst().orElse(null);
    }

    private String userInfo() {
        return uri().getUserInfo() == null ? "" : uri().getUserInfo();
    }

    private URI uri() {
        return URI.create(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
    }
}
