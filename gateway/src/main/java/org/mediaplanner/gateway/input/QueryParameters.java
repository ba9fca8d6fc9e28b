package org.mediaplanner.gateway.input;

/**
 * Marks a record whose components are the query parameters that an operation takes; an operation may take several
 * such records. A parameter that none of them knows is refused. Components are optional; a list holds a parameter
 * that may be given several times.
 */
public interface QueryParameters {}
