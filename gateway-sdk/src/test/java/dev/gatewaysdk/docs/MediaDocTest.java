package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.bedrock.BedrockProvider;
import dev.gatewaysdk.provider.http.HttpMediaFetcher;
import dev.gatewaysdk.secret.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/media.md}. */
class MediaDocTest {
  @Test
  void fetchesFromTheHostsThatAreNamed() {
    BedrockProvider aws =
        BedrockProvider.builder("us-east-1")
            .credentials(Secret.of("AKIDEXAMPLE"), Secret.of("secret"))
            .baseUrl("http://localhost:9")
            .build();
    GatewayClient gateway =
        GatewayClient.builder()
            .provider("aws", aws)
            .mediaFetcher(
                HttpMediaFetcher.builder()
                    .hosts(List.of("images.example.com", "*.cdn.example.com"))
                    .maxSize(5 << 20)
                    .timeout(Duration.ofSeconds(5))
                    .build())
            .build();
    ChatRequest request =
        ChatRequest.builder("@aws/amazon.nova-lite-v1:0")
            .message(ChatMessage.user(List.of(Image.of("https://evil.example.com/a.png"))))
            .build();

    assertThat(catchThrowable(() -> gateway.chat(request)))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessage(
            "messages[0].content: cannot fetch media from evil.example.com: it is not among the"
                + " hosts that are allowed");
    gateway.close();
  }
}
