package dev.gatewaysdk.benchmarks;

import java.nio.charset.StandardCharsets;

/** What goes over the loopback: a request of 0.6 KB, an answer of 1 KB, a stream of 200 chunks. */
final class Samples {
  static final int CHUNKS = 200;
  static final String SYSTEM =
      "You are a careful assistant of a support desk. Answer in the customer's language, in two"
          + " paragraphs at most, and quote the article of the handbook that you rely on.";
  static final String QUESTION =
      "Hello, I ordered a coffee grinder three weeks ago and it has not arrived. The tracking page"
          + " says \"in transit\" since the 4th.\nCan I still cancel, and who pays for the return if"
          + " it turns up after that? I would rather have it replaced than wait another month.";

  private static final String ANSWER =
      "I am sorry about the wait. Your parcel has not moved since the 4th, so it counts as lost"
          + " (handbook, article 12.3): you may cancel at any time before it is handed over, and you"
          + " get back the full price within five working days.\\n\\nIf it turns up afterwards, simply"
          + " refuse it at the door; the carrier brings it back at our cost. Should you prefer a"
          + " replacement, say \\\"replace\\\" and I send one by express today, which takes two days.";

  private static final String HEADERS =
      """
      HTTP/1.1 200 OK
      Date: Sat, 21 Nov 2026 12:00:00 GMT
      Content-Type: %s
      %s
      Connection: keep-alive
      access-control-expose-headers: X-Request-ID
      openai-organization: org-sample
      openai-processing-ms: 412
      openai-version: 2020-10-01
      x-ratelimit-limit-requests: 10000
      x-ratelimit-limit-tokens: 2000000
      x-ratelimit-remaining-requests: 9999
      x-ratelimit-remaining-tokens: 1999784
      x-ratelimit-reset-requests: 6ms
      x-ratelimit-reset-tokens: 6ms
      x-request-id: req_0123456789abcdef0123456789abcdef
      strict-transport-security: max-age=31536000; includeSubDomains; preload

      """;

  private static final String WHOLE =
      """
      {
        "id": "chatcmpl-BkQ2nXz0sample",
        "object": "chat.completion",
        "created": 1795262400,
        "model": "gpt-4o-2024-08-06",
        "choices": [
          {
            "index": 0,
            "message": {
              "role": "assistant",
              "content": "%s",
              "refusal": null,
              "annotations": []
            },
            "logprobs": null,
            "finish_reason": "stop"
          }
        ],
        "usage": {
          "prompt_tokens": 132,
          "completion_tokens": 121,
          "total_tokens": 253,
          "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
          "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0}
        },
        "service_tier": "default",
        "system_fingerprint": "fp_0123456789"
      }
      """;

  private static final String CHUNK =
      "{\"id\":\"chatcmpl-BkQ2nXz0sample\",\"object\":\"chat.completion.chunk\","
          + "\"created\":1795262400,\"model\":\"gpt-4o-2024-08-06\",\"service_tier\":\"default\","
          + "\"system_fingerprint\":\"fp_0123456789\",\"choices\":[%s],\"usage\":%s}";

  private Samples() {}

  /** The whole answer, with HTTP's head. */
  static byte[] unary() {
    byte[] body = utf8(WHOLE.formatted(ANSWER));
    byte[] head = utf8(head("application/json", "Content-Length: " + body.length));
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  /** The streamed answer, with HTTP's head; each event is an HTTP chunk, as OpenAI sends them. */
  static byte[] stream() {
    StringBuilder text =
        new StringBuilder(head("text/event-stream; charset=utf-8", "Transfer-Encoding: chunked"));
    event(
        text, chunk("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null", "null"));
    for (int i = 0; i < CHUNKS; i++) {
      event(text, chunk("{\"content\":\" word\"}", "null", "null"));
    }
    event(text, chunk("{}", "\"stop\"", "null"));
    String usage =
        "{\"prompt_tokens\":132,\"completion_tokens\":200,\"total_tokens\":332,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0}}";
    event(text, CHUNK.formatted("", usage));
    event(text, "[DONE]");
    return utf8(text.append("0\r\n\r\n").toString());
  }

  private static String chunk(String delta, String finishReason, String usage) {
    return CHUNK.formatted(
        "{\"index\":0,\"delta\":%s,\"logprobs\":null,\"finish_reason\":%s}"
            .formatted(delta, finishReason),
        usage);
  }

  private static void event(StringBuilder text, String data) {
    String event = "data: " + data + "\n\n";
    text.append(Integer.toHexString(event.length())).append("\r\n").append(event).append("\r\n");
  }

  private static String head(String contentType, String framing) {
    return HEADERS.formatted(contentType, framing).replace("\n", "\r\n");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
