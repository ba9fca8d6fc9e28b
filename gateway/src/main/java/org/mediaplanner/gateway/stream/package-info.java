/** Following what happens: first what was missed, then what is new, each event once and in order. */
@NullMarked
package org.mediaplanner.gateway.stream;

import org.jspecify.annotations.NullMarked;
