/** Acts: turns events into further commands. */
@NullMarked
package org.mediaplanner.sagas;

import org.jspecify.annotations.NullMarked;
