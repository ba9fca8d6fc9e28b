package org.mediaplanner.sagas.export;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.mediaplanner.sagas.workflow.RunRef;

/** The steps of an export. */
@ActivityInterface
public interface ExportActivities {

    /** Writes the file and tells that it is there; begun again, it writes another. */
    @ActivityMethod(name = "export-write")
    void write(RunRef run);
}
