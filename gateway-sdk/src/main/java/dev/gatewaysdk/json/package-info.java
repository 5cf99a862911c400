/** JSON kept exactly as it was written. */
@NullMarked
package dev.gatewaysdk.json;

import org.jspecify.annotations.NullMarked;
