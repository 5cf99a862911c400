/** The interface between the pipeline and a model provider. */
@NullMarked
package dev.gatewaysdk.provider;

import org.jspecify.annotations.NullMarked;
