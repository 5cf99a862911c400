package dev.gatewaysdk.provider.geminiwire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.ReplyHeaders;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiErrorsTest {
  private static ProviderException of(int status, String body) {
    return GeminiErrors.of(
            new ErrorReply(status, ReplyHeaders.of(Map.of()), body.replace('\'', '"'), null, null))
        .build();
  }

  private static ProviderException of(int status, String word, String message) {
    return of(
        status,
        "{'error':{'code':" + status + ",'message':'" + message + "','status':'" + word + "'}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|INVALID_ARGUMENT|API key not valid. Please pass a valid API key.|AUTHENTICATION",
        "400|INVALID_ARGUMENT|API key expired. Please renew the API key.|AUTHENTICATION",
        "400|INVALID_ARGUMENT|The input token count (1250074) exceeds the maximum number of tokens"
            + " allowed (1048576).|CONTEXT_TOO_LONG",
        "400|INVALID_ARGUMENT|Please use a valid role: user, model.|INVALID_REQUEST",
        "400|FAILED_PRECONDITION|User location is not supported for the API use.|AUTHENTICATION",
        "400|FAILED_PRECONDITION|Please enable billing on your project.|QUOTA_EXHAUSTED",
        "400|FAILED_PRECONDITION|The file is not ACTIVE.|INVALID_REQUEST",
        "401|UNAUTHENTICATED|Request had invalid authentication credentials.|AUTHENTICATION",
        "403|PERMISSION_DENIED|Permission denied.|AUTHENTICATION",
        "403|PERMISSION_DENIED|You do not have permission to access the File x or it may not"
            + " exist.|INVALID_REQUEST",
        "403|PERMISSION_DENIED|CachedContent not found (or permission denied)|INVALID_REQUEST",
        "404|NOT_FOUND|models/x is not found for API version v1beta.|MODEL_NOT_FOUND",
        "404|NOT_FOUND|Publisher Model `projects/p` not found.|MODEL_NOT_FOUND",
        "404|NOT_FOUND|Cached content not found.|INVALID_REQUEST",
        "429|RESOURCE_EXHAUSTED|Resource exhausted. Please try again later.|RATE_LIMITED",
        "429|RESOURCE_EXHAUSTED|Quota exceeded for metric: x, limit: 0|QUOTA_EXHAUSTED",
        "429|RESOURCE_EXHAUSTED|Your prepayment credits are depleted.|QUOTA_EXHAUSTED",
        "499|CANCELLED|The operation was cancelled.|UNAVAILABLE",
        "500|INTERNAL|An internal error has occurred.|UNAVAILABLE",
        "501|UNIMPLEMENTED|Operation is not implemented.|INVALID_REQUEST",
        "503|UNAVAILABLE|The model is overloaded.|OVERLOADED",
        "504|DEADLINE_EXCEEDED|Deadline expired.|TIMEOUT",
        "400|A_NEW_ONE|API key not valid.|AUTHENTICATION",
        "429|A_NEW_ONE|Slow down.|RATE_LIMITED",
      })
  void readsWordAndMessageBeforeTheStatus(
      int status, String word, String message, FailureKind kind) {
    ProviderException failure = of(status, word, message);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.providerType()).isEqualTo(word);
    assertThat(failure.providerCode()).isEqualTo(String.valueOf(status));
    assertThat(failure.providerMessage()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "API_KEY_INVALID, AUTHENTICATION",
    "ACCESS_TOKEN_EXPIRED, AUTHENTICATION",
    "SERVICE_DISABLED, AUTHENTICATION",
    "RESOURCE_PROJECT_INVALID, AUTHENTICATION",
    "BILLING_DISABLED, QUOTA_EXHAUSTED",
    "RATE_LIMIT_EXCEEDED, INVALID_REQUEST"
  })
  void readsTheReasonFirst(String reason, FailureKind kind) {
    assertThat(
            of(
                    400,
                    "{'error':{'code':400,'message':'m','status':'INVALID_ARGUMENT','details':["
                        + "{'@type':'x','reason':'"
                        + reason
                        + "'}]}}")
                .kind())
        .isEqualTo(kind);
  }

  @Test
  void tellsAQuotaOfTheDayFromARateOfTheMinute() {
    assertThat(exhausted("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "26s").kind())
        .isEqualTo(FailureKind.QUOTA_EXHAUSTED);
    assertThat(exhausted("GenerateContentInputTokensPerModelPerMinute-FreeTier", "26s").kind())
        .isEqualTo(FailureKind.RATE_LIMITED);
  }

  @ParameterizedTest
  @CsvSource({"26s, 26000", "0.5s, 500", "34.074824224s, 34074", "-1s,", "soon,", "1e400s,"})
  void waitsAsLongAsTheBodySays(String delay, Long millis) {
    Duration wait = exhausted("PerMinute", delay).retryAfter();

    assertThat(wait == null ? null : wait.toMillis()).isEqualTo(millis);
  }

  private static ProviderException exhausted(String quota, String delay) {
    return of(
        429,
        "{'error':{'code':429,'message':'You exceeded your current quota','status':"
            + "'RESOURCE_EXHAUSTED','details':[{'violations':[{'quotaId':'"
            + quota
            + "'}]},{'retryDelay':'"
            + delay
            + "'}]}}");
  }

  @Test
  void readsAnErrorInAnArray() {
    assertThat(of(503, "[{'error':{'code':503,'status':'UNAVAILABLE','message':'m'}}]").kind())
        .isEqualTo(FailureKind.OVERLOADED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>Bad gateway</html>", "[]", "7", "{}", "{'error':null}"})
  void goesByTheStatusWhereThereIsNoErrorOfGoogles(String body) {
    assertThat(of(502, body).kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void readsErrorsOfOtherShapes() {
    assertThat(of(401, "{'error':'no key'}").providerMessage()).isEqualTo("no key");
    assertThat(of(500, "{'error':{'details':[7,{'violations':[null,7]}]}}").kind())
        .isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void doesNotTakeTheUsersWordsForGoogles() {
    String quoted = "x".repeat(700) + " API key not valid";

    assertThat(of(400, "INVALID_ARGUMENT", quoted).kind()).isEqualTo(FailureKind.INVALID_REQUEST);
  }
}
