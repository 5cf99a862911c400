package dev.gatewaysdk.config;

import dev.gatewaysdk.guardrail.Guardrail;
import dev.gatewaysdk.guardrail.pii.Pii;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code guardrails} of an endpoint. */
final class GuardrailsSection {
  private static final List<OnPii> ON_PII = List.of(OnPii.values());

  private enum OnPii {
    NONE,
    MASK,
    BLOCK
  }

  private GuardrailsSection() {}

  static @Nullable List<Guardrail> read(ConfigValue value) {
    return value.mapping(
        section -> section.get("input", input -> input.mapping(GuardrailsSection::ofInput)));
  }

  private static List<Guardrail> ofInput(Section section) {
    OnPii pii = section.get("pii", value -> value.choice(ON_PII, GuardrailsSection::name));
    if (pii == null || pii == OnPii.NONE) {
      return List.of();
    }
    return List.of(pii == OnPii.MASK ? Pii.mask() : Pii.block());
  }

  private static String name(OnPii choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
