/** Measures the product beside what the same machine can do without it. Not shipped. */
@NullMarked
package org.mediaplanner.bench;

import org.jspecify.annotations.NullMarked;
