package org.mediaplanner.sagas.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What a workflow tells of a piece of work. Telling the same again changes nothing. */
@ActivityInterface
public interface RunReports {

    /** It begins; false where it has ended already and must not. */
    @ActivityMethod(name = "run-started")
    boolean started(RunRef run);

    /** @param code stable name of the reason */
    @ActivityMethod(name = "run-failed")
    void failed(RunRef run, String code, String message, boolean retryable);

    /** It has ended because it was asked to, and left nothing behind. */
    @ActivityMethod(name = "run-cancelled")
    void cancelled(RunRef run);
}
