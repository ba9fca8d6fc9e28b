@NullMarked
package org.mediaplanner.gateway.stream;

import org.jspecify.annotations.NullMarked;
