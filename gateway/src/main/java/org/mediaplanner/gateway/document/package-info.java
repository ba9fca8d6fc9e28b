@NullMarked
package org.mediaplanner.gateway.document;

import org.jspecify.annotations.NullMarked;
