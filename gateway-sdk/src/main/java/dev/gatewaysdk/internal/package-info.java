/** Assembly of the pipeline. Not API. */
@NullMarked
package dev.gatewaysdk.internal;

import org.jspecify.annotations.NullMarked;
