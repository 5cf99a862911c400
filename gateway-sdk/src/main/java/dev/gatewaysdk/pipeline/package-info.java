/** The two rings around a call, and the interceptors a user may add to them. */
@NullMarked
package dev.gatewaysdk.pipeline;

import org.jspecify.annotations.NullMarked;
