package dev.gatewaysdk.examples.openaiclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.errors.NotFoundException;
import com.openai.models.models.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Surface.Extension.class)
class ModelsTest {
  private final OpenAIClient client;

  ModelsTest(Surface surface) {
    this.client = Clients.of(surface);
  }

  @Test
  void listsTheEndpoints() {
    assertThat(client.models().list().autoPager().stream().map(Model::validate))
        .extracting(Model::id)
        .contains("with-openai", "with-anthropic");
  }

  @Test
  void listsThemAsynchronously() {
    assertThat(client.async().models().list().join().data())
        .extracting(Model::id)
        .contains("with-openai", "with-anthropic");
  }

  @Test
  void describesAnEndpoint() {
    Model model = client.models().retrieve("with-anthropic").validate();

    assertThat(model.id()).isEqualTo("with-anthropic");
    assertThat(model.ownedBy()).isNotBlank();
  }

  @Test
  void saysThatAModelIsNotThere() {
    assertThatThrownBy(() -> client.models().retrieve("no-such-model"))
        .isInstanceOfSatisfying(
            NotFoundException.class, e -> assertThat(e.code()).contains("model_not_found"));
  }
}
