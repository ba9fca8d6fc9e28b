/** A tenant with a history, for those who look at the product for the first time. */
@NullMarked
package org.mediaplanner.sandbox.demo;

import org.jspecify.annotations.NullMarked;
