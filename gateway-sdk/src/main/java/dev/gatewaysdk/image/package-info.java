/** Pictures from texts: requests, answers and their events, as plain values. */
@NullMarked
package dev.gatewaysdk.image;

import org.jspecify.annotations.NullMarked;
