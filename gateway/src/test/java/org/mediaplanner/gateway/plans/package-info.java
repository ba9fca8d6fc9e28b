/** How PostgreSQL finds what the product asks for. */
@NullMarked
package org.mediaplanner.gateway.plans;

import org.jspecify.annotations.NullMarked;
