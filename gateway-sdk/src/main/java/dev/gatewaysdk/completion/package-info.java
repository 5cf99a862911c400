/** Completion of texts: requests, answers and their events, as plain values. */
@NullMarked
package dev.gatewaysdk.completion;

import org.jspecify.annotations.NullMarked;
