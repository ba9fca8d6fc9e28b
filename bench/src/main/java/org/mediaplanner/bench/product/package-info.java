/** The product in processes of its own, and what is outside of them. */
@NullMarked
package org.mediaplanner.bench.product;

import org.jspecify.annotations.NullMarked;
