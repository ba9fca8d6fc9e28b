package org.mediaplanner.gateway.problem;

/** Ends a request with a {@link Fault}. An answer, not a defect: it carries no stack. */
public final class FaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    FaultException(Fault fault) {
        super(fault.detail(), null, false, false);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
