/** OpenAI's chat completions. */
@NullMarked
package dev.gatewaysdk.provider.openai;

import org.jspecify.annotations.NullMarked;
