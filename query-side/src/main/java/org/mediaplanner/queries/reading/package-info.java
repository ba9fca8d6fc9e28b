/** Asking read models: one tenant at a time, in pages, not before they cover what was asked for. */
@NullMarked
package org.mediaplanner.queries.reading;

import org.jspecify.annotations.NullMarked;
