/** LangChain4j's own test kits, run against the gateway and a host of models on loopback. */
@NullMarked
package dev.gatewaysdk.langchain4j.kit;

import org.jspecify.annotations.NullMarked;
