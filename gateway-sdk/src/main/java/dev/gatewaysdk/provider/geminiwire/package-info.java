/**
 * Google's wire for Gemini models, as the Gemini API and Vertex AI speak it: requests, answers,
 * errors. The two differ in a {@link dev.gatewaysdk.provider.geminiwire.GeminiFlavor}.
 */
@NullMarked
package dev.gatewaysdk.provider.geminiwire;

import org.jspecify.annotations.NullMarked;
