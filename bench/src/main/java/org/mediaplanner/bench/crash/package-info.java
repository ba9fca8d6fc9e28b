/** Faults under load, and what they may not take with them. */
@NullMarked
package org.mediaplanner.bench.crash;

import org.jspecify.annotations.NullMarked;
