package dev.gatewaysdk.examples.openaiclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * OpenAI's client for Node; there are no tests in here on a machine without Node, or without a way
 * to npm's registry.
 */
@ExtendWith(Surface.Extension.class)
class NodeTest {

  @TestFactory
  Stream<DynamicTest> runsTheClientForNode(Surface surface, TestReporter reporter)
      throws IOException, InterruptedException {
    if (!Node.isThere()) {
      return Stream.empty();
    }
    if (!Node.install()) {
      reporter.publishEntry("npm cannot reach its registry, so its client was not tried");
      return Stream.empty();
    }
    Stream<DynamicTest> scenarios =
        Node.run("scenarios.mjs", surface.baseUrl(), Surface.ANN).stream()
            .map(line -> RawJson.parse(line).toMap())
            .map(result -> dynamicTest(String.valueOf(result.get("name")), () -> check(result)));
    Stream<DynamicTest> aborted =
        Stream.of(Behind.values())
            .map(
                behind ->
                    dynamicTest(
                        "both aborted streams stop at the provider, " + behind.endpoint,
                        () -> checkAborted(surface, behind)));
    return Stream.concat(scenarios, aborted);
  }

  private static void check(Map<String, ?> result) {
    if (result.get("error") != null) {
      fail(result.get("name") + ": " + result.get("error"));
    }
  }

  private static void checkAborted(Surface surface, Behind behind) throws InterruptedException {
    assertThat(surface.standIn(behind).awaitAbandoned()).isEqualTo("hold node");
    assertThat(surface.standIn(behind).awaitAbandoned()).isEqualTo("hold node");
  }
}
