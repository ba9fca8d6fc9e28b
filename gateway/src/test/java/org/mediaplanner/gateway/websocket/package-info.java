@NullMarked
package org.mediaplanner.gateway.websocket;

import org.jspecify.annotations.NullMarked;
