@NullMarked
package org.mediaplanner.commands.campaign;

import org.jspecify.annotations.NullMarked;
