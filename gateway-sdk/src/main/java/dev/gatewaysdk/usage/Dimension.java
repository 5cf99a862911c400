package dev.gatewaysdk.usage;

/** What totals are kept by. More may come. */
public enum Dimension {
  /** {@code Caller.user()}. */
  USER,
  /** {@code Caller.project()}. */
  PROJECT,
  /** The endpoint, or {@code @provider} for direct calls. */
  ENDPOINT,
  /** The provider asked last, by its name in this gateway. */
  PROVIDER,
  /** The model asked last, as it was asked of the provider. */
  MODEL
}
