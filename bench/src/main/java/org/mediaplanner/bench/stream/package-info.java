/** How soon followers and questions on any node know of what is written on any node. */
@NullMarked
package org.mediaplanner.bench.stream;

import org.jspecify.annotations.NullMarked;
