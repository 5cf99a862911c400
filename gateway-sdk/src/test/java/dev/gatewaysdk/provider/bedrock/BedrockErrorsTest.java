package dev.gatewaysdk.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.ReplyHeaders;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockErrorsTest {
  private static ProviderException of(int status, Map<String, String> headers, String body) {
    return BedrockErrors.of(
            new ErrorReply(status, ReplyHeaders.of(headers), body, null, "request-1"))
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429|ThrottlingException|Too many tokens, please wait before trying again.|RATE_LIMITED",
        "429|ThrottlingException|Too many tokens per day, please wait.|QUOTA_EXHAUSTED",
        "400|ServiceQuotaExceededException|Your account is at its limit.|QUOTA_EXHAUSTED",
        "429|ModelNotReadyException|The model is not ready.|OVERLOADED",
        "503|ServiceUnavailableException|Not available.|OVERLOADED",
        "500|InternalServerException|Internal.|UNAVAILABLE",
        "408|ModelTimeoutException|Too slow.|TIMEOUT",
        "424|ModelErrorException|The model failed.|UNAVAILABLE",
        "403|AccessDeniedException|User is not authorized to perform this.|AUTHENTICATION",
        "403|AccessDeniedException|You don't have access to the model with the specified model ID."
            + "|MODEL_NOT_FOUND",
        "403|AccessDeniedException|Model access is denied due to IAM user or service role is not"
            + " authorized to perform the required AWS Marketplace actions|MODEL_NOT_FOUND",
        "403|AccessDeniedException|User: arn:aws:iam::1:user/x is not authorized to perform:"
            + " bedrock:InvokeModel|AUTHENTICATION",
        "403|ExpiredTokenException|The security token is expired.|AUTHENTICATION",
        "403|UnrecognizedClientException|The security token is invalid.|AUTHENTICATION",
        "403|InvalidSignatureException|The signature does not match.|AUTHENTICATION",
        "404|ResourceNotFoundException|Could not resolve the model.|MODEL_NOT_FOUND",
        "400|ValidationException|The provided model identifier is invalid.|MODEL_NOT_FOUND",
        "400|ValidationException|Invocation of model ID x with on-demand throughput isn’t supported"
            + "|MODEL_NOT_FOUND",
        "400|ValidationException|Input is too long for requested model.|CONTEXT_TOO_LONG",
        "400|ValidationException|prompt is too long: 209 tokens > 200 maximum|CONTEXT_TOO_LONG",
        "400|ValidationException|Too many input tokens. Max input tokens: 5|CONTEXT_TOO_LONG",
        "400|ValidationException|This model's maximum context length is 8192 tokens."
            + "|CONTEXT_TOO_LONG",
        "400|ValidationException|Operation not allowed|AUTHENTICATION",
        "400|ValidationException|The text field is blank.|INVALID_REQUEST",
        "400|SomethingNew|The text field is blank.|INVALID_REQUEST",
        "500|SomethingNew|Well.|UNAVAILABLE"
      })
  void classifiesByNameThenByText(int status, String type, String message, FailureKind kind) {
    ProviderException e =
        of(
            status,
            Map.of("x-amzn-errortype", type + ":http://internal.example.com/coral/"),
            "{\"message\":\"" + message + "\"}");

    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e.providerType()).isEqualTo(type);
    assertThat(e.providerMessage()).isEqualTo(message);
    assertThat(e.providerStatus()).isEqualTo(status);
    assertThat(e.providerRequestId()).isEqualTo("request-1");
  }

  @Test
  void findsTheNameInTheBodyWhereNoHeaderHasIt() {
    ProviderException e =
        of(
            403,
            Map.of(),
            "{\"__type\":\"com.amazon.coral#ThrottlingException\",\"Message\":\"m\"}");

    assertThat(e.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(e.providerType()).isEqualTo("ThrottlingException");
    assertThat(e.providerMessage()).isEqualTo("m");
  }

  @Test
  void findsTheNameThatTheFrontDoorGivesWhereNoOperationHasThatPath() {
    ProviderException e =
        of(
            404,
            Map.of(),
            "{\"Output\":{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"},"
                + "\"Version\":\"1.0\"}");

    assertThat(e.providerType()).isEqualTo("UnknownOperationException");
    assertThat(e.providerStatus()).isEqualTo(404);
  }

  @Test
  void goesByTheStatusWhereNothingIsNamed() {
    assertThat(of(400, Map.of(), "{\"message\":\"prompt is too long\"}").kind())
        .isEqualTo(FailureKind.CONTEXT_TOO_LONG);
    assertThat(of(424, Map.of(), "{\"message\":\"m\"}").kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(of(503, Map.of(), "<html>").kind()).isEqualTo(FailureKind.OVERLOADED);
    assertThat(of(413, Map.of(), "{\"message\":\"m\"}").kind())
        .isEqualTo(FailureKind.CONTEXT_TOO_LONG);
    assertThat(of(403, Map.of("x-amzn-errortype", "ExpiredTokenException"), "").kind())
        .isEqualTo(FailureKind.AUTHENTICATION);
  }
}
