/** The fold engine: events in, rows of read models out. */
@NullMarked
package org.mediaplanner.queries.projection;

import org.jspecify.annotations.NullMarked;
