package org.mediaplanner.gateway.proof;

import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.proof.Wire.Answer;
import org.mediaplanner.gateway.testing.ParkedLetter;
import org.mediaplanner.gateway.testing.Tenant;
import tools.jackson.databind.JsonNode;

/**
 * Sends what nobody thought of to every operation of the OpenAPI document and holds each answer against it.
 *
 * <p>{@code -Dfuzz.seed=7 -Dfuzz.inputs=1000000} repeats it with other inputs and as many as there is time for. Each
 * input is made of the seed and its own number; what it refers to depends on what others have done by then, so a
 * failure is told with the whole request.
 */
class FuzzTest {

    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final int IN_FLIGHT = 32;
    /** One in so many is sent as it was made. */
    private static final int LEFT_GOOD = 4;
    private static final double REACHED = 0.9;
    private static final int FAILURES_SHOWN = 40;
    private static final Tenant OPERATOR = Tenant.operator();
    private static final String OPERATORS_OWN = OPERATOR.get("/auth/me").at("/tenant/id");

    private final ApiDocument api = ApiDocument.read();
    private final Judge judge = new Judge(api);
    private final Wire wire = Wire.open();
    private volatile Tenant tenant = Tenant.register();
    private final Things owners = new Things();
    private final Things operators = new Things();
    private final Set<String> reached = ConcurrentHashMap.newKeySet();
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    @AfterAll
    static void let_every_projection_go_on_and_do_without_nothing() {
        ParkedLetter.forgetAll();
        for (String name : names(OPERATOR.get("/admin/projections").is(200).json())) {
            OPERATOR.post("/admin/projections/" + name + "/resume", null);
            OPERATOR.post("/admin/projections/" + name + "/cancel", null);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> OPERATOR.get("/admin/projections").json().path("items")
                .valueStream().allMatch(p -> p.path("state").asString().equals("LIVE")));
    }

    private static List<String> names(JsonNode projections) {
        return projections.path("items").valueStream().map(p -> p.path("name").asString()).toList();
    }

    @Test
    void whatever_is_sent_each_answer_is_one_that_the_document_describes() throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            ParkedLetter.of(tenant, "Parked " + i);
        }
        List<Operation> operations = api.operations();
        List<Operation> drawn = operations.stream().flatMap(o -> IntStream.range(0, weight(o)).mapToObj(i -> o))
                .toList();
        long begin = System.nanoTime();
        // What makes things, and what lists them, before what needs them.
        operations.stream().sorted(comparingInt((Operation o) -> o.placeholders().size())).forEach(
                operation -> send(operation, new Random(SEED), false));
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < INPUTS; i++) {
                Random random = new Random(SEED * 1_000_003 + i);
                Operation operation = drawn.get(random.nextInt(drawn.size()));
                inFlight.acquire();
                threads.execute(() -> {
                    try {
                        send(operation, random, random.nextInt(LEFT_GOOD) != 0);
                    } finally {
                        inFlight.release();
                    }
                });
            }
        }
        Set<String> missed = operations.stream().map(Operation::name).filter(name -> !reached.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        System.out.printf("Fuzz: seed %d, %d inputs in %.1f s; %d operations, %d reached 2xx (not: %s); statuses %s%n",
                SEED, INPUTS, (System.nanoTime() - begin) / 1e9, operations.size(), operations.size() - missed.size(),
                missed, new TreeMap<>(statuses));

        assertThat(failures.entrySet().stream().limit(FAILURES_SHOWN).map(f -> f.getKey() + "\n    " + f.getValue()))
                .as("answers that break the document; seed %d", SEED).isEmpty();
        assertThat(missed.size()).as("operations that no request got through to: give their schemas examples that "
                + "work, or say in Values.agree what their parts have to do with each other: %s", missed)
                .isLessThanOrEqualTo((int) (operations.size() * (1 - REACHED)));
    }

    /** Passwords take long on purpose, what an operator does concerns everyone, and work goes on behind its answer. */
    private static int weight(Operation operation) {
        boolean costly = operation.path().contains("/admin/") && operation.method().equals("POST");
        boolean work = operation.path().matches("/api/v1/workflows/[a-z-]+");
        return costly ? 1 : work ? 3 : operation.path().matches("/api/v1/(?!auth|admin).*") ? 12 : 3;
    }

    private void send(Operation operation, Random random, boolean spoilt) {
        boolean byOperator = operation.path().contains("/admin/");
        Things things = byOperator ? operators : owners;
        Tenant caller = byOperator ? OPERATOR : tenant;
        Requests requests = new Requests(api, things, new Values.Login(caller.email(), Tenant.PASSWORD),
                "");
        Call call = requests.good(operation, caller.token(), random);
        if (call.path.contains(OPERATORS_OWN)) {
            // Whoever takes their own organisation off the air cannot bring it back.
            return;
        }
        if (spoilt) {
            new Spoiler(requests, random).spoil(call);
        } else {
            requests.written(call);
        }
        try {
            Answer answer = wire.send(call);
            things.learn(call, answer);
            statuses.computeIfAbsent(answer.status(), s -> new LongAdder()).increment();
            if (answer.isSuccess()) {
                reached.add(operation.name());
            }
            judge.complaints(call, answer).forEach(complaint -> fail(call, complaint, answer.text()));
            if (answer.status() == 401 && !spoilt && !operation.needsNoToken() && !byOperator) {
                comeBack(caller);
            }
        } catch (IllegalStateException | IllegalArgumentException unanswered) {
            fail(call, "no answer: " + unanswered.getCause(), String.valueOf(unanswered.getMessage()));
        }
    }

    /** Something was done that ends a session; the rest must not be about that. */
    private synchronized void comeBack(Tenant caller) {
        if (tenant.equals(caller)) {
            tenant = Tenant.register();
        }
    }

    /** One request for each kind of failure. */
    private void fail(Call call, String complaint, String answer) {
        String shown = answer.length() > 600 ? answer.substring(0, 600) + "…" : answer;
        failures.putIfAbsent(call.operation.name() + ": " + complaint.replaceAll("/\\d+/", "/*/"),
                call + "\n    " + shown);
    }
}
