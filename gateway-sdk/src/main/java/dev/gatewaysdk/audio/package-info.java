/** Speech from texts and texts from speech: requests, answers and their events, as plain values. */
@NullMarked
package dev.gatewaysdk.audio;

import org.jspecify.annotations.NullMarked;
