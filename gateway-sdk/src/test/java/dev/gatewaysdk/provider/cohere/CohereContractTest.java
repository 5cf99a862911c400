package dev.gatewaysdk.provider.cohere;

import dev.gatewaysdk.contract.ProviderContract;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.secret.Secret;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

class CohereContractTest extends ProviderContract {
  private static final Pattern CALL =
      Pattern.compile("\"type\":\"tool-call-\\w+\",\"index\":(\\d+)");

  @Override
  protected Provider provider(String url, HttpOptions http) {
    return CohereProvider.builder().apiKey(Secret.of(SECRET)).baseUrl(url).http(http).build();
  }

  @Override
  protected String model(Capability capability) {
    return "command-a-reasoning-08-2025";
  }

  @Override
  protected @Nullable Integer toolCall(String frame) {
    Matcher call = CALL.matcher(frame);
    return call.find() ? Integer.valueOf(call.group(1)) : null;
  }
}
