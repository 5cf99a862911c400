package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.contract.ProviderContract;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.secret.Secret;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

class AnthropicContractTest extends ProviderContract {
  private static final Pattern BLOCK =
      Pattern.compile("\"type\":\"content_block_\\w+\",\"index\":(\\d+)");

  @Override
  protected Provider provider(String url, HttpOptions http) {
    return AnthropicProvider.builder().apiKey(Secret.of(SECRET)).baseUrl(url).http(http).build();
  }

  @Override
  protected String model(Capability capability) {
    return capability == Capability.REASONING_EFFORT ? "claude-opus-5" : "claude-sonnet-4-5";
  }

  /** Calls are blocks; the fixtures with several have no other blocks. */
  @Override
  protected @Nullable Integer toolCall(String frame) {
    Matcher block = BLOCK.matcher(frame);
    return block.find() ? Integer.valueOf(block.group(1)) : null;
  }
}
