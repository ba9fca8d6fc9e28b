@NullMarked
package org.mediaplanner.bench.crash;

import org.jspecify.annotations.NullMarked;
