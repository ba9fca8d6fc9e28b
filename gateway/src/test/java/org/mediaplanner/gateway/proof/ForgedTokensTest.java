package org.mediaplanner.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.rsocket.RSocket;
import io.rsocket.exceptions.RejectedSetupException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.proof.Forger.Forgery;
import org.mediaplanner.gateway.proof.Wire.Answer;
import org.mediaplanner.gateway.security.SigningKeys;
import org.mediaplanner.gateway.testing.EventFeed;
import org.mediaplanner.gateway.testing.Rsockets;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Socket;
import org.mediaplanner.gateway.testing.Tenant;
import reactor.core.publisher.Mono;

/**
 * Comes to each door with tokens that nobody issued. {@code -Dforged.seed=7 -Dforged.tokens=1000000} repeats it with
 * others and more of them.
 */
class ForgedTokensTest {

    private static final long SEED = Long.getLong("forged.seed", 1);
    private static final int TOKENS = Integer.getInteger("forged.tokens", 10_000);
    private static final int AT_OTHER_DOORS = 250;
    private static final int IN_FLIGHT = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Whoever brings more bad tokens than a thousand in a minute may be turned away without a look at them. */
    private static final int FROM_AN_ADDRESS = 800;

    private final Tenant tenant = Tenant.register();
    private final Forger forger = new Forger(tenant.token(), Tenant.register().token(),
            RunningApplication.instance().bean(SigningKeys.class).signing());

    @Test
    void no_forged_token_is_accepted_over_http() throws InterruptedException {
        Operation me = operation("/api/v1/auth/me");
        Wire[] addresses = IntStream.rangeClosed(0, TOKENS / FROM_AN_ADDRESS).mapToObj(i -> Wire.from(loopback(i)))
                .toArray(Wire[]::new);
        assertThat(ask(addresses[0], me, tenant.token()).status()).as("the token as it was issued").isEqualTo(200);

        Map<String, LongAdder> kinds = new ConcurrentHashMap<>();
        Queue<String> accepted = new ConcurrentLinkedQueue<>();
        Queue<String> otherwise = new ConcurrentLinkedQueue<>();
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < TOKENS; i++) {
                Wire wire = addresses[i / FROM_AN_ADDRESS];
                Random random = new Random(SEED * 1_000_003 + i);
                inFlight.acquire();
                threads.execute(() -> {
                    try {
                        Forgery forgery = forger.next(random);
                        Answer answer = ask(wire, me, forgery.token());
                        kinds.computeIfAbsent(forgery.kind(), k -> new LongAdder()).increment();
                        String told = forgery.kind() + ": " + forgery.token() + " → " + answer.text();
                        if (answer.isSuccess()) {
                            accepted.add(told);
                        } else if (answer.status() != 401 || !answer.text().contains("\"unauthenticated\"")) {
                            otherwise.add(answer.status() + " " + told);
                        }
                    } finally {
                        inFlight.release();
                    }
                });
            }
        }
        System.out.printf("Forged tokens: seed %d, %d over HTTP, %d accepted; %s%n", SEED, TOKENS, accepted.size(),
                new TreeMap<>(kinds));
        assertThat(accepted.stream().limit(10)).as("accepted; seed %d", SEED).isEmpty();
        assertThat(otherwise.stream().limit(10)).as("refused otherwise than with 401; seed %d", SEED).isEmpty();
        assertThat(ask(addresses[0], me, tenant.token()).status()).isEqualTo(200);
    }

    private static Operation operation(String path) {
        return ApiDocument.read().operations().stream().filter(o -> o.path().equals(path)).findFirst().orElseThrow();
    }

    private static Answer ask(Wire wire, Operation operation, String token) {
        Call call = new Call(operation);
        call.headers.put("Authorization", "Bearer " + token);
        return wire.send(call);
    }

    /** Another address of this machine. */
    private static InetAddress loopback(int number) {
        try {
            return InetAddress.getByAddress(new byte[]{127, 0, (byte) (1 + number / 200), (byte) (1 + number % 200)});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void no_forged_token_opens_a_stream_of_server_sent_events() {
        try (EventFeed feed = EventFeed.open(tenant, "?after=0", null)) {
            assertThat(feed.next(1)).hasSize(1);
        }
        Operation stream = operation("/api/v1/events/stream");
        Wire wire = Wire.from(loopback(TOKENS / FROM_AN_ADDRESS + 1));
        refuses("SSE", forgery -> ask(wire, stream, forgery).status() == 401);
    }

    @Test
    void no_forged_token_is_accepted_over_a_websocket() {
        try (Socket socket = Socket.of(tenant)) {
            socket.subscribe("1", "events", ", \"after\": 0");
            assertThat(socket.hear().path("type").asString()).isEqualTo("subscribed");
        }
        refuses("WebSocket", forgery -> {
            try (Socket socket = Socket.open()) {
                socket.say("{\"type\": \"authenticate\", \"token\": \"" + forgery + "\"}");
                return socket.closeCode() == 4401;
            }
        });
    }

    @Test
    void no_forged_token_is_let_in_over_rsocket() {
        RSocket let = Rsockets.connect(Rsockets.tcp(), tenant.token());
        assertThat(Rsockets.follow(let, "events", "{\"after\": 0}").blockFirst()).contains("tenant.registered");
        let.dispose();
        refuses("RSocket", forgery -> {
            RSocket socket = Rsockets.connect(Rsockets.tcp(), forgery);
            Throwable refusal = socket.onClose().then(Mono.<Throwable>empty()).onErrorResume(Mono::just)
                    .block(PATIENCE);
            socket.dispose();
            return refusal instanceof RejectedSetupException;
        });
    }

    private void refuses(String door, Predicate<String> refused) {
        Random random = new Random(SEED);
        for (int i = 0; i < AT_OTHER_DOORS; i++) {
            Forgery forgery = forger.next(random);
            assertThat(refused.test(forgery.token())).as("%s %d, seed %d, %s: %s", door, i, SEED, forgery.kind(),
                    forgery.token()).isTrue();
        }
        System.out.printf("Forged tokens: seed %d, %d over %s, 0 accepted%n", SEED, AT_OTHER_DOORS, door);
    }
}
