/** Azure OpenAI, and the models of Azure AI Foundry. */
@NullMarked
package dev.gatewaysdk.provider.azure;

import org.jspecify.annotations.NullMarked;
