/** Who changed what, and when. */
@NullMarked
package org.mediaplanner.queries.history;

import org.jspecify.annotations.NullMarked;
