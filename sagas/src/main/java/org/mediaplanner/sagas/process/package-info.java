/** How durable processes are driven. */
@NullMarked
package org.mediaplanner.sagas.process;

import org.jspecify.annotations.NullMarked;
