@NullMarked
package org.mediaplanner.gateway.identity;

import org.jspecify.annotations.NullMarked;
