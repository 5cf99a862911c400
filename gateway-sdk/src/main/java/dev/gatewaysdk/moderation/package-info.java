/** Whether texts and pictures are harmful: requests, answers and their events, as plain values. */
@NullMarked
package dev.gatewaysdk.moderation;

import org.jspecify.annotations.NullMarked;
