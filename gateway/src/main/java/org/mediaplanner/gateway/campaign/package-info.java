@NullMarked
package org.mediaplanner.gateway.campaign;

import org.jspecify.annotations.NullMarked;
