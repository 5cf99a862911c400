/** HTTP tools that the provider adapters share; the only home of OkHttp. */
@NullMarked
package dev.gatewaysdk.provider.http;

import org.jspecify.annotations.NullMarked;
