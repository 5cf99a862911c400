/** Mistral's chat completions. */
@NullMarked
package dev.gatewaysdk.provider.mistral;

import org.jspecify.annotations.NullMarked;
