@NullMarked
package org.mediaplanner.gateway.analytics;

import org.jspecify.annotations.NullMarked;
