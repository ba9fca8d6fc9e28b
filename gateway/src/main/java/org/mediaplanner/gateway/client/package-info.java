@NullMarked
package org.mediaplanner.gateway.client;

import org.jspecify.annotations.NullMarked;
