/** LangChain4j's AI Services over the gateway, on a terminal. */
@NullMarked
package dev.gatewaysdk.examples.langchain4j;

import org.jspecify.annotations.NullMarked;
