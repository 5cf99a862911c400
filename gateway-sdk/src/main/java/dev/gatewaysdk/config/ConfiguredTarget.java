package dev.gatewaysdk.config;

import dev.gatewaysdk.target.TargetRef;
import org.jspecify.annotations.Nullable;

/**
 * A target or fallback of the file.
 *
 * @param weight null if it has none
 * @param place where it is
 */
record ConfiguredTarget(TargetRef ref, @Nullable Integer weight, Place place) {}
