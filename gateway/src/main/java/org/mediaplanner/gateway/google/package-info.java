/** Signing in with Google, or with whoever speaks OpenID Connect in its place. */
@NullMarked
package org.mediaplanner.gateway.google;

import org.jspecify.annotations.NullMarked;
