package dev.gatewaysdk.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What others' clients sent to Anthropic, read into neutral values and written again.
 *
 * <p>Both are compared field by field in one form, as the following mean the same: a text and an
 * array of one text block; {@code stream} or {@code is_error} of false and none; tools in another
 * order; parallel tool use that is not disabled and nothing said of it; the results of tools before
 * and after other content of their turn; blank text, which is refused, and none.
 */
class AnthropicRequestShapesTest {
  private static final double ENOUGH = 0.98;

  private static final String OWN =
      """
      {"model":"claude-opus-4-5","max_tokens":99,"stream":true,"temperature":0.5,
       "system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral"}}],
       "messages":[
        {"role":"user","content":[
         {"type":"document","title":"a.pdf",
          "source":{"type":"base64","media_type":"application/pdf","data":"JVBERg=="}},
         {"type":"document","source":{"type":"file","file_id":"file_1"}},
         {"type":"image","source":{"type":"file","file_id":"file_2"}},
         {"type":"document","title":"n",
          "source":{"type":"text","media_type":"text/plain","data":"é"}},
         {"type":"document","source":{"type":"url","url":"https://example.com/b.pdf"},
          "citations":{"enabled":true}},
         {"type":"text","text":"Hi","cache_control":{"type":"ephemeral","ttl":"1h"}}]},
        {"role":"assistant","content":[
         {"type":"thinking","thinking":"hm","signature":"E=="},
         {"type":"redacted_thinking","data":"x"},
         {"type":"text","text":"a"},
         {"type":"text","text":"b","citations":[{"type":"char_location","cited_text":"c"}]},
         {"type":"tool_use","id":"toolu_1","name":"f","input":{"a":1},
          "caller":{"type":"direct"}},
         {"type":"tool_use","id":"toolu_2","name":"f","input":{}}]},
        {"role":"user","content":[
         {"type":"tool_result","tool_use_id":"toolu_1","content":"one","is_error":false,
          "cache_control":{"type":"ephemeral","ttl":"5m"}},
         {"type":"tool_result","tool_use_id":"toolu_2","content":"no","is_error":true},
         {"type":"text","text":"And?"}]}],
       "tools":[
        {"type":"web_search_20250305","name":"web_search","max_uses":3},
        {"name":"f","description":"d","strict":true,
         "input_schema":{"type":"object","properties":{"a":{"type":"integer"}},
          "additionalProperties":false},
         "cache_control":{"type":"ephemeral"}}],
       "tool_choice":{"type":"auto","disable_parallel_tool_use":true},
       "output_config":{"effort":"low",
        "format":{"type":"json_schema","schema":{"type":"object"}}},
       "metadata":{"user_id":"u-1"},"container":"c-1","stop_sequences":["###"]}
      """;

  @Test
  void writesARequestOfAllKindsAsItWasWritten() {
    assertThat(differences(RawJson.parse(OWN).toMap())).isEmpty();
  }

  @Test
  void writesRequestsInTheShapeOfThoseOfOthers(TestReporter reporter) {
    List<String> differences = new ArrayList<>();
    int fields = 0;
    for (Map<String, Object> file : files()) {
      Map<String, Object> body = body(file);
      if (body != null) {
        fields += body.size();
        differences(body).forEach(text -> differences.add(file.get("id") + ": " + text));
      }
    }
    reporter.publishEntry(
        "anthropic requests", (fields - differences.size()) + " of " + fields + " " + differences);
    assertThat(differences).hasSizeLessThanOrEqualTo((int) (fields * (1 - ENOUGH)));
  }

  /** The fields that differ, as they should be and are. */
  private static List<String> differences(Map<String, Object> body) {
    RecordedRequest recorded = new RecordedRequest(body);
    WrittenRequest written =
        WrittenRequest.of(recorded.neutral(), recorded.model(), recorded.streamed());
    Map<String, Object> wanted = inOneForm(body);
    Map<String, Object> actual = inOneForm(written.fields());
    List<String> differences = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(wanted.keySet());
    names.addAll(actual.keySet());
    for (String name : names) {
      if (!Objects.equals(numbers(wanted.get(name)), numbers(actual.get(name)))) {
        differences.add(name + ": expected " + wanted.get(name) + " but was " + actual.get(name));
      }
    }
    return differences;
  }

  /** As 1 and 1.0 are one number. */
  private static Object numbers(Object value) {
    return value instanceof Number number ? (Object) number.doubleValue() : value;
  }

  private static Map<String, Object> inOneForm(Map<String, Object> body) {
    Map<String, Object> form = new LinkedHashMap<>(body);
    form.remove("stream", false);
    form.computeIfPresent("system", (name, system) -> RecordedRequest.blocks(system));
    form.computeIfPresent(
        "tools",
        (name, tools) ->
            ((List<?>) tools)
                .stream()
                    .sorted(
                        Comparator.comparing(
                            tool -> String.valueOf(RecordedRequest.object(tool).get("name"))))
                    .toList());
    form.computeIfPresent(
        "tool_choice",
        (name, choice) -> {
          Map<String, Object> fields = new LinkedHashMap<>(RecordedRequest.object(choice));
          fields.remove("disable_parallel_tool_use", false);
          return fields;
        });
    form.put("messages", turns((List<?>) body.get("messages")));
    return form;
  }

  private static List<Object> turns(List<?> messages) {
    List<Object> turns = new ArrayList<>();
    for (Object message : messages) {
      List<Object> results = new ArrayList<>();
      List<Object> others = new ArrayList<>();
      Map<String, Object> fields = RecordedRequest.object(message);
      for (Map<String, Object> block : RecordedRequest.blocks(fields.get("content"))) {
        Map<String, Object> form = new LinkedHashMap<>(block);
        boolean result = form.get("type").equals("tool_result");
        if (result) {
          form.remove("is_error", false);
          form.computeIfPresent("content", (name, content) -> RecordedRequest.blocks(content));
        }
        if (!(form.get("text") instanceof String text && text.isBlank())) {
          (result ? results : others).add(form);
        }
      }
      results.addAll(others);
      turns.add(MessageWire.block("role", fields.get("role"), "content", results));
    }
    return turns;
  }

  /** The body of a request for chat; null if there is none, or one that no client could mean. */
  private static Map<String, Object> body(Map<String, Object> file) {
    Object operation = file.getOrDefault("error_of", file.get("operation"));
    Map<String, Object> request = RecordedRequest.object(file.get("request"));
    boolean chat = "chat".equals(operation) || "chat_stream".equals(operation);
    if (!chat || request == null || !(request.get("body") instanceof Map<?, ?>)) {
      return null;
    }
    Map<String, Object> body = RecordedRequest.object(request.get("body"));
    boolean sane =
        body.get("messages") instanceof List<?> messages
            && messages.stream().allMatch(Map.class::isInstance);
    return sane ? body : null;
  }

  private static List<Map<String, Object>> files() {
    List<Map<String, Object>> files = new ArrayList<>();
    files.add(
        Map.of(
            "id",
            "own",
            "operation",
            "chat",
            "request",
            Map.of("body", RawJson.parse(OWN).toMap())));
    String directory = System.getProperty("conformance.dir", "");
    if (directory.isBlank()) {
      return files;
    }
    try (Stream<Path> found = Files.list(Path.of(directory, "recorded", "anthropic"))) {
      for (Path file : found.sorted().toList()) {
        files.add(RawJson.parse(Files.readString(file)).toMap());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
