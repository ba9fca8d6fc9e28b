/** The door for those who follow several topics over one WebSocket. */
@NullMarked
package org.mediaplanner.gateway.websocket;

import org.jspecify.annotations.NullMarked;
