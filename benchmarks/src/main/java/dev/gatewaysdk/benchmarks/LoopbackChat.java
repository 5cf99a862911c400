package dev.gatewaysdk.benchmarks;

import java.io.IOException;

/** A way to ask a chat model over HTTP. Thread-safe. */
interface LoopbackChat {
  /** Asks, and gives the length of the answer's text. */
  int ask() throws IOException;

  /** Asks for a stream, reads it out, and gives the length of its text. */
  int stream() throws IOException;

  /**
   * The way of that name.
   *
   * @param baseUrl where the provider is, version included
   */
  static LoopbackChat of(String name, String baseUrl) {
    return switch (name) {
      case "okhttp-moshi" -> new MoshiChat(baseUrl);
      case "okhttp-rw" -> new ReaderWriterChat(baseUrl);
      case "gateway" -> GatewayChat.whole(baseUrl);
      case "langchain4j-open-ai" -> LangChain4jChat.openAi(baseUrl);
      case "langchain4j-gateway" -> LangChain4jChat.gateway(baseUrl);
      case "adapter" -> new AdapterChat(baseUrl);
      default -> throw new IllegalArgumentException("no client is named " + name);
    };
  }
}
