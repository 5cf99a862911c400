/** Groq's chat completions. */
@NullMarked
package dev.gatewaysdk.provider.groq;

import org.jspecify.annotations.NullMarked;
