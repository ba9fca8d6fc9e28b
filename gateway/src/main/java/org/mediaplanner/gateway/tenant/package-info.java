@NullMarked
package org.mediaplanner.gateway.tenant;

import org.jspecify.annotations.NullMarked;
