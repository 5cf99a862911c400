/** Documents in order of relevance: requests, answers and their events, as plain values. */
@NullMarked
package dev.gatewaysdk.rerank;

import org.jspecify.annotations.NullMarked;
