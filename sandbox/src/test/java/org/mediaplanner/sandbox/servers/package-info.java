@NullMarked
package org.mediaplanner.sandbox.servers;

import org.jspecify.annotations.NullMarked;
