/** Streaming processors: handlers that follow the log, each with its token. */
@NullMarked
package org.mediaplanner.eventstore.processing;

import org.jspecify.annotations.NullMarked;
