@NullMarked
package org.mediaplanner.sandbox.deployment;

import org.jspecify.annotations.NullMarked;
