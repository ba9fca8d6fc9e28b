package org.mediaplanner.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.mediaplanner.gateway.limit.LimitProperties;
import org.mediaplanner.gateway.problem.Fault;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Slows down whoever tries passwords: ten failures for an account in a quarter of an hour, a hundred tries from an
 * address in a minute. Accounts are counted whether they exist or not, so that this tells nothing about them.
 */
@Component
public class LoginThrottle {

    static final int FAILURES_OF_AN_ACCOUNT = 10;
    static final Duration ACCOUNT_WINDOW = Duration.ofMinutes(15);
    static final Duration ADDRESS_WINDOW = Duration.ofMinutes(1);

    private final AttemptCounter counter;
    private final int triesOfAnAddress;

    LoginThrottle(AttemptCounter counter, LimitProperties limits) {
        this.counter = counter;
        this.triesOfAnAddress = limits.logins();
    }

    /** What a secret is tried for; each is counted by itself. */
    public enum Purpose {
        LOGIN, PASSWORD, FORGOTTEN, GOOGLE
    }

    /** Counts a try from {@code address} for {@code subject} and fails with 429 where there were too many. */
    public Mono<Void> admit(Purpose purpose, String address, String subject) {
        return counter.add(key(purpose, "address", address), ADDRESS_WINDOW)
                .flatMap(tries -> triesOfAnAddress > 0 && tries > triesOfAnAddress
                        ? Mono.<Long>error(tooMany(ADDRESS_WINDOW))
                        : counter.count(account(purpose, subject)))
                .flatMap(failures -> failures >= FAILURES_OF_AN_ACCOUNT
                        ? counter.left(account(purpose, subject), ACCOUNT_WINDOW)
                                .flatMap(left -> Mono.error(tooMany(left)))
                        : Mono.empty());
    }

    /** Counts a failure for {@code subject}. */
    public Mono<Void> failed(Purpose purpose, String subject) {
        return counter.add(account(purpose, subject), ACCOUNT_WINDOW).then();
    }

    /** Forgets the failures for {@code subject}: its owner is here. */
    public Mono<Void> succeeded(Purpose purpose, String subject) {
        return counter.forget(account(purpose, subject));
    }

    private static String key(Purpose purpose, String kind, String subject) {
        return purpose.name().toLowerCase(Locale.ROOT) + ":" + kind + ":" + subject;
    }

    private static RuntimeException tooMany(Duration wait) {
        return Fault.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-logins", "Too many tries to log in; wait a while")
                .retryAfter(Math.max(1, wait.toSeconds())).raised();
    }

    /** A digest, so that no address of a person stands in Redis. */
    private static String account(Purpose purpose, String email) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(email.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return key(purpose, "account", HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
