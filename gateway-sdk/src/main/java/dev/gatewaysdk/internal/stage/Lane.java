package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.internal.resilience.TargetHealth;
import dev.gatewaysdk.pipeline.AttemptHandler;
import dev.gatewaysdk.target.Target;

/**
 * One target of an endpoint with its inner ring, folded beforehand.
 *
 * @param target whom
 * @param handler the inner ring down to the provider
 * @param health whether the target is benched
 */
public record Lane(Target target, AttemptHandler handler, TargetHealth health) {}
