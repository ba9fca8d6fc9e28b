package org.mediaplanner.sagas.dataimport;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.mediaplanner.sagas.workflow.RunRef;

/** The steps of an import. Each may be taken again and counts once. */
@ActivityInterface
public interface DataImportActivities {

    /** Reads and checks the file, and tells what it would change. */
    @ActivityMethod(name = "data-import-propose")
    Next propose(RunRef run);

    /** Applies what was approved, if it still is what would change. */
    @ActivityMethod(name = "data-import-apply")
    Next apply(RunRef run);

    /** What an import has to do next. */
    enum Next {
        /** Wait for a decision. */
        WAIT,
        /** It is approved: apply it. */
        APPLY,
        /** Nothing: it has ended. */
        NOTHING
    }
}
