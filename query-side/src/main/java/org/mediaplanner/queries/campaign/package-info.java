/** What is known of campaigns. */
@NullMarked
package org.mediaplanner.queries.campaign;

import org.jspecify.annotations.NullMarked;
