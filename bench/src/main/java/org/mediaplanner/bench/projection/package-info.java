/** Read models folded from the log, beside reading the same rows and nothing else. */
@NullMarked
package org.mediaplanner.bench.projection;

import org.jspecify.annotations.NullMarked;
