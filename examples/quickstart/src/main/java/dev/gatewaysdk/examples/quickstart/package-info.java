/** One gateway at work, on a terminal. */
@NullMarked
package dev.gatewaysdk.examples.quickstart;

import org.jspecify.annotations.NullMarked;
