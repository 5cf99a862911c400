package dev.gatewaysdk.examples.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagsTest {
  @Test
  void listensOnPort8080OfThisMachineUnlessToldOtherwise() {
    assertThat(Flags.parse("--config", "gateway.yaml"))
        .isEqualTo(new Flags(Path.of("gateway.yaml"), "127.0.0.1", 8080));
  }

  @Test
  void takesValuesAfterABlankOrAnEqualsSign() {
    assertThat(Flags.parse("--port=0", "--config=a=b.yaml", "--host", "0.0.0.0"))
        .isEqualTo(new Flags(Path.of("a=b.yaml"), "0.0.0.0", 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --port 1                       | --config FILE is missing
          --config                       | --config needs a value
          --config=                      | --config needs a value
          --config a --port              | --port needs a value
          --config a --port x            | --port is x; it must be from 0 to 65535
          --config a --port 65536        | --port is 65536; it must be from 0 to 65535
          --config a --port=-1           | --port is -1; it must be from 0 to 65535
          --config a --config b          | --config is given twice
          --config a --prot 1            | unknown argument: --prot
          --config a --prot=sk-1         | unknown argument: --prot
          --config a gateway.yaml        | unknown argument: gateway.yaml
          -c a                           | unknown argument: -c
          """)
  void saysWhatIsWrong(String line, String message) {
    assertThatThrownBy(() -> Flags.parse(line.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
