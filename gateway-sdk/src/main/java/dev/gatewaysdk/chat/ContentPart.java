package dev.gatewaysdk.chat;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A piece of a message. Immutable; more kinds may come. */
public sealed interface ContentPart
    permits CacheMark,
        ContentPart.Text,
        ContentPart.Image,
        ContentPart.Audio,
        ContentPart.File,
        ContentPart.Reasoning,
        ContentPart.Refusal,
        ContentPart.ToolCall,
        ContentPart.SpokenAnswer,
        ContentPart.ProviderBlock {

  /**
   * Visible text.
   *
   * @param state what its provider wants back with it; null if nothing
   */
  record Text(String text, @Nullable ProviderState state) implements ContentPart {
    /** Text that anybody may have written. */
    public Text(String text) {
      this(text, null);
    }

    /** Its length only: what people write is nobody's log line. */
    @Override
    public String toString() {
      return "Text(" + text.length() + " chars)";
    }
  }

  /**
   * A picture, by reference or by value.
   *
   * @param url where the provider may fetch it, or a {@code data:} URL that holds it
   * @param detail how closely to look ({@code low}, {@code high}, {@code auto}); null for the
   *     provider's default
   */
  record Image(String url, @Nullable String detail) implements ContentPart {
    /**
     * @throws InvalidRequestException if the URL is neither http(s) nor data
     */
    public Image {
      if (!url.startsWith("https://") && !url.startsWith("http://") && !url.startsWith("data:")) {
        throw new InvalidRequestException(
            "image", "the URL must begin with https://, http:// or data:");
      }
    }

    /** A picture that the provider fetches. */
    public static Image of(String url) {
      return new Image(url, null);
    }

    /**
     * A picture by value.
     *
     * @param mediaType such as {@code image/png}
     */
    public static Image of(byte[] bytes, String mediaType) {
      return new Image(
          "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes), null);
    }

    /** Without the URL, which may hold the picture or a signature. */
    @Override
    public String toString() {
      return "Image(" + url.substring(0, url.indexOf(':')) + ", " + url.length() + " chars)";
    }
  }

  /**
   * Sound that the model hears.
   *
   * @param data in base64
   * @param format such as {@code wav} or {@code mp3}
   */
  record Audio(String data, String format) implements ContentPart {
    /** Sound from its bytes. */
    public static Audio of(byte[] bytes, String format) {
      return new Audio(Base64.getEncoder().encodeToString(bytes), format);
    }

    /** Its length only. */
    @Override
    public String toString() {
      return "Audio(" + format + ", " + data.length() + " chars)";
    }
  }

  /**
   * A document, by reference or by value.
   *
   * @param source an id that the provider gave it, a URL to fetch it from, or a {@code data:} URL
   *     that holds it
   * @param name what it is called; null if that does not matter
   */
  record File(String source, @Nullable String name) implements ContentPart {
    /** A document that was uploaded to the provider. */
    public static File ofId(String id) {
      return new File(id, null);
    }

    /** A document that the provider fetches. */
    public static File ofUrl(String url) {
      return new File(url, null);
    }

    /**
     * A document by value.
     *
     * @param mediaType such as {@code application/pdf}
     */
    public static File of(byte[] bytes, String mediaType, String name) {
      return new File(
          "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes), name);
    }

    /** Whether the source is a {@code data:} URL. */
    public boolean isInline() {
      return source.startsWith("data:");
    }

    /** Whether the source is a URL to fetch it from. */
    public boolean isLink() {
      return source.startsWith("https://") || source.startsWith("http://");
    }

    /** Without source and name. */
    @Override
    public String toString() {
      return "File(" + source.length() + " chars)";
    }
  }

  /**
   * What the model thought before it answered.
   *
   * @param text its visible form; empty if the provider hides it
   * @param state the provider's seal on it, to be sent back unchanged; null if it has none
   */
  record Reasoning(String text, @Nullable ProviderState state) implements ContentPart {
    /** Its length only: it repeats what people wrote. */
    @Override
    public String toString() {
      return "Reasoning(" + text.length() + " chars)";
    }
  }

  /** The model's own words for refusing to answer. */
  record Refusal(String text) implements ContentPart {
    /** Its length only: it may repeat what people wrote. */
    @Override
    public String toString() {
      return "Refusal(" + text.length() + " chars)";
    }
  }

  /**
   * The model asks the application to call a tool.
   *
   * @param id ties the result to it; empty if the provider gave none
   * @param name the tool
   * @param arguments as the model wrote them: JSON text (not checked, the model may err) for
   *     functions, free text for custom tools
   * @param type what kind of tool
   * @param state what its provider wants back with it; null if nothing
   */
  record ToolCall(
      String id, String name, String arguments, Type type, @Nullable ProviderState state)
      implements ContentPart {
    /** A call without a state. */
    public ToolCall(String id, String name, String arguments, Type type) {
      this(id, name, arguments, type, null);
    }

    /** What kind of tool. */
    public enum Type {
      /** A function with JSON arguments. */
      FUNCTION,
      /** A tool that takes free text. */
      CUSTOM,
      /** OpenAI's first form of a function call, which has no id. */
      LEGACY_FUNCTION
    }

    /** A function call. */
    public static ToolCall of(String id, String name, String arguments) {
      return new ToolCall(id, name, arguments, Type.FUNCTION, null);
    }

    /** Without the arguments, which hold what people wrote. */
    @Override
    public String toString() {
      return "ToolCall(" + id + ", " + name + ", " + arguments.length() + " chars)";
    }
  }

  /**
   * An answer that the model spoke.
   *
   * @param id by which the provider knows it in later requests; null if it has none
   * @param data in base64; empty if only the id is known
   * @param transcript what was said; may be empty
   * @param expiresAt when the provider forgets it, in seconds since 1970; null if not said
   */
  record SpokenAnswer(@Nullable String id, String data, String transcript, @Nullable Long expiresAt)
      implements ContentPart {
    /** Its length only: what models say is nobody's log line. */
    @Override
    public String toString() {
      return "SpokenAnswer(" + data.length() + " chars)";
    }
  }

  /**
   * A block that only its provider understands, kept as it came: a tool that ran on the provider's
   * side and its result, citations, hidden reasoning. In a request to that provider it is sent as
   * it is.
   *
   * @param format whose it is: the wire that it came over, such as {@code anthropic}
   * @param type the provider's name for it, such as {@code web_search_tool_result}
   */
  record ProviderBlock(String format, String type, RawJson json) implements ContentPart {}
}
