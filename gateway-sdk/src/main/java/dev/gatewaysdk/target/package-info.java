/** Where a call can go: one model of one provider. */
@NullMarked
package dev.gatewaysdk.target;

import org.jspecify.annotations.NullMarked;
