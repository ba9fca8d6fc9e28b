@NullMarked
package org.mediaplanner.gateway;

import org.jspecify.annotations.NullMarked;
