package dev.gatewaysdk.provider.cohere;

import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import org.jspecify.annotations.Nullable;

/** How what only Cohere has is carried by neutral values. */
final class CohereFormat {
  /** Whose blocks and states it takes back. */
  static final String NAME = "cohere";

  /** The name of the block with all citations of an answer: a JSON array. */
  static final String CITATIONS = "citations";

  /** Seals a thought. */
  static final ProviderState THINKING = ProviderState.of(NAME, "thinking");

  /** Seals what the model says that it will do with tools, which is a thought of another place. */
  static final ProviderState TOOL_PLAN = ProviderState.of(NAME, "tool_plan");

  private CohereFormat() {}

  static ProviderBlock citations(RawJson all) {
    return new ProviderBlock(NAME, CITATIONS, all);
  }

  static boolean isOf(ProviderState seal, @Nullable ProviderState state) {
    return seal.equals(state);
  }
}
