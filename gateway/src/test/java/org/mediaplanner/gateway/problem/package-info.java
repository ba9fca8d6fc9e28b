@NullMarked
package org.mediaplanner.gateway.problem;

import org.jspecify.annotations.NullMarked;
