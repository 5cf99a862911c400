package dev.gatewaysdk.examples.openaiclients;

import dev.gatewaysdk.examples.sidecar.SidecarProcess;
import dev.gatewaysdk.examples.standin.AnthropicStandIn;
import dev.gatewaysdk.examples.standin.OpenAiStandIn;
import dev.gatewaysdk.examples.standin.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The sidecar with its two providers: one for all tests, which ends after them. */
final class Surface implements AutoCloseable {
  /** A key that the sidecar knows, of the user ann. */
  static final String ANN = "sk-ann";

  /** Another one, of bob. */
  static final String BOB = "sk-bob";

  private final OpenAiStandIn openAi = new OpenAiStandIn();
  private final AnthropicStandIn anthropic = new AnthropicStandIn();
  private final SidecarProcess sidecar;
  private final String url;

  private Surface() throws IOException {
    sidecar =
        SidecarProcess.start(
            Map.of(
                "OPENAI_API_KEY",
                OpenAiStandIn.KEY,
                "OPENAI_BASE_URL",
                openAi.address() + "/v1",
                "ANTHROPIC_API_KEY",
                AnthropicStandIn.KEY,
                "ANTHROPIC_BASE_URL",
                anthropic.address(),
                "REVOKED_API_KEY",
                "sk-revoked",
                "ANN_SHA256",
                sha256(ANN),
                "BOB_SHA256",
                sha256(BOB)),
            "--config",
            configuration().toString(),
            "--port=0");
    url = sidecar.awaitReady();
  }

  /** The base of OpenAI's paths, with which clients are configured. */
  String baseUrl() {
    return url + "/v1";
  }

  StandIn standIn(Behind behind) {
    return behind == Behind.OPENAI ? openAi : anthropic;
  }

  @Override
  public void close() {
    sidecar.close();
    openAi.close();
    anthropic.close();
  }

  private static Path configuration() {
    URL file = Objects.requireNonNull(Surface.class.getResource("/gateway.yaml"));
    try {
      return Path.of(file.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives it to tests that ask for it. */
  static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Surface.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.GLOBAL)
          .getOrComputeIfAbsent(Surface.class, type -> start(), Surface.class);
    }

    private static Surface start() {
      try {
        return new Surface();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
