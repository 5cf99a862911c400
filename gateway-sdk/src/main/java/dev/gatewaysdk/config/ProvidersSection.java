package dev.gatewaysdk.config;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code providers}: who can be asked, by names of the user's choice. */
final class ProvidersSection {
  static final String EXAMPLE =
      "providers: {openai: {type: openai, api-key: \"${OPENAI_API_KEY}\"}}";

  /** A new type of provider is registered here. */
  static final List<ProviderType> TYPES =
      List.of(
          new OpenAiType(),
          new AzureOpenAiType(),
          new AnthropicType(),
          new GroqType(),
          new MistralType(),
          new OpenAiCompatibleType(),
          new GeminiType(),
          new VertexAiType(),
          new BedrockType(),
          new CohereType());

  private final Map<String, Provider> adapters = new LinkedHashMap<>();
  private final Map<String, Place> withoutDirectAccess = new LinkedHashMap<>();
  private final Map<String, String> models = new LinkedHashMap<>();

  private ProvidersSection() {}

  static @Nullable Providers read(ConfigValue value) {
    return value.mapping(new ProvidersSection()::all);
  }

  private Providers all(Section section) {
    Map<String, ConfigValue> entries = section.entries();
    if (entries.isEmpty()) {
      section.place().report("names no provider; write " + EXAMPLE);
    }
    entries.forEach(
        (name, entry) -> {
          UserNames.check(name, entry.place());
          Provider adapter = entry.mapping(provider -> one(name, provider));
          if (adapter != null) {
            adapters.put(name, adapter);
          }
        });
    return new Providers(entries.keySet(), adapters, withoutDirectAccess, models);
  }

  private @Nullable Provider one(String name, Section section) {
    ProviderType type =
        section.require(
            "type", value -> value.choice(TYPES, ProviderType::name), "type: openai, for example");
    if (Boolean.FALSE.equals(section.get("direct", ConfigValue::flag))) {
      withoutDirectAccess.put(name, section.place());
    }
    HttpOptions http = HttpSection.read(section);
    if (type == null) {
      section.allowAll(); // Which other keys there are depends on the type.
      return null;
    }
    Provider adapter = adapter(type, section, http);
    String model = type.model(section, adapter);
    if (model != null) {
      models.put(name, model);
    }
    return adapter;
  }

  private static @Nullable Provider adapter(ProviderType type, Section section, HttpOptions http) {
    try {
      return type.read(section, http);
    } catch (ConfigException | InvalidRequestException e) {
      String message = String.valueOf(e.getMessage());
      String key = message.substring(0, (message + " ").indexOf(' ')); // "base-url is …"
      section.placeOf(key).report(inWordsOfTheFile(message));
      return null;
    }
  }

  private static String inWordsOfTheFile(String message) {
    return message.replace("allowPlainHttp(true)", "allow-plain-http: true");
  }
}
