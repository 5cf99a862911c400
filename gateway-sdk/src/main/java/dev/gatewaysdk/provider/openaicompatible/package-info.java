/** Hosts that speak OpenAI's wire: OpenRouter, DeepSeek, Ollama, vLLM and many more. */
@NullMarked
package dev.gatewaysdk.provider.openaicompatible;

import org.jspecify.annotations.NullMarked;
