/** Answers as Java values: the schema of a type, and a reader that checks answers against it. */
@NullMarked
package dev.gatewaysdk.structured;

import org.jspecify.annotations.NullMarked;
