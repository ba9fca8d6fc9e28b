@NullMarked
package org.mediaplanner.gateway.tracing;

import org.jspecify.annotations.NullMarked;
