package org.mediaplanner.commands;

import java.time.Instant;

/**
 * What an aggregate's events say after a command.
 *
 * @param version number of its events; 1 after the first
 * @param createdBy id of who caused the first
 */
public record Versioned<S>(long version, S state, Instant createdAt, String createdBy, Instant updatedAt) {}
