/** The gateway as a process of its own, for applications that are not written in Java. */
@NullMarked
package dev.gatewaysdk.examples.sidecar;

import org.jspecify.annotations.NullMarked;
