package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.RequestUrl;

/** Below one address, whatever the model: as at OpenAI. Immutable. */
final class BaseUrls implements WireUrls {
  private static final String CHAT = "chat/completions";

  private final BaseUrl base;
  private final RequestUrl chat;

  BaseUrls(BaseUrl base) {
    this.base = base;
    this.chat = base.at(CHAT);
  }

  @Override
  public RequestUrl of(String model, String path) {
    return path.equals(CHAT) ? chat : base.at(path);
  }

  /** That of chat, which holds no secret. */
  @Override
  public String toString() {
    return chat.toString();
  }
}
