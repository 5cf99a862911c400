package dev.gatewaysdk.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What others' clients sent to Converse, read into neutral values and written again.
 *
 * <p>Both are compared field by field in one form, as the following mean the same: empty lists and
 * settings and none; a result's status of success and none; its JSON and the text of it; turns of
 * one side in a row and one turn; the description of a schema, which the neutral form has no place
 * for; fields in another order.
 */
class ConverseRequestShapesTest {
  private static final String OWN =
      """
      {"messages":[
        {"role":"user","content":[
          {"text":"Hi"},{"image":{"format":"png","source":{"bytes":"AQID"}}},
          {"document":{"format":"pdf","name":"a","source":{"s3Location":{"uri":"s3://b/k"}}}},
          {"guardContent":{"text":{"text":"x","qualifiers":["query"]}}},
          {"cachePoint":{"type":"default"}}]},
        {"role":"assistant","content":[
          {"reasoningContent":{"reasoningText":{"text":"hm","signature":"E="}}},
          {"text":"a"},
          {"citationsContent":{"content":[{"text":"b"}],"citations":[{"title":"t"}]}},
          {"toolUse":{"toolUseId":"1","name":"f","input":{"a":1}}}]},
        {"role":"user","content":[
          {"toolResult":{"toolUseId":"1","content":[{"text":"r"}]}}]}],
       "system":[{"text":"S"},{"cachePoint":{"type":"default","ttl":"1h"}}],
       "inferenceConfig":{"maxTokens":9,"temperature":0.5,"stopSequences":["###"]},
       "toolConfig":{"tools":[
         {"toolSpec":{"name":"f","description":"d","strict":true,
          "inputSchema":{"json":{"type":"object"}}}},{"systemTool":{"name":"nova_grounding"}}],
        "toolChoice":{"any":{}}},
       "outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":
         {"name":"n","schema":"{\\"type\\":\\"object\\"}"}}}},
       "guardrailConfig":{"guardrailIdentifier":"g"},
       "additionalModelRequestFields":{"top_k":3}}
      """;

  @Test
  void writesARequestOfAllKindsAsItWasWritten() {
    assertThat(differences(RawJson.parse(OWN).toMap(), WrittenConverse.CLAUDE)).isEmpty();
  }

  @Test
  void writesRequestsInTheShapeOfThoseOfOthers(TestReporter reporter) {
    List<String> differences = new ArrayList<>();
    int fields = 0;
    for (Map<String, Object> file : files()) {
      Object operation = file.getOrDefault("error_of", file.get("operation"));
      if (!"chat".equals(operation) && !"chat_stream".equals(operation)) {
        continue;
      }
      Map<String, Object> request = RecordedConverse.object(file.get("request"));
      Map<String, Object> body = RecordedConverse.object(request.get("body"));
      String path = String.valueOf(request.get("url")).replaceFirst(".*/model/", "");
      String model =
          URLDecoder.decode(path.substring(0, path.lastIndexOf('/')), StandardCharsets.UTF_8);
      fields += body.size();
      differences(body, model).forEach(text -> differences.add(file.get("id") + ": " + text));
    }
    reporter.publishEntry("bedrock requests", fields + " fields " + differences);
    assertThat(differences).isEmpty();
  }

  /** The fields that differ, as they should be and are. */
  private static List<String> differences(Map<String, Object> body, String model) {
    WrittenConverse written = WrittenConverse.of(new RecordedConverse(body).neutral(), model);
    Map<String, Object> wanted = inOneForm(body);
    Map<String, Object> actual = inOneForm(written.fields());
    List<String> differences = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(wanted.keySet());
    names.addAll(actual.keySet());
    for (String name : names) {
      if (!Objects.equals(wanted.get(name), actual.get(name))) {
        differences.add(name + ": expected " + wanted.get(name) + " but was " + actual.get(name));
      }
    }
    return differences;
  }

  private static Map<String, Object> inOneForm(Map<String, Object> body) {
    Map<String, Object> form = RecordedConverse.object(pruned(body));
    form.put("messages", turns(RecordedConverse.list(body.get("messages"))));
    return form;
  }

  private static List<Object> turns(List<Map<String, Object>> messages) {
    List<Object> turns = new ArrayList<>();
    Object role = null;
    List<Object> content = new ArrayList<>();
    for (Map<String, Object> message : messages) {
      if (!Objects.equals(role, message.get("role"))) {
        role = message.get("role");
        content = new ArrayList<>();
        turns.add(Map.of("role", role, "content", content));
      }
      for (Map<String, Object> block : RecordedConverse.list(message.get("content"))) {
        content.add(block.containsKey("toolResult") ? result(block) : block);
      }
    }
    return turns;
  }

  private static Object result(Map<String, Object> block) {
    Map<String, Object> result =
        new LinkedHashMap<>(RecordedConverse.object(block.get("toolResult")));
    result.remove("status", "success");
    List<Object> content = new ArrayList<>();
    for (Map<String, Object> item : RecordedConverse.list(result.get("content"))) {
      content.add(
          item.containsKey("json") ? Map.of("text", RawJson.of(item.get("json")).text()) : item);
    }
    result.put("content", content);
    return Map.of("toolResult", result);
  }

  /** Without what is empty, but for empty objects that say something, and with numbers alike. */
  private static Object pruned(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> form = new LinkedHashMap<>();
      map.forEach(
          (name, field) -> {
            Object kept = pruned(field);
            boolean empty =
                List.of().equals(kept)
                    || Map.of().equals(kept) && String.valueOf(name).length() > 4;
            if (!empty && !("description".equals(name) && map.containsKey("schema"))) {
              form.put(String.valueOf(name), kept);
            }
          });
      return form;
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list.stream().map(ConverseRequestShapesTest::pruned).toList());
    }
    return value instanceof Number number ? (Object) number.doubleValue() : value;
  }

  private static List<Map<String, Object>> files() {
    List<Map<String, Object>> files = new ArrayList<>();
    String directory = System.getProperty("conformance.dir", "");
    if (directory.isBlank()) {
      return files;
    }
    try (Stream<Path> found = Files.list(Path.of(directory, "recorded", "bedrock"))) {
      for (Path file : found.sorted().toList()) {
        files.add(RawJson.parse(Files.readString(file)).toMap());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
