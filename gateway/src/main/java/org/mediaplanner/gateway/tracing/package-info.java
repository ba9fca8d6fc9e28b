/** Traces, for who wants them: off, and nothing of it is there, unless somebody is named to whom they are sent. */
@NullMarked
package org.mediaplanner.gateway.tracing;

import org.jspecify.annotations.NullMarked;
