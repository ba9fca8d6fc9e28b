@NullMarked
package org.mediaplanner.gateway.rsocket;

import org.jspecify.annotations.NullMarked;
