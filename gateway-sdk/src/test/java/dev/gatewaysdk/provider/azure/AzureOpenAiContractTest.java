package dev.gatewaysdk.provider.azure;

import dev.gatewaysdk.contract.ProviderContract;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.secret.Secret;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

class AzureOpenAiContractTest extends ProviderContract {
  private static final Pattern CALL = Pattern.compile("\"tool_calls\":\\[\\{\"index\":(\\d+)");

  @Override
  protected Provider provider(String url, HttpOptions http) {
    return AzureOpenAiProvider.builder().apiKey(Secret.of(SECRET)).baseUrl(url).http(http).build();
  }

  @Override
  protected @Nullable Integer toolCall(String frame) {
    Matcher call = CALL.matcher(frame);
    return call.find() ? Integer.valueOf(call.group(1)) : null;
  }
}
