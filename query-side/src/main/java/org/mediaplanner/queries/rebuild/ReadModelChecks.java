package org.mediaplanner.queries.rebuild;

import java.time.Duration;
import java.util.List;
import org.mediaplanner.eventstore.consistency.ConsistencyCheck;
import org.mediaplanner.eventstore.consistency.Finding;
import org.mediaplanner.queries.projection.Projector;
import org.mediaplanner.queries.projection.ReadModel;
import org.mediaplanner.queries.rebuild.Rebuild.Kind;
import org.mediaplanner.queries.rebuild.Rebuild.Phase;
import org.springframework.stereotype.Component;

/** Each read model is folded from the log anew, beside the live one, and compared with it. */
@Component
final class ReadModelChecks implements ConsistencyCheck.Source {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String BY = "consistency check";

    private final Projector projections;
    private final RebuildTable table;
    private final RebuildRunner runner;

    ReadModelChecks(Projector projections, RebuildTable table, RebuildRunner runner) {
        this.projections = projections;
        this.table = table;
        this.runner = runner;
    }

    @Override
    public List<ConsistencyCheck> checks() {
        return projections.all().stream().<ConsistencyCheck>map(ReadModelCheck::new).toList();
    }

    private final class ReadModelCheck implements ConsistencyCheck {

        private final String model;

        ReadModelCheck(ReadModel model) {
            this.model = model.name();
        }

        @Override
        public String name() {
            return "read model " + model;
        }

        @Override
        public Finding run() throws InterruptedException {
            begin();
            Rebuild compared = compared();
            Finding finding = compared.phase() == Phase.FAILED
                    ? new Finding(name(), 0, 0, 0, List.of(), compared.failure())
                    : table.seen(name(), model);
            table.cancel(model);
            runner.wake();
            return finding;
        }

        /** One that a node left which died serves as well; behind a rebuild this waits. */
        private void begin() throws InterruptedException {
            while (!table.begin(model, Kind.CHECK, BY) && !table.find(model).filter(this::isUnderWay).isPresent()) {
                Thread.sleep(PAUSE);
            }
            runner.wake();
        }

        private boolean isUnderWay(Rebuild other) {
            return other.kind() == Kind.CHECK && other.phase() != Phase.CANCELLED;
        }

        private Rebuild compared() throws InterruptedException {
            while (true) {
                Rebuild now = table.find(model).filter(this::isUnderWay)
                        .orElseThrow(() -> new IllegalStateException("Somebody cancelled it"));
                if (now.phase() == Phase.WAITING || now.phase() == Phase.FAILED) {
                    return now;
                }
                Thread.sleep(PAUSE);
            }
        }
    }
}
