/** Commands over the bus, beside the bare statements that they send. */
@NullMarked
package org.mediaplanner.bench.command;

import org.jspecify.annotations.NullMarked;
