@NullMarked
package org.mediaplanner.gateway.command;

import org.jspecify.annotations.NullMarked;
