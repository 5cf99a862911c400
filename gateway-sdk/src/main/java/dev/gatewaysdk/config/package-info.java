/** The configuration dialect: YAML in, endpoints and providers out, all errors at once. */
@NullMarked
package dev.gatewaysdk.config;

import org.jspecify.annotations.NullMarked;
