/** Cohere's API, version 2. */
@NullMarked
package dev.gatewaysdk.provider.cohere;

import org.jspecify.annotations.NullMarked;
