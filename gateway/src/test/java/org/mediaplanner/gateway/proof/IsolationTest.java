package org.mediaplanner.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.mediaplanner.gateway.proof.Attempt.Kind;
import org.mediaplanner.gateway.proof.Attempt.Party;
import org.mediaplanner.gateway.proof.Wire.Answer;
import org.mediaplanner.gateway.testing.OtherNode;
import org.mediaplanner.gateway.testing.ParkedLetter;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;

/**
 * Two organisations that have the same kinds of things, each of which tries whatever operation the OpenAPI document
 * describes on what the other has. An attempt counts where the owner's own request succeeds: what nobody can do proves
 * nothing. {@code -Disolation.seed=7 -Disolation.attempts=1000000} repeats it with others and more of them.
 */
@TestInstance(Lifecycle.PER_CLASS)
class IsolationTest {

    private static final long SEED = Long.getLong("isolation.seed", 1);
    private static final int ATTEMPTS = Integer.getInteger("isolation.attempts", 20_000);
    private static final int ROUNDS_OF_FILLING = 4;
    private static final int IN_FLIGHT = 32;
    /** Attempts whose twin fails are made up for, within reason. */
    private static final int MOST_TRIES = 4 * ATTEMPTS;
    private static final int TRIES_TO_AGREE = 3;
    private static final int ON_TWO_CONNECTIONS = 1_500;

    private final ApiDocument api = ApiDocument.read();
    private final Wire wire = Wire.open();
    /** Whose an id is: who was shown it first. */
    private final Map<String, String> owners = new ConcurrentHashMap<>();
    /** What each has said itself, and may be shown again: work keeps what it was asked for. */
    private final Map<String, Set<String>> said = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> asked = new ConcurrentHashMap<>();
    private final Party amber = party("Amber");
    private final Party ochre = party("Ochre");
    private final Set<String> proved = ConcurrentHashMap.newKeySet();
    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private final Map<Kind, LongAdder> counted = new EnumMap<>(Kind.class);
    /** How each operation answers about what nobody has, where its path names it. */
    private final Map<String, Set<String>> absences = new ConcurrentHashMap<>();
    private final Map<String, String> leaks = new ConcurrentHashMap<>();

    private Party party(String word) {
        String mark = word + Long.toString(System.nanoTime(), 36);
        Tenant tenant = Tenant.register(mark);
        for (int i = 0; i < 4; i++) {
            ParkedLetter.of(tenant, "Parked %s %d".formatted(mark, i));
        }
        Things things = new Things(id -> id.contains(Attempt.NOBODYS) || !owners.getOrDefault(id, mark).equals(mark));
        Values.Login login = new Values.Login(tenant.email(), Tenant.PASSWORD);
        Reply me = tenant.get("/auth/me").is(200);
        return new Party(new AtomicReference<>(tenant), me.at("/tenant/id"), me.at("/user/id"), things,
                new Requests(api, things, login, mark), mark);
    }

    /** Each does whatever can be done, until there is something of every kind. */
    @BeforeAll
    void fill() {
        List<Operation> operations = api.operations().stream().filter(IsolationTest::isOfAnOrganisation).toList();
        for (Party party : List.of(amber, ochre)) {
            Random random = new Random(SEED);
            for (int round = 0; round < ROUNDS_OF_FILLING; round++) {
                operations.stream().filter(o -> !o.method().equals("DELETE"))
                        .forEach(operation -> asOwner(party, good(operation, party, random)));
            }
        }
        for (Kind kind : Kind.values()) {
            counted.put(kind, new LongAdder());
        }
    }

    private static Call good(Operation operation, Party party, Random random) {
        Call call = party.requests().good(operation, party.token(), random);
        party.requests().written(call);
        return call;
    }

    /** What needs no token tells everyone the same; what makes an organisation or a session is of none. */
    private static boolean isOfAnOrganisation(Operation operation) {
        return operation.path().startsWith("/api/v1/") && !operation.needsNoToken();
    }

    /** What names a thing and only reads it nearly always counts, and costs the least. */
    private static int weight(Operation operation) {
        boolean reads = operation.method().equals("GET") && !operation.streams();
        return reads ? operation.placeholders().isEmpty() ? 6 : 24 : operation.bodyType() == null ? 4 : 3;
    }

    private Answer asOwner(Party owner, Call call) {
        Answer answer = wire.send(call);
        belongs(owner, answer);
        owner.things().learn(call, answer);
        return answer;
    }

    /** What was shown to nobody before is the first one's. */
    private void belongs(Party party, Answer answer) {
        if (answer.isSuccess()) {
            Attempt.ids(answer.text()).stream().filter(id -> !id.contains(Attempt.NOBODYS))
                    .forEach(id -> owners.putIfAbsent(id, party.mark()));
        }
    }

    @Test
    void nothing_of_one_organisation_is_seen_or_touched_by_another() throws InterruptedException {
        List<Operation> operations = api.operations().stream().filter(IsolationTest::isOfAnOrganisation)
                .flatMap(o -> Collections.nCopies(weight(o), o).stream()).toList();
        AtomicInteger successes = new AtomicInteger();
        int tries = 0;
        long begin = System.nanoTime();
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (; successes.get() < ATTEMPTS && tries < MOST_TRIES; tries++) {
                Random random = new Random(SEED * 1_000_003 + tries);
                Operation operation = operations.get(random.nextInt(operations.size()));
                boolean eastwards = random.nextBoolean();
                inFlight.acquire();
                threads.execute(() -> {
                    try {
                        successes.addAndGet(attempt(operation, eastwards ? amber : ochre, eastwards ? ochre : amber,
                                random));
                    } catch (RuntimeException broken) {
                        leaks.putIfAbsent(operation.name() + " was not answered", broken.toString());
                    } finally {
                        inFlight.release();
                    }
                });
            }
        }
        Set<String> unproved = new TreeSet<>(tried);
        unproved.removeAll(proved);
        System.out.printf(
                "Isolation: seed %d, %d attempts that count, on %d requests of owners, in %.1f s %s, on %d operations (not: %s); %d leaks%n",
                SEED, successes.get(), tries, (System.nanoTime() - begin) / 1e9, counted, proved.size(), unproved,
                leaks.size());

        assertThat(leaks.entrySet()).as("leaks; seed %d", SEED).isEmpty();
        assertThat(unproved).as("operations that read a thing on which no attempt counted, because their owner did not "
                + "succeed either: let Values make requests for them that do")
                .noneMatch(name -> name.startsWith("GET"));
        assertThat(unproved.size())
                .as("the same of those that change one; what state it is in is chance, but not always: "
                        + "%s", unproved)
                .isLessThanOrEqualTo(tried.size() / 5);
        assertThat(successes.get()).isGreaterThanOrEqualTo(ATTEMPTS);
    }

    /** How many attempts count: those of which the owner's own request succeeded. What is wrong is written down. */
    private int attempt(Operation operation, Party owner, Party stranger, Random random) {
        Attempt attempt = Attempt.of(operation, owner, stranger, random);
        if (attempt.kind() == Kind.BODY) {
            said(stranger).addAll(Attempt.ids(String.valueOf(attempt.strangers().json)));
        }
        asked(stranger).addAll(Attempt.ids(attempt.strangers().target()));
        Answer answer = wire.send(attempt.strangers());
        stranger.things().learn(attempt.strangers(), attempt.kind() == Kind.NOWHERE ? answer : nothing(answer));
        check(attempt, owner, stranger, answer);
        belongs(stranger, answer);
        // Nor does the stranger's answer come back to the owner, for the same key for one.
        Answer twin = asOwner(owner, attempt.owners());
        look(attempt.owners(), stranger, owner, twin);
        if (twin.status() == 401) {
            owner.comeBack(attempt.owners().headers.get("Authorization"));
        }
        if (twin.status() == 403) {
            // Only for those who look after the installation: there is no owner to compare with.
            return 0;
        }
        if (attempt.kind() == Kind.PATH || attempt.kind() == Kind.BODY) {
            tried.add(operation.name());
        }
        if (!twin.isSuccess() || !shows(twin, attempt)) {
            return 0;
        }
        List<Call> again = new ArrayList<>();
        if (attempt.strangers().headers.containsKey("Idempotency-Key")) {
            again.add(attempt.strangers());
        }
        if (attempt.kind() == Kind.PATH) {
            again.addAll(attempt.disguised(owner, stranger));
        }
        again.forEach(call -> check(attempt, owner, stranger, wire.send(call)));
        proved.add(operation.name());
        count(attempt.kind(), 1 + again.size());
        return 1 + again.size();
    }

    private void count(Kind kind, int attempts) {
        LongAdder adder = counted.get(kind);
        if (adder != null) {
            adder.add(attempts);
        }
    }

    /** A list that is empty for its owner as well proves nothing. */
    private static boolean shows(Answer twin, Attempt attempt) {
        return attempt.kind() == Kind.PATH || !attempt.owners().operation.method().equals("GET")
                || !Attempt.ids(twin.text()).isEmpty() || twin.text().contains("amount");
    }

    /** The same in an answer from which nothing is to be learnt. */
    private static Answer nothing(Answer answer) {
        return new Answer(404, answer.headers(), "");
    }

    private Set<String> asked(Party party) {
        return asked.computeIfAbsent(party.mark(), mark -> ConcurrentHashMap.newKeySet());
    }

    private Set<String> said(Party party) {
        return said.computeIfAbsent(party.mark(), mark -> ConcurrentHashMap.newKeySet());
    }

    /** What {@code answer} shows to one party of what the other has is a leak. */
    private void look(Call call, Party having, Party seeing, Answer answer) {
        Set<String> shown = Attempt.ids(answer.text());
        shown.removeIf(id -> !having.mark().equals(owners.get(id)));
        shown.removeAll(said(seeing));
        shown.removeAll(Attempt.ids(call.target()));
        if (call.operation.path().endsWith("/security-entries")) {
            // What somebody was refused is told to their own organisation, as they asked for it.
            shown.removeAll(asked(seeing));
        }
        if (!shown.isEmpty() || answer.text().contains(having.mark())) {
            leak(call, "shows " + (shown.isEmpty() ? "a name" : "ids"), shown + "\n    " + answer.text());
        }
    }

    private void check(Attempt attempt, Party owner, Party stranger, Answer answer) {
        look(attempt.strangers(), owner, stranger, answer);
        if (attempt.kind() == Kind.NOWHERE) {
            return;
        }
        String told = Attempt.essence(answer);
        boolean path = attempt.kind() == Kind.PATH;
        Set<String> known = absences.computeIfAbsent(attempt.strangers().operation.name(),
                name -> ConcurrentHashMap.newKeySet());
        if (path && known.contains(told)) {
            return;
        }
        String expected = "";
        for (int i = 0; i < TRIES_TO_AGREE; i++) {
            // What the stranger itself does meanwhile may change both.
            expected = Attempt.essence(wire.send(attempt.absent()));
            if (told.equals(expected)) {
                if (path) {
                    known.add(told);
                }
                return;
            }
            told = Attempt.essence(wire.send(attempt.strangers()));
        }
        leak(attempt.strangers(), attempt.kind() + " is told apart from what is absent", told + "\n    " + expected);
    }

    /** One of each kind. */
    private void leak(Call call, String what, String seen) {
        leaks.putIfAbsent(call.operation.name() + " " + what, call + "\n    " + seen);
    }

    @Test
    void two_connections_serve_two_organisations_by_turns_and_mix_nothing() throws Exception {
        List<Operation> lists = api.operations().stream().filter(IsolationTest::isOfAnOrganisation)
                .filter(o -> o.method().equals("GET") && !o.streams() && !o.path().contains("/admin/")).toList();
        AtomicInteger successes = new AtomicInteger();
        try (OtherNode node = RunningApplication.instance().another(
                Map.of("mediaplanner.database.reader.pool-size", "2"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Wire narrow = Wire.to(node.url());
            Semaphore inFlight = new Semaphore(IN_FLIGHT);
            for (int i = 0; i < ON_TWO_CONNECTIONS; i++) {
                Party asking = i % 2 == 0 ? amber : ochre;
                Party other = i % 2 == 0 ? ochre : amber;
                Call call = good(lists.get(i / 2 % lists.size()), asking, new Random(SEED + i));
                inFlight.acquire();
                threads.execute(() -> {
                    try {
                        Answer answer = narrow.send(call);
                        look(call, other, asking, answer);
                        if (answer.isSuccess()) {
                            successes.incrementAndGet();
                        }
                    } finally {
                        inFlight.release();
                    }
                });
            }
        }
        System.out.printf("Isolation: seed %d, %d answers over two connections of which %d succeeded; %d leaks%n", SEED,
                ON_TWO_CONNECTIONS, successes.get(), leaks.size());
        assertThat(leaks.entrySet()).as("leaks; seed %d", SEED).isEmpty();
        assertThat(successes.get()).isGreaterThan(ON_TWO_CONNECTIONS / 2);
    }
}
