/** Chat completions as plain values: requests, events, responses. */
@NullMarked
package dev.gatewaysdk.chat;

import org.jspecify.annotations.NullMarked;
