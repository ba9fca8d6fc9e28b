/** What was measured. */
@NullMarked
package org.mediaplanner.queries.performance;

import org.jspecify.annotations.NullMarked;
