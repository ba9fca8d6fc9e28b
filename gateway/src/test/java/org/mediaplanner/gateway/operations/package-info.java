@NullMarked
package org.mediaplanner.gateway.operations;

import org.jspecify.annotations.NullMarked;
