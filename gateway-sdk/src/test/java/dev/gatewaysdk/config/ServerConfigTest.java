package dev.gatewaysdk.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.call.Caller;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Sections {@code keys} and {@code server}. */
class ServerConfigTest {
  private static final String DIGEST = "AB".repeat(32);

  @Test
  void readsWhoCalls() {
    GatewayConfig config =
        Configs.parse(
            Configs.PROVIDERS
                + "keys: [{sha256: "
                + DIGEST
                + ", user: ann, project: p, organizations: [a, b], environment: test,"
                + " tags: {team: \"${TEAM}\"}}]\n");

    Caller caller = config.keys().get(DIGEST.toLowerCase(Locale.ROOT));
    assertThat(caller.user()).isEqualTo("ann");
    assertThat(caller.project()).isEqualTo("p");
    assertThat(caller.organizations()).containsExactlyInAnyOrder("a", "b");
    assertThat(caller.environment()).isEqualTo("test");
    assertThat(caller.tags()).containsEntry("team", "red");
  }

  @Test
  void readsWhereAndHowMuch() {
    ServerSettings server =
        Configs.parse(
                Configs.PROVIDERS
                    + "server: {base-paths: [/a/b], key-headers: [x-key], max-body: 512KiB}\n")
            .server();

    assertThat(server).isEqualTo(new ServerSettings(List.of("/a/b"), List.of("x-key"), 512 * 1024));
  }

  @Test
  void hasDefaults() {
    GatewayConfig config = Configs.parse(Configs.PROVIDERS);

    assertThat(config.keys()).isEmpty();
    assertThat(config.server()).isEqualTo(ServerSettings.DEFAULTS);
  }
}
