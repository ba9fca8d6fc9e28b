/** Everything a newcomer lacks: servers on this machine, a demo tenant, and the one command that starts them. */
@NullMarked
package org.mediaplanner.sandbox;

import org.jspecify.annotations.NullMarked;
