package dev.gatewaysdk.examples.openaiclients;

/** The provider behind an endpoint of the sidecar. */
enum Behind {
  OPENAI("with-openai", "gpt-4o-2024-08-06"),
  ANTHROPIC("with-anthropic", "claude-opus-4-5-20251101");

  /** What clients give as the model. */
  final String endpoint;

  /** Which model answers, as its provider says. */
  final String model;

  Behind(String endpoint, String model) {
    this.endpoint = endpoint;
    this.model = model;
  }
}
