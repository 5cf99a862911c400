/** The Gemini API. */
@NullMarked
package dev.gatewaysdk.provider.gemini;

import org.jspecify.annotations.NullMarked;
