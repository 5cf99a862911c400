/** Guardrails: what may pass between callers and models, and in which form. */
@NullMarked
package dev.gatewaysdk.guardrail;

import org.jspecify.annotations.NullMarked;
