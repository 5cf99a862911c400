/** Vertex AI: Google's models under a Google Cloud project. */
@NullMarked
package dev.gatewaysdk.provider.vertexai;

import org.jspecify.annotations.NullMarked;
