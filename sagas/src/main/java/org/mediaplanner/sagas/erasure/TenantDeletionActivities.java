package org.mediaplanner.sagas.erasure;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.mediaplanner.sagas.workflow.RunRef;

/** The steps of a deletion. Each taken twice does no more than once. */
@ActivityInterface
public interface TenantDeletionActivities {

    /** Ends all other work of the organisation. */
    @ActivityMethod(name = "deletion-end-work")
    void endWork(RunRef run);

    /** From now on nobody reads what its people typed. @return how many milliseconds it takes until every node knows */
    @ActivityMethod(name = "deletion-destroy-key")
    long destroyKey(RunRef run);

    /** Removes what is kept beside its events. @return how many rows there were */
    @ActivityMethod(name = "deletion-erase")
    long erase(RunRef run);

    /** Tells that it is done: the last events of the organisation. */
    @ActivityMethod(name = "deletion-finish")
    void finish(RunRef run, long rows);
}
