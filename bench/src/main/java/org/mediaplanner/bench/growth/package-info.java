/** How what everything costs changes with how much there is. */
@NullMarked
package org.mediaplanner.bench.growth;

import org.jspecify.annotations.NullMarked;
