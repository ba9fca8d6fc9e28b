/** The door for programs that say how much they can take: RSocket over TCP and over WebSocket. */
@NullMarked
package org.mediaplanner.gateway.rsocket;

import org.jspecify.annotations.NullMarked;
