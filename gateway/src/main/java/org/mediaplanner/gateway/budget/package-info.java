@NullMarked
package org.mediaplanner.gateway.budget;

import org.jspecify.annotations.NullMarked;
