/** Vectors of texts as plain values: requests, events, responses. */
@NullMarked
package dev.gatewaysdk.embedding;

import org.jspecify.annotations.NullMarked;
