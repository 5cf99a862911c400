package dev.gatewaysdk.reply;

import dev.gatewaysdk.error.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * One try of one target, as it ended.
 *
 * @param target whom, as {@code provider/model}
 * @param failure why it failed; null for the one that answered
 * @param status the provider's HTTP status; 0 if none is known
 * @param durationNanos from its start to its first content, or to its failure
 * @param providerRequestId the provider's id of it; null if none arrived
 */
public record AttemptSummary(
    String target,
    @Nullable FailureKind failure,
    int status,
    long durationNanos,
    @Nullable String providerRequestId) {}
