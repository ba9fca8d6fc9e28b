package org.mediaplanner.eventstore.storage;

import java.util.List;

import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Some consecutive events of the log.
 *
 * @param end the token behind the last of them
 * @param full true where more may follow at once
 */
record LogPage(List<TrackedEventMessage<?>> messages, GapAwareTrackingToken end, boolean full) {}
