/** OpenAI's own clients, run against the sidecar with either provider behind it. */
@NullMarked
package dev.gatewaysdk.examples.openaiclients;

import org.jspecify.annotations.NullMarked;
