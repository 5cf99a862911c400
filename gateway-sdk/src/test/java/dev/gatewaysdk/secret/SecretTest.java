package dev.gatewaysdk.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
  @TempDir Path directory;

  @Test
  void aFileIsReadAgainWhenItChanges() throws Exception {
    Path file = directory.resolve("key");
    Files.writeString(file, "  first-key\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    Secret secret = Secret.file(file);
    assertThat(secret.reveal()).isEqualTo("first-key");

    Files.writeString(file, "other-key\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(2_000));

    assertThat(secret.reveal()).isEqualTo("other-key");
  }

  @Test
  void anUnchangedFileIsNotReadAgain() throws Exception {
    Path file = Files.writeString(directory.resolve("key"), "the-key");
    Secret secret = Secret.file(file);

    assertThat(secret.reveal()).isSameAs(secret.reveal());
  }

  @Test
  void aFileThatVanishesIsNamed() {
    Path file = directory.resolve("absent");

    assertThatThrownBy(() -> Secret.file(file).reveal())
        .isInstanceOf(ConfigException.class)
        .hasMessage("cannot read the secret in file " + file + ": NoSuchFileException");
  }

  @Test
  void aSupplierIsAskedEachTime() {
    Deque<String> rotated = new ArrayDeque<>(List.of("one", "two"));
    Secret secret = Secret.supplier(rotated::poll);

    assertThat(secret.reveal()).isEqualTo("one");
    assertThat(secret.reveal()).isEqualTo("two");
  }

  @Test
  void aVaultIsAskedForScopeAndKey() {
    Map<String, String> vault = Map.of("llm/openai", "the-key");
    SecretSource source = (scope, key) -> vault.get(scope + "/" + key);

    assertThat(Secret.stored(source, "llm", "openai").reveal()).isEqualTo("the-key");
    assertThatThrownBy(() -> Secret.stored(source, "llm", "azure").reveal())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no secret found in {{secrets/llm/azure}}");
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    assertThatThrownBy(() -> Secret.env("GATEWAY_SDK_NO_SUCH_VARIABLE").reveal())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "no secret found in environment variable GATEWAY_SDK_NO_SUCH_VARIABLE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "line\nbreak", "tab\there", "schlüssel", "nul\0"})
  void whatCannotStandInAHeaderIsRefusedWithoutBeingShown(String value) {
    assertThatThrownBy(() -> Secret.of(value).reveal())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a key is one word")
        .message()
        .doesNotContain(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n"})
  void aBlankSecretIsNone(String value) {
    assertThatThrownBy(() -> Secret.of(value).reveal())
        .hasMessageContaining("no secret found in a literal");
  }

  @Test
  void revealsTextsOfSeveralLinesToThoseWhoParseThem() {
    assertThat(Secret.of("{\n \"a\": 1\n}").revealText()).isEqualTo("{\n \"a\": 1\n}");
    assertThatThrownBy(() -> Secret.of(" ").revealText())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no secret found in a literal");
  }
}
