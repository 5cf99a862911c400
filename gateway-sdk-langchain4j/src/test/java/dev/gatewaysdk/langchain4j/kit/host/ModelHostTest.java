package dev.gatewaysdk.langchain4j.kit.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The host is no easier than the providers: what they refuse, no kit may pass with. */
class ModelHostTest {
  private static final String HI = "{'role': 'user', 'content': 'hello'}";
  private static final String OPEN =
      "{'type': 'object', 'properties': {'city': {'type': 'string'}}, 'required': ['city']}";

  private final ModelHost openAi = ModelHost.openAi("gpt");
  private final ModelHost anthropic = ModelHost.anthropic("claude", "claude-3-haiku");

  @AfterEach
  void close() {
    openAi.close();
    anthropic.close();
  }

  @Test
  void answersWhatIsRight() throws Exception {
    assertThat(askOpenAi("gpt", HI, "").body()).contains("Hello!");
    assertThat(askAnthropic("claude", HI, "").body()).contains("Hello!");
  }

  @Test
  void refusesAnotherKeyAndAnotherModel() throws Exception {
    assertThat(ask(openAi, "/v1/chat/completions", "another", "{}").statusCode()).isEqualTo(401);
    assertThat(ask(anthropic, "/v1/messages", "another", "{}").statusCode()).isEqualTo(401);
    assertThat(askOpenAi("o9", HI, "").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesResultsWithoutTheirCall() throws Exception {
    String ofOpenAi = HI + ", {'role': 'tool', 'tool_call_id': 'call_1', 'content': 'sunny'}";
    String ofAnthropic =
        "{'role': 'user', 'content': [{'type': 'tool_result', 'tool_use_id': 'call_1'}]}";

    assertRefused(askOpenAi("gpt", ofOpenAi, ""), "a result of no call");
    assertRefused(askAnthropic("claude", ofAnthropic, ""), "a tool_result of no tool_use");
  }

  @Test
  void refusesCallsWithoutTheirResult() throws Exception {
    String ofOpenAi =
        "{'role': 'assistant', 'tool_calls': [{'id': 'call_1', 'type': 'function', 'function': "
            + "{'name': 'f', 'arguments': '{}'}}]}, ";
    String ofAnthropic =
        "{'role': 'assistant', 'content': [{'type': 'tool_use', 'id': 'call_1', 'name': 'f', "
            + "'input': {}}]}, ";

    assertRefused(askOpenAi("gpt", ofOpenAi + HI, ""), "tool calls without a result");
    assertRefused(askAnthropic("claude", ofAnthropic + HI, ""), "tool_use without tool_result");
  }

  @Test
  void refusesSchemasThatCannotBeEnforced() throws Exception {
    String ofOpenAi =
        ", 'response_format': {'type': 'json_schema', 'json_schema': {'name': 'a', 'strict': true,"
            + " 'schema': "
            + OPEN
            + "}}";
    String ofAnthropic =
        ", 'output_config': {'format': {'type': 'json_schema', 'schema': " + OPEN + "}}";

    assertRefused(askOpenAi("gpt", HI, ofOpenAi), "an open object");
    assertRefused(askAnthropic("claude", HI, ofAnthropic), "an open object");
    assertRefused(askAnthropic("claude-3-haiku", HI, ofAnthropic), "output_config");
  }

  @Test
  void refusesThoughtsThatAreNotAsTheyWere() throws Exception {
    String thought =
        "{'role': 'assistant', 'content': [{'type': 'thinking', 'thinking': 'hm', 'signature': "
            + "'mine'}]}, ";

    assertRefused(askAnthropic("claude", thought + HI, ""), "whose signature does not fit");
  }

  @Test
  void refusesPicturesThatNobodyCanSee() throws Exception {
    String picture =
        "{'role': 'user', 'content': [{'type': 'image_url', 'image_url': {'url': "
            + "'data:image/jpeg;base64,AAAA'}}]}";

    assertRefused(askOpenAi("gpt", picture, ""), "not a picture");
  }

  private static void assertRefused(HttpResponse<String> reply, String reason) {
    assertThat(reply.body()).contains(reason);
    assertThat(reply.statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> askOpenAi(String model, String messages, String more)
      throws IOException, InterruptedException {
    String body = "{'model': '%s', 'messages': [%s]%s}".formatted(model, messages, more);
    return ask(openAi, "/v1/chat/completions", ModelHost.KEY, body);
  }

  private HttpResponse<String> askAnthropic(String model, String messages, String more)
      throws IOException, InterruptedException {
    String body =
        "{'model': '%s', 'max_tokens': 99, 'messages': [%s]%s}".formatted(model, messages, more);
    return ask(anthropic, "/v1/messages", ModelHost.KEY, body);
  }

  private static HttpResponse<String> ask(ModelHost host, String path, String key, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(host.url() + path))
            .header("Authorization", "Bearer " + key)
            .header("x-api-key", key)
            .header("anthropic-version", "2023-06-01")
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
