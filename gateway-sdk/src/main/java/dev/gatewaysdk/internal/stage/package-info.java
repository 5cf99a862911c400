/** The stages of the pipeline, one file each. Not API. */
@NullMarked
package dev.gatewaysdk.internal.stage;

import org.jspecify.annotations.NullMarked;
