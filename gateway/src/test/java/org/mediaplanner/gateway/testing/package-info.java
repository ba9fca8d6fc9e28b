@NullMarked
package org.mediaplanner.gateway.testing;

import org.jspecify.annotations.NullMarked;
