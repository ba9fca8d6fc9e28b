package org.mediaplanner.bench.stream;

/**
 * An event that a node has acknowledged.
 *
 * @param sent when the command was begun to be sent ({@link System#nanoTime})
 * @param acknowledged when its answer was there
 */
record Written(int tenant, String subject, long version, long sent, long acknowledged) {}
