/**
 * A host of models on loopback for LangChain4j's test kits: it reads what arrives, as OpenAI or as
 * Anthropic would, and answers as a competent model does.
 */
@NullMarked
package dev.gatewaysdk.langchain4j.kit.host;

import org.jspecify.annotations.NullMarked;
