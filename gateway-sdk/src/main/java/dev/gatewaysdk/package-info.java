/**
 * The entry point: {@link dev.gatewaysdk.GatewayClient}, an AI gateway inside the application's
 * process.
 */
@NullMarked
package dev.gatewaysdk;

import org.jspecify.annotations.NullMarked;
