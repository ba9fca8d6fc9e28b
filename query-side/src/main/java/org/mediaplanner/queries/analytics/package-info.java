/** Sums, buckets and comparisons of what was measured. */
@NullMarked
package org.mediaplanner.queries.analytics;

import org.jspecify.annotations.NullMarked;
