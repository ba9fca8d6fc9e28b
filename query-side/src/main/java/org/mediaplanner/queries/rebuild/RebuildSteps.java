package org.mediaplanner.queries.rebuild;

import static org.springframework.transaction.TransactionDefinition.ISOLATION_READ_COMMITTED;
import static org.springframework.transaction.TransactionDefinition.ISOLATION_REPEATABLE_READ;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.database.SchemaOwner;
import org.mediaplanner.eventstore.processing.BatchListener;
import org.mediaplanner.eventstore.processing.DeadLetters;
import org.mediaplanner.eventstore.processing.PageTransaction;
import org.mediaplanner.eventstore.token.StoredToken;
import org.mediaplanner.eventstore.token.TokenCoverage;
import org.mediaplanner.queries.projection.Projector;
import org.mediaplanner.queries.projection.ReadModel;
import org.mediaplanner.queries.rebuild.Rebuild.Kind;
import org.mediaplanner.queries.rebuild.Rebuild.Phase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leads a rebuild from phase to phase. Each page and each phase is one transaction together with the row that tells how
 * far it is, so that any node can go on where another died. Where the live table stands is what its processor's token
 * says in the same snapshot: at that position, and at no other, the two tables can be compared and changed.
 */
@Component
class RebuildSteps {

    /** Questions wait behind whoever waits for the table: rather try again than hold them up. */
    private static final String BRIEFLY = "SET LOCAL lock_timeout = '250ms'";
    private static final double NANOS = 1e9;

    private final RebuildTable table;
    private final Projector projections;
    private final CatchUp catchUp;
    private final DeadLetters letters;
    private final SchemaOwner owner;
    private final JdbcTemplate writer;
    private final PageTransaction transaction;

    RebuildSteps(RebuildTable table, Projector projections, EventLog log, DeadLetters letters, SchemaOwner owner,
            JdbcTemplate writer, PlatformTransactionManager transactions) {
        this.table = table;
        this.projections = projections;
        this.catchUp = new CatchUp(log);
        this.letters = letters;
        this.owner = owner;
        this.writer = writer;
        this.transaction = new PageTransaction(new TransactionTemplate(transactions), JdbcClient.create(writer), false);
    }

    /**
     * Goes on until it is done, waits for somebody's word, or an exception ends it. What is committed stays.
     *
     * @param progress told after each page and phase; what it throws stops the work there
     */
    void drive(Rebuild begun, Consumer<Rebuild> progress) {
        ReadModel model = projections.find(begun.projection()).orElseThrow();
        Optional<Rebuild> now = Optional.of(begun);
        while (now.isPresent() && now.get().phase() != Phase.WAITING && now.get().phase() != Phase.FAILED) {
            progress.accept(now.get());
            step(now.get(), model, progress);
            now = table.find(begun.projection());
        }
    }

    private void step(Rebuild rebuild, ReadModel model, Consumer<Rebuild> progress) {
        switch (rebuild.phase()) {
            case FOLDING -> fold(rebuild, model, progress);
            case INDEXING -> index(model);
            case COMPARING -> compare(rebuild, model, progress);
            case SWITCHING -> switchOver(rebuild, model, progress);
            case CANCELLED -> remove(rebuild, model);
            case WAITING, FAILED -> throw new IllegalStateException(rebuild + " waits");
        }
    }

    private void fold(Rebuild rebuild, ReadModel model, Consumer<Rebuild> progress) {
        TokenCoverage covered = rebuild.covered() == null ? begin(model) : rebuild.covered();
        catchUp(model, covered, progress);
        table.enters(writer, model.name(), Phase.INDEXING);
    }

    private TokenCoverage begin(ReadModel model) {
        return owner.inTransaction(ISOLATION_READ_COMMITTED, jdbc -> {
            new SpareTable(jdbc, model).make();
            table.aims(jdbc, model.name(), StoredToken.read(jdbc, model.name()).index());
            table.covers(jdbc, model.name(), TokenCoverage.NOTHING);
            return TokenCoverage.NOTHING;
        });
    }

    /** Up to where the live one is now, as the writer, a transaction a page. */
    private void catchUp(ReadModel model, TokenCoverage covered, Consumer<Rebuild> progress) {
        BatchListener fold = model.into(SpareTable.NEXT, writer);
        Pace pace = new Pace(covered.index());
        catchUp.run(model.events(), covered, StoredToken.read(writer, model.name()), leftOut(model),
                (events, reached) -> {
                    transaction.run(() -> {
                        table.covers(writer, model.name(), reached);
                        take(fold, events);
                    });
                    pace.at(reached.index()).ifPresent(perSecond -> table.goes(model.name(), perSecond));
                    table.find(model.name()).ifPresent(progress);
                });
    }

    /** How many indexes of the log a second, told now and then. */
    private static final class Pace {

        private static final long APART_NANOS = Duration.ofMillis(500).toNanos();

        private long from;
        private long began = System.nanoTime();

        Pace(long from) {
            this.from = from;
        }

        OptionalDouble at(long index) {
            long now = System.nanoTime();
            if (now - began < APART_NANOS) {
                return OptionalDouble.empty();
            }
            double perSecond = (index - from) * NANOS / (now - began);
            from = index;
            began = now;
            return OptionalDouble.of(perSecond);
        }
    }

    private void index(ReadModel model) {
        owner.inTransaction(ISOLATION_READ_COMMITTED, jdbc -> {
            new SpareTable(jdbc, model).finish();
            table.enters(jdbc, model.name(), Phase.COMPARING);
            return model;
        });
    }

    /** In one snapshot, in which the live table and its token stand still while its processor goes on. */
    private void compare(Rebuild rebuild, ReadModel model, Consumer<Rebuild> progress) {
        catchUp(model, covered(rebuild), progress);
        TokenCoverage reached = covered(model);
        owner.inTransaction(ISOLATION_REPEATABLE_READ, jdbc -> {
            TokenCoverage live = StoredToken.read(jdbc, model.name());
            level(jdbc, model, reached, live);
            SpareTable spare = new SpareTable(jdbc, model);
            table.covers(jdbc, model.name(), live);
            if (rebuild.kind() == Kind.CHECK) {
                table.shows(jdbc, model.name(), spare.rows(), spare.shown());
            }
            table.differs(jdbc, model.name(), rebuild.kind(), spare.differences());
            return model;
        });
    }

    /** What the processor does waits from the look at its token until its table is another; no question does. */
    private void switchOver(Rebuild rebuild, ReadModel model, Consumer<Rebuild> progress) {
        catchUp(model, rebuild.covered() == null ? restore(model) : rebuild.covered(), progress);
        TokenCoverage reached = covered(model);
        owner.inTransaction(ISOLATION_READ_COMMITTED, jdbc -> {
            jdbc.execute("SET LOCAL lock_timeout = '2s'");
            TokenCoverage live = StoredToken.lock(jdbc, model.name());
            level(jdbc, model, reached, live);
            // A table that lacks what could not be handled is not worth keeping.
            boolean wasComplete = DeadLetters.rebuilt(jdbc, model.name(), rebuild.requestedBy()) == 0;
            table.ends(jdbc, model.name());
            jdbc.execute(BRIEFLY);
            new SpareTable(jdbc, model).changePlaces(live, wasComplete);
            return model;
        });
    }

    private TokenCoverage restore(ReadModel model) {
        return owner.inTransaction(ISOLATION_READ_COMMITTED, jdbc -> {
            TokenCoverage former = new SpareTable(jdbc, model).restore()
                    .orElseThrow(() -> new IllegalStateException("The former " + model.table() + " is gone"));
            table.covers(jdbc, model.name(), former);
            return former;
        });
    }

    private void level(JdbcTemplate jdbc, ReadModel model, TokenCoverage from, TokenCoverage live) {
        BatchListener fold = model.into(SpareTable.NEXT, jdbc);
        catchUp.run(model.events(), from, live, leftOut(model), (events, reached) -> take(fold, events));
    }

    private void remove(Rebuild rebuild, ReadModel model) {
        owner.inTransaction(ISOLATION_READ_COMMITTED, jdbc -> {
            jdbc.execute("SET LOCAL lock_timeout = '2s'");
            table.ends(jdbc, model.name());
            if (rebuild.kind() != Kind.ROLLBACK) {
                new SpareTable(jdbc, model).drop();
            } else if (rebuild.covered() != null) {
                new SpareTable(jdbc, model).putBack(rebuild.covered());
            }
            return model;
        });
    }

    private TokenCoverage covered(ReadModel model) {
        return table.find(model.name()).map(RebuildSteps::covered)
                .orElseThrow(() -> new RebuildTable.LeaseLost(model.name()));
    }

    private static TokenCoverage covered(Rebuild rebuild) {
        if (rebuild.covered() == null) {
            throw new IllegalStateException(rebuild + " has no table");
        }
        return rebuild.covered();
    }

    /** What somebody dismissed for the live table, the new one does without as well. */
    private Set<Long> leftOut(ReadModel model) {
        return letters.dismissed(model.name());
    }

    private static void take(BatchListener fold, List<RecordedEvent<?>> events) {
        try {
            fold.handle(events);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }
}
