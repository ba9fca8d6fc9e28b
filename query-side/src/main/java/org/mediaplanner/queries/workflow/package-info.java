/** Pieces of long-running work, as people follow them. */
@NullMarked
package org.mediaplanner.queries.workflow;

import org.jspecify.annotations.NullMarked;
