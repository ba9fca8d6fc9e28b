/** The end of an organisation. */
@NullMarked
package org.mediaplanner.sagas.erasure;

import org.jspecify.annotations.NullMarked;
