package org.mediaplanner.sagas.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.mediaplanner.sagas.export.ExportActivities;
import org.mediaplanner.sagas.workflow.RunRef;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Comes before the attempts of exports on one node, each time in its own way. */
public final class Disturbance implements BeanPostProcessor {

    private final Queue<Consumer<RunRef>> next = new ConcurrentLinkedQueue<>();

    /** The next attempt begins with {@code what}, which may end it. */
    public void add(Consumer<RunRef> what) {
        next.add(what);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ExportActivities work ? new Disturbed(work) : bean;
    }

    private final class Disturbed implements ExportActivities {

        private final ExportActivities work;

        Disturbed(ExportActivities work) {
            this.work = work;
        }

        @Override
        public void write(RunRef run) {
            Consumer<RunRef> disturbance = next.poll();
            if (disturbance != null) {
                disturbance.accept(run);
            }
            work.write(run);
        }
    }
}
