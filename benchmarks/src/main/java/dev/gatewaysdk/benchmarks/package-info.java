/** What a call through the gateway costs. Not published. */
@NullMarked
package dev.gatewaysdk.benchmarks;

import org.jspecify.annotations.NullMarked;
