/** Long-running work over HTTP. */
@NullMarked
package org.mediaplanner.gateway.workflow;

import org.jspecify.annotations.NullMarked;
