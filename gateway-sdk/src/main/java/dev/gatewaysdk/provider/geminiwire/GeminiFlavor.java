package dev.gatewaysdk.provider.geminiwire;

/** Which of Google's two hosts of the wire; they agree on nearly everything. */
public enum GeminiFlavor {
  /** The Gemini API, also known by its AI Studio. */
  GEMINI("the Gemini API"),
  /** Vertex AI. */
  VERTEX("Vertex AI");

  private final String title;

  GeminiFlavor(String title) {
    this.title = title;
  }

  /** As messages call it. */
  String title() {
    return title;
  }
}
