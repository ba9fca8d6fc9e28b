package org.mediaplanner.bench.crash;

import org.mediaplanner.bench.product.Door;
import org.mediaplanner.bench.product.Door.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.bench.crash.Journal.Expected;
import org.mediaplanner.bench.crash.Journal.Work;

/**
 * A planner at work: makes campaigns and ledgers, changes them and pays in. What it is not answered it sends
 * again with the same key until it is, and it believes nothing but answers.
 */
final class Client implements Runnable {

    private static final int MOST = 40;
    private static final int MOST_EXPORTS = 3;

    private final Door door;
    private final Journal journal;
    private final String token;
    private final Random random;
    private final List<Expected> campaigns = new ArrayList<>();
    private final List<Expected> ledgers = new ArrayList<>();
    private int exports;
    private int allocations;
    private volatile boolean stopping;
    private volatile @Nullable RuntimeException fault;

    Client(Door door, Journal journal, long seed) throws InterruptedException {
        this.door = door;
        this.journal = journal;
        this.random = new Random(seed);
        this.token = door.register("crash-" + UUID.randomUUID() + "@example.com");
    }

    /** Ends with what it is at. */
    void stop() {
        stopping = true;
    }

    String token() {
        return token;
    }

    /** How many campaigns it has been told that it has. */
    int campaigns() {
        return campaigns.size();
    }

    /** @throws IllegalStateException where an answer was wrong */
    void check() {
        RuntimeException found = fault;
        if (found != null) {
            throw new IllegalStateException("A client was answered wrongly", found);
        }
    }

    /** Works until it is told to stop; may be run again then. */
    @Override
    public void run() {
        stopping = false;
        try {
            while (!stopping) {
                switch (random.nextInt(20)) {
                    case 0, 1 -> makeCampaign();
                    case 2, 3 -> makeLedger();
                    case 4 -> export();
                    case 5, 6 -> allocate();
                    case 7, 8, 9, 10 -> pay();
                    default -> change();
                }
            }
        } catch (RuntimeException wrong) {
            fault = wrong;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void makeCampaign() throws InterruptedException {
        if (campaigns.size() < MOST) {
            Answer made = campaign();
            campaigns.add(expect("/campaigns/" + made.json().path("id").asString(), made, 0, 0, 0));
        }
    }

    private Answer campaign() throws InterruptedException {
        return give("POST", "/campaigns", Door.campaign(), null, 201);
    }

    private void makeLedger() throws InterruptedException {
        if (ledgers.size() < MOST / 4) {
            Answer made = give("POST", "/budgets", "{\"name\": \"%s\", \"currency\": \"EUR\"}".formatted(UUID
                    .randomUUID()), null, 201);
            ledgers.add(expect("/budgets/" + made.json().path("id").asString(), made, 0, 0, 0));
        }
    }

    private void export() throws InterruptedException {
        if (exports++ < MOST_EXPORTS) {
            Answer begun = give("POST", "/workflows/export", "{\"what\": \"CAMPAIGNS\", \"format\": \"CSV\"}", null,
                    202);
            journal.begun(new Work(token, "/workflows/" + begun.json().path("workflowId").asString()));
        }
    }

    /** To a campaign that nobody else changes: a process follows each allocation there. */
    private void allocate() throws InterruptedException {
        if (!ledgers.isEmpty() && allocations++ < MOST) {
            int place = random.nextInt(ledgers.size());
            Expected before = ledgers.get(place);
            if (before.cents() > before.allocated()) {
                Answer fed = campaign();
                Answer allocated = give("POST", before.path() + "/allocate", """
                        {"campaignId": "%s", "amount": {"amount": "0.01", "currency": "EUR"}}"""
                        .formatted(fed.json().path("id").asString()), before.version(), 200);
                ledgers.set(place, expect(before.path(), allocated, before.version(), before.cents(),
                        before.allocated() + 1));
            }
        }
    }

    private void change() throws InterruptedException {
        if (!campaigns.isEmpty()) {
            int place = random.nextInt(campaigns.size());
            Expected before = campaigns.get(place);
            Answer changed = give("PATCH", before.path(), "{\"tags\": [\"%s\"]}".formatted(Door.key()),
                    before.version(), 200);
            campaigns.set(place, expect(before.path(), changed, before.version(), 0, 0));
        }
    }

    private void pay() throws InterruptedException {
        if (!ledgers.isEmpty()) {
            int place = random.nextInt(ledgers.size());
            Expected before = ledgers.get(place);
            int cents = 1 + random.nextInt(99);
            Answer paid = give("POST", before.path() + "/fund", """
                    {"amount": {"amount": "0.%02d", "currency": "EUR"}}""".formatted(cents), before.version(), 200);
            ledgers.set(place, expect(before.path(), paid, before.version(), before.cents() + cents,
                    before.allocated()));
        }
    }

    /** Writes down what was acknowledged. It must be the next version: nothing was lost before, and nothing doubled. */
    private Expected expect(String path, Answer answer, long before, long cents, long allocated) {
        if (answer.version() != before + 1) {
            throw new IllegalStateException("Version %d of %s was answered behind %d".formatted(answer.version(), path,
                    before));
        }
        Expected thing = new Expected(token, path, answer.version(), cents, allocated);
        journal.expect(thing);
        return thing;
    }

    private Answer give(String method, String path, String body, @Nullable Long version, int status)
            throws InterruptedException {
        String key = Door.key();
        boolean[] sent = {false};
        return Door.until(() -> {
            if (sent[0]) {
                journal.again();
            }
            sent[0] = true;
            Optional<Answer> answer = door.send(method, path, token, body, key, version);
            return answer;
        }, status);
    }
}
