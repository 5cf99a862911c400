/** Anthropic's Messages API. */
@NullMarked
package dev.gatewaysdk.provider.anthropic;

import org.jspecify.annotations.NullMarked;
