package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.reply.Operation;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How a host's form of OpenAI's wire differs from OpenAI's own. Immutable.
 *
 * @param format whose states and blocks it takes back; see {@code ProviderState}
 * @param maxTokensField what it calls the limit on tokens
 * @param traits what it can do, and what it demands; unmodifiable
 */
public record WireFlavor(String format, String maxTokensField, Set<Trait> traits) {
  private static final String MAX_TOKENS = "max_tokens";
  private static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

  /** The format of Voyage's hosts, which say some of embeddings and reranking in other words. */
  public static final String VOYAGE = "voyage";

  /** The format of Jina's host, which says in its own words what vectors are for. */
  public static final String JINA = "jina";

  /** The format of OpenRouter. */
  public static final String OPENROUTER = "openrouter";

  /** The format of xAI's host, which has words of its own for sound. */
  public static final String XAI = "xai";

  /** The format of Perplexity's host. */
  public static final String PERPLEXITY = "perplexity";

  private static final String AZURE_FORMAT = "azure-openai";
  private static final String FOUNDRY_FORMAT = "azure-foundry";

  private static final Set<Operation> EVERYTHING = EnumSet.allOf(Operation.class);

  /** What hosts have, where their references say so; by format. */
  private static final Map<String, Set<Operation>> OPERATIONS =
      Map.of(
          "openai",
          EnumSet.complementOf(EnumSet.of(Operation.RERANK)),
          "groq",
          EnumSet.of(Operation.CHAT, Operation.SPEECH, Operation.TRANSCRIPTION, Operation.MODELS),
          "mistral",
          EnumSet.of(
              Operation.CHAT,
              Operation.EMBEDDING,
              Operation.MODERATION,
              Operation.SPEECH,
              Operation.TRANSCRIPTION,
              Operation.MODELS),
          VOYAGE,
          EnumSet.of(Operation.EMBEDDING, Operation.RERANK),
          JINA,
          EnumSet.of(Operation.EMBEDDING, Operation.RERANK),
          "deepseek",
          EnumSet.of(Operation.CHAT, Operation.COMPLETION, Operation.MODELS),
          "cerebras",
          EnumSet.of(Operation.CHAT, Operation.COMPLETION, Operation.MODELS),
          AZURE_FORMAT, // It could list what may be deployed, but not what is.
          EnumSet.of(
              Operation.CHAT,
              Operation.COMPLETION,
              Operation.EMBEDDING,
              Operation.IMAGE,
              Operation.SPEECH,
              Operation.TRANSCRIPTION),
          FOUNDRY_FORMAT,
          EnumSet.of(Operation.CHAT, Operation.EMBEDDING));

  /** Something that not every host can do, or that not every host demands. More may come. */
  public enum Trait {
    /** It knows the role {@code developer}. */
    DEVELOPER_ROLE,
    /** Messages may carry the name of the speaker. */
    SPEAKER_NAMES,
    /** It takes back the refusals and spoken answers of earlier turns, and empty messages. */
    OPENAI_HISTORY,
    /** It takes {@code top_k}. */
    TOP_K,
    /** It says how likely tokens were. */
    LOGPROBS,
    /** It gives more than one answer at once. */
    SEVERAL_CHOICES,
    /** It takes an id of the end user. */
    END_USER,
    /** It reports the usage of streams when asked by {@code stream_options}. */
    STREAM_OPTIONS,
    /** It keeps prompts without being told to. */
    CACHES_BY_ITSELF,
    /** It keeps prompts up to parts that have {@code cache_control}. */
    CACHE_CONTROL,
    /** Pictures, sound and files may stand in any message, not just the user's. */
    MEDIA_ANYWHERE,
    /** It fetches files from URLs. */
    FILE_LINKS,
    /** It fetches no pictures from URLs, but takes their bytes. */
    PICTURES_BY_VALUE,
    /** Of media it takes pictures only: no sound and no files. */
    PICTURES_ONLY,
    /** Settings that OpenAI does not have may be meant for it. */
    OWN_SETTINGS,
    /** It refuses tool calls that come back without the reasoning that led to them. */
    REASONING_WITH_TOOL_CALLS,
    /** It holds answers to a JSON Schema. */
    JSON_SCHEMA,
    /** It holds answers to JSON of any kind. */
    JSON_OBJECT,
    /** It holds answers to a form beside tools, too. */
    FORM_BESIDE_TOOLS,
    /** It can be told to call one tool at a time. */
    PARALLEL_TOOL_CALLS,
    /** It can be told how hard to think. */
    REASONING_EFFORT,
    /** User and assistant must take turns, and instructions stand before both. */
    STRICT_TURNS,
    /** Its streams may come to their end without {@code [DONE]} once every choice has finished. */
    MAY_SEND_NO_DONE,
    /** Mistral's names for seed and documents, its short ids of tool calls, its prefix answers. */
    MISTRAL_FORMS
  }

  /** OpenAI's own, where {@code max_tokens} is deprecated and refused by the models that reason. */
  public static final WireFlavor OPENAI =
      new WireFlavor(
          "openai",
          MAX_COMPLETION_TOKENS,
          Set.of(
              Trait.DEVELOPER_ROLE,
              Trait.SPEAKER_NAMES,
              Trait.OPENAI_HISTORY,
              Trait.LOGPROBS,
              Trait.SEVERAL_CHOICES,
              Trait.END_USER,
              Trait.JSON_SCHEMA,
              Trait.JSON_OBJECT,
              Trait.FORM_BESIDE_TOOLS,
              Trait.PARALLEL_TOOL_CALLS,
              Trait.REASONING_EFFORT,
              Trait.STREAM_OPTIONS,
              Trait.CACHES_BY_ITSELF));

  /** Azure's of OpenAI's models, as of its latest versions. */
  public static final WireFlavor AZURE =
      new WireFlavor(AZURE_FORMAT, MAX_COMPLETION_TOKENS, OPENAI.traits);

  /**
   * Azure's model inference, which serves models of many makers and gives the same form to all.
   * What it does not know is for the model to refuse.
   */
  public static final WireFlavor AZURE_FOUNDRY =
      new WireFlavor(
          FOUNDRY_FORMAT,
          MAX_TOKENS,
          Set.of(
              Trait.SPEAKER_NAMES,
              Trait.LOGPROBS,
              Trait.SEVERAL_CHOICES,
              Trait.END_USER,
              Trait.STREAM_OPTIONS,
              Trait.MEDIA_ANYWHERE,
              Trait.JSON_SCHEMA,
              Trait.JSON_OBJECT,
              Trait.FORM_BESIDE_TOOLS,
              Trait.PARALLEL_TOOL_CALLS,
              Trait.REASONING_EFFORT,
              Trait.OWN_SETTINGS));

  /** What most other hosts take. */
  public static final WireFlavor COMPATIBLE =
      new WireFlavor(
          "openai-compatible",
          MAX_TOKENS,
          Set.of(
              Trait.SPEAKER_NAMES,
              Trait.TOP_K,
              Trait.LOGPROBS,
              Trait.SEVERAL_CHOICES,
              Trait.END_USER,
              Trait.STREAM_OPTIONS,
              Trait.MEDIA_ANYWHERE,
              Trait.OWN_SETTINGS,
              Trait.JSON_SCHEMA,
              Trait.JSON_OBJECT,
              Trait.FORM_BESIDE_TOOLS,
              Trait.PARALLEL_TOOL_CALLS,
              Trait.REASONING_EFFORT,
              Trait.MAY_SEND_NO_DONE));

  /**
   * Groq's, which refuses likelihoods, names of speakers, more than one answer, and a form of the
   * answer beside tools (console.groq.com/docs/openai, /docs/structured-outputs). Its messages have
   * texts and pictures, but neither sound nor files (/docs/api-reference).
   */
  public static final WireFlavor GROQ =
      new WireFlavor(
          "groq",
          MAX_COMPLETION_TOKENS,
          Set.of(
              Trait.END_USER,
              Trait.STREAM_OPTIONS,
              Trait.JSON_SCHEMA,
              Trait.JSON_OBJECT,
              Trait.PARALLEL_TOOL_CALLS,
              Trait.REASONING_EFFORT,
              Trait.CACHES_BY_ITSELF,
              Trait.PICTURES_ONLY,
              Trait.OWN_SETTINGS));

  /**
   * Mistral's, which refuses every field that it does not know (docs.mistral.ai/api/endpoint/chat).
   * It reports the usage of streams unasked.
   */
  public static final WireFlavor MISTRAL =
      new WireFlavor(
          "mistral",
          MAX_TOKENS,
          Set.of(
              Trait.SEVERAL_CHOICES,
              Trait.CACHES_BY_ITSELF,
              Trait.MEDIA_ANYWHERE,
              Trait.FILE_LINKS,
              Trait.OWN_SETTINGS,
              Trait.JSON_SCHEMA,
              Trait.JSON_OBJECT,
              Trait.FORM_BESIDE_TOOLS,
              Trait.PARALLEL_TOOL_CALLS,
              Trait.REASONING_EFFORT,
              Trait.MISTRAL_FORMS));

  public WireFlavor {
    traits = Set.copyOf(traits);
  }

  /** Whether the host has that operation; of hosts that are not known, only they can say. */
  boolean can(Operation operation) {
    return OPERATIONS.getOrDefault(format, EVERYTHING).contains(operation);
  }

  /** Whether it is OpenAI itself, of which more is known than of others. */
  boolean isOpenAi() {
    return format.equals(OPENAI.format);
  }

  /** Whether OpenAI's own models are behind it, whose voices and file types are known. */
  boolean servesOpenAi() {
    return isOpenAi() || format.equals(AZURE_FORMAT);
  }

  /** The header with the host's id of the request; Azure's own is on all of its answers. */
  String requestIdHeader() {
    boolean azure = format.equals(AZURE_FORMAT) || format.equals(FOUNDRY_FORMAT);
    return azure ? "apim-request-id" : "x-request-id";
  }

  /** Whether it is Groq, which knows fewer settings than it takes for granted. */
  boolean isGroq() {
    return format.equals(GROQ.format);
  }

  /** Whether vectors in base64 have a signed byte for each dimension: Perplexity has no floats. */
  boolean embedsInBytes() {
    return format.equals(PERPLEXITY);
  }

  /** Whether transcripts are told as text and subtitles, too. */
  boolean writesSubtitles() {
    return !isGroq() && translates();
  }

  /** Whether it puts what is said in other languages into English. */
  boolean translates() {
    return !has(Trait.MISTRAL_FORMS) && !isXai() && !isOpenRouter();
  }

  boolean isXai() {
    return format.equals(XAI);
  }

  boolean isFoundry() {
    return format.equals(FOUNDRY_FORMAT);
  }

  boolean isOpenRouter() {
    return format.equals(OPENROUTER);
  }

  boolean isJina() {
    return format.equals(JINA);
  }

  boolean isVoyage() {
    return format.equals(VOYAGE);
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether a block or tool of that format is written as it is. */
  boolean takes(String format) {
    return format.equals(this.format) || format.equals(OPENAI.format);
  }
}
