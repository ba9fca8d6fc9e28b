@NullMarked
package org.mediaplanner.gateway.security;

import org.jspecify.annotations.NullMarked;
