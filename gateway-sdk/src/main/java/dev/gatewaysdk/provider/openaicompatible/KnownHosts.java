package dev.gatewaysdk.provider.openaicompatible;

import dev.gatewaysdk.provider.openaiwire.WireFlavor;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How well-known hosts differ from the usual, by the name of the host. */
final class KnownHosts {
  /** A host and those below it. */
  private record Known(String host, WireFlavor flavor) {
    Known without(Trait... lacking) {
      Set<Trait> traits = new HashSet<>(flavor.traits());
      List.of(lacking).forEach(traits::remove);
      return new Known(host, new WireFlavor(flavor.format(), flavor.maxTokensField(), traits));
    }
  }

  private static final List<Known> ALL =
      List.of(
          new Known("api.groq.com", WireFlavor.GROQ),
          new Known("api.mistral.ai", WireFlavor.MISTRAL),
          // openrouter.ai/docs: cache_control on parts, files by URL.
          known(
              "openrouter.ai",
              WireFlavor.OPENROUTER,
              Trait.CACHE_CONTROL,
              Trait.FILE_LINKS,
              Trait.DEVELOPER_ROLE),
          // api-docs.deepseek.com/guides/thinking_mode: calls come back with their reasoning;
          // /guides/json_mode: there is no json_schema.
          known(
                  "api.deepseek.com",
                  "deepseek",
                  Trait.CACHES_BY_ITSELF,
                  Trait.REASONING_WITH_TOOL_CALLS)
              .without(Trait.JSON_SCHEMA),
          // docs.z.ai/guides/capabilities/struct-output: there is no json_schema.
          known("api.z.ai", "zai", Trait.CACHES_BY_ITSELF).without(Trait.JSON_SCHEMA),
          known("open.bigmodel.cn", "zai", Trait.CACHES_BY_ITSELF).without(Trait.JSON_SCHEMA),
          // Refuses fields that it does not know.
          known("generativelanguage.googleapis.com", "gemini-openai", Trait.CACHES_BY_ITSELF)
              .without(Trait.TOP_K),
          // Sends no [DONE]: github.com/perplexityai/api-discussion/issues/209. Its errors say that
          // turns must alternate, and that there is no json_object.
          known("api.perplexity.ai", WireFlavor.PERPLEXITY, Trait.STRICT_TURNS)
              .without(Trait.JSON_OBJECT),
          known("api.x.ai", WireFlavor.XAI, Trait.CACHES_BY_ITSELF).without(Trait.TOP_K),
          known("api.cerebras.ai", "cerebras", Trait.CACHES_BY_ITSELF).without(Trait.TOP_K),
          // docs.voyageai.com/reference: embeddings and reranking, in words of its own.
          known("api.voyageai.com", WireFlavor.VOYAGE).without(Trait.END_USER),
          // jina.ai/embeddings, jina.ai/reranker.
          known("api.jina.ai", WireFlavor.JINA).without(Trait.END_USER),
          // docs.ollama.com/api/openai-compatibility: pictures in base64 only.
          known("ollama.com", "ollama", Trait.PICTURES_BY_VALUE),
          known("snowflakecomputing.com", "snowflake", Trait.CACHES_BY_ITSELF),
          known("api.together.xyz", "together"),
          known("api.together.ai", "together"));

  private KnownHosts() {}

  private static Known known(String host, String format, Trait... further) {
    Set<Trait> traits = new HashSet<>(WireFlavor.COMPATIBLE.traits());
    traits.addAll(List.of(further));
    return new Known(host, new WireFlavor(format, WireFlavor.COMPATIBLE.maxTokensField(), traits));
  }

  /** The flavour of that host; the usual one if nothing is known of it. */
  static WireFlavor flavor(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    for (Known known : ALL) {
      if (name.equals(known.host) || name.endsWith("." + known.host)) {
        return known.flavor;
      }
    }
    return WireFlavor.COMPATIBLE;
  }
}
