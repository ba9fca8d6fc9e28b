/** What is known of advertisers. */
@NullMarked
package org.mediaplanner.queries.client;

import org.jspecify.annotations.NullMarked;
