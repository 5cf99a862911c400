package dev.gatewaysdk.config;

import dev.gatewaysdk.target.TargetRef;
import org.jspecify.annotations.Nullable;

/**
 * A target or fallback of the file.
 *
 * @param weight null if it has none
 * @param place where the weight is; where the target is, if it has none
 */
record ConfiguredTarget(TargetRef ref, @Nullable Integer weight, Place place) {}
