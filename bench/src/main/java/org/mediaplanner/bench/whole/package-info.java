/** What starting the product costs, and what memory it takes, with everything that runs beside it. */
@NullMarked
package org.mediaplanner.bench.whole;

import org.jspecify.annotations.NullMarked;
