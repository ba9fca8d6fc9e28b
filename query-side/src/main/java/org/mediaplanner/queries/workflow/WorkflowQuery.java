package org.mediaplanner.queries.workflow;

import java.util.List;
import org.mediaplanner.events.workflow.WorkflowId;
import org.mediaplanner.events.workflow.WorkflowRun.Status;
import org.mediaplanner.events.workflow.WorkflowType;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.reading.Page;
import org.mediaplanner.queries.reading.PageRequest;

/** What can be asked about long-running work. */
public sealed interface WorkflowQuery {

    record FindWorkflow(WorkflowId id) implements WorkflowQuery, Query<WorkflowItem> {}

    /** Each list is any of its values, none for all. */
    record ListWorkflows(List<WorkflowType> types, List<Status> statuses, boolean descending, PageRequest page)
            implements
            WorkflowQuery,
            Query<Page<WorkflowItem>> {}
}
