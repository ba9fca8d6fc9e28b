@NullMarked
package org.mediaplanner.commands.client;

import org.jspecify.annotations.NullMarked;
