@NullMarked
package org.mediaplanner.gateway.performance;

import org.jspecify.annotations.NullMarked;
