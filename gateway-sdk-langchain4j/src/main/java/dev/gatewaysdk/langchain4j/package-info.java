/**
 * LangChain4j's models on top of a {@code GatewayClient}: routing, limits, guardrails, fallback and
 * records below whatever is built on LangChain4j.
 */
@NullMarked
package dev.gatewaysdk.langchain4j;

import org.jspecify.annotations.NullMarked;
