/**
 * What can go wrong, as types: every exception of the library and the one table of failure kinds.
 */
@NullMarked
package dev.gatewaysdk.error;

import org.jspecify.annotations.NullMarked;
