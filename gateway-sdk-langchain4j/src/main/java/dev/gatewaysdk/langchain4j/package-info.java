/**
 * Will hold LangChain4j's chat, streaming and embedding models on top of a {@code GatewayClient};
 * there is nothing here yet.
 */
@NullMarked
package dev.gatewaysdk.langchain4j;

import org.jspecify.annotations.NullMarked;
