/** Files over HTTP. */
@NullMarked
package org.mediaplanner.gateway.file;

import org.jspecify.annotations.NullMarked;
