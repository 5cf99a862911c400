package dev.gatewaysdk.chat;

import dev.gatewaysdk.json.RawJson;

/**
 * A tool that runs on a provider's side, or has a form of that provider's own: web search, code
 * execution, free-text tools. What the model does with it stays apart from the calls of the
 * application's tools, as {@link ContentPart.ProviderBlock}s.
 *
 * @param format the wire that understands it, such as {@code anthropic}; others leave it out and
 *     say so
 * @param json as it is written there
 */
public record ProviderTool(String format, RawJson json) {}
