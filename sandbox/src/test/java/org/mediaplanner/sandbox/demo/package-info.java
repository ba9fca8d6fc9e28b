@NullMarked
package org.mediaplanner.sandbox.demo;

import org.jspecify.annotations.NullMarked;
