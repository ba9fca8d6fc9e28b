@NullMarked
package org.mediaplanner.gateway.mail;

import org.jspecify.annotations.NullMarked;
