@NullMarked
package org.mediaplanner.gateway.input;

import org.jspecify.annotations.NullMarked;
