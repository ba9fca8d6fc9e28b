package org.mediaplanner.events.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** A kind of long-running work, under the name that paths and rows know it by. */
public enum WorkflowType {

    EXPORT(WorkflowInput.EXPORT), DATA_IMPORT(WorkflowInput.DATA_IMPORT), TENANT_DELETION(
            WorkflowInput.TENANT_DELETION);

    private final String path;

    WorkflowType(String path) {
        this.path = path;
    }

    @JsonValue
    public String path() {
        return path;
    }

    /** The type called {@code path}, if there is one. */
    public static Optional<WorkflowType> called(String path) {
        return Arrays.stream(values()).filter(type -> type.path.equals(path)).findAny();
    }
}
