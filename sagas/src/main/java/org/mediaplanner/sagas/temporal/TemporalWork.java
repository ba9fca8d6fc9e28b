package org.mediaplanner.sagas.temporal;

import java.util.List;

/**
 * One kind of work that this node can do.
 *
 * @param queue on which it is asked for
 * @param workflow the class that says in which order things are done; an instance for each piece of work
 * @param activities the objects that do them, shared by all
 * @param atOnce how many activities at most on this node
 */
public record TemporalWork(String queue, Class<?> workflow, List<Object> activities, int atOnce) {}
