package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.contract.ProviderContract;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.EventStream;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

class BedrockContractTest extends ProviderContract {
  private static final Pattern CALL =
      Pattern.compile("^contentBlock\\w+ \\{\"contentBlockIndex\":(\\d+)");

  @Override
  protected Provider provider(String url, HttpOptions http) {
    return BedrockProvider.builder("us-east-1")
        .credentials(Secret.of("AKIDEXAMPLE"), Secret.of("not-sent"))
        .sessionToken(Secret.of(SECRET))
        .baseUrl(url)
        .http(http)
        .build();
  }

  @Override
  protected String model(Operation operation) {
    return switch (operation) {
      case EMBEDDING -> "amazon.titan-embed-text-v2:0";
      case IMAGE -> "amazon.nova-canvas-v1:0";
      case RERANK -> "cohere.rerank-v3-5:0";
      default -> "anthropic.claude-sonnet-4-5-20250929-v1:0";
    };
  }

  @Override
  protected String model(Capability capability) {
    return capability == Capability.REASONING_EFFORT
        ? "openai.gpt-oss-120b-1:0"
        : super.model(capability);
  }

  /**
   * A line of the file is a message: its type, with a {@code !} if it is an exception, and JSON.
   */
  @Override
  protected byte[] bytes(String file, String text) {
    if (!file.endsWith(".events")) {
      return super.bytes(file, text);
    }
    EventStream stream = new EventStream();
    for (String line : text.lines().toList()) {
      int blank = line.indexOf(' ');
      String json = line.substring(blank + 1);
      if (line.startsWith("!")) {
        stream.exception(line.substring(1, blank), json);
      } else {
        stream.event(line.substring(0, blank), json);
      }
    }
    return stream.bytes();
  }

  @Override
  protected String contentType(String file) {
    return file.endsWith(".events")
        ? "application/vnd.amazon.eventstream"
        : super.contentType(file);
  }

  @Override
  protected List<String> frames(String text) {
    return List.of(text.split("(?<=\n)"));
  }

  @Override
  protected @Nullable Integer toolCall(String frame) {
    Matcher call = CALL.matcher(frame);
    return call.find() ? Integer.valueOf(call.group(1)) : null;
  }
}
