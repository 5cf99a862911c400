/**
 * OpenAI's wire as OpenAI and many other hosts speak it: requests, answers, errors. Providers that
 * speak it differ in a {@link dev.gatewaysdk.provider.openaiwire.WireFlavor}.
 */
@NullMarked
package dev.gatewaysdk.provider.openaiwire;

import org.jspecify.annotations.NullMarked;
