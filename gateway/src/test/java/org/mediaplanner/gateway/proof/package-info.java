/** What is proved by numbers: many inputs against the running application, all of them made of a seed. */
@NullMarked
package org.mediaplanner.gateway.proof;

import org.jspecify.annotations.NullMarked;
