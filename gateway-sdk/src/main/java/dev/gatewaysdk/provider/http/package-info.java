/**
 * HTTP tools for adapters, the built-in ones and those of others: transport, framing, headers and
 * classified failures. The only home of OkHttp; also shows Moshi's streaming reader and writer.
 */
@NullMarked
package dev.gatewaysdk.provider.http;

import org.jspecify.annotations.NullMarked;
