/** Wrappers around replies. Not API. */
@NullMarked
package dev.gatewaysdk.internal.stream;

import org.jspecify.annotations.NullMarked;
