/** The form of Cohere's requests that other hosts of its models share. */
@NullMarked
package dev.gatewaysdk.provider.coherewire;

import org.jspecify.annotations.NullMarked;
