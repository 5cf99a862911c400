/**
 * Will hold the Spring Boot auto-configuration of a {@code GatewayClient}; there is nothing here
 * yet.
 */
@NullMarked
package dev.gatewaysdk.spring;

import org.jspecify.annotations.NullMarked;
