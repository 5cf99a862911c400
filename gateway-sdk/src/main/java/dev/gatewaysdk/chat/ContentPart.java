package dev.gatewaysdk.chat;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A piece of a message. Immutable; more kinds may come. */
public sealed interface ContentPart {

  /** Visible text. */
  record Text(String text) implements ContentPart {
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
   * What the model thought before it answered.
   *
   * @param text its visible form; empty if the provider hides it
   * @param signature the provider's seal on it, to be sent back unchanged; null if it has none
   */
  record Reasoning(String text, @Nullable String signature) implements ContentPart {
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
   */
  record ToolCall(String id, String name, String arguments, Type type) implements ContentPart {
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
      return new ToolCall(id, name, arguments, Type.FUNCTION);
    }

    /** Without the arguments, which hold what people wrote. */
    @Override
    public String toString() {
      return "ToolCall(" + id + ", " + name + ", " + arguments.length() + " chars)";
    }
  }

  /**
   * A block that only its provider understands, kept as it came: a tool that ran on the provider's
   * side and its result, citations, hidden reasoning. In a request it is sent as it is.
   *
   * @param type the provider's name for it, such as {@code web_search_tool_result}
   */
  record ProviderBlock(String type, RawJson json) implements ContentPart {}
}
