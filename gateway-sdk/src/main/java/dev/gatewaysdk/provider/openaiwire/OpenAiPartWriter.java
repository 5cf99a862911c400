package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.Audio;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.LinkedMedia;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a message's content. */
final class OpenAiPartWriter {
  private final JsonWriter json;
  private final WireFlavor flavor;
  private final Losses losses;

  OpenAiPartWriter(JsonWriter json, WireFlavor flavor, Losses losses) {
    this.json = json;
    this.flavor = flavor;
    this.losses = losses;
  }

  /**
   * Whether the host fetches what that link of a picture or file leads to, or would not take it
   * even if it were fetched.
   */
  static boolean follows(ContentPart link, WireFlavor flavor) {
    return link instanceof File
        ? flavor.has(Trait.FILE_LINKS) || flavor.has(Trait.PICTURES_ONLY)
        : !flavor.has(Trait.PICTURES_BY_VALUE);
  }

  /**
   * Whether the part stands in the content; notes what has no place there or anywhere else.
   *
   * @throws UnsupportedRequestException if the host cannot take it, although another might
   */
  boolean takes(ContentPart part, Role role) {
    if (part instanceof ProviderBlock block) {
      return takes(block);
    }
    if (part instanceof Image || part instanceof Audio || part instanceof File) {
      requireRole(role);
      if (!(part instanceof Image) && flavor.has(Trait.PICTURES_ONLY)) {
        throw new UnsupportedRequestException(
            "messages",
            "the host takes pictures, but no sound and no files: send sound to a transcription,"
                + " and what a file says as text");
      }
      return true;
    }
    String text = text(part);
    return text != null && !(text.isEmpty() && carriesNoText(part));
  }

  /** An empty text that is there for its state alone, or an answer of which no words are known. */
  private static boolean carriesNoText(ContentPart part) {
    return !(part instanceof Text text) || text.state() != null;
  }

  /** What is written as text; null if the part is no text to this host. */
  @Nullable String text(ContentPart part) {
    if (part instanceof Text text) {
      return text.text();
    }
    if (part instanceof Refusal refusal && !flavor.has(Trait.OPENAI_HISTORY)) {
      losses.emulated("messages.refusal", "sent as text: the host takes no earlier refusals");
      return refusal.text();
    }
    if (part instanceof SpokenAnswer spoken && !isKnown(spoken)) {
      losses.emulated("messages.audio", "sent as its transcript: the host does not know the sound");
      return spoken.transcript();
    }
    return null;
  }

  /** Whether the host has kept the sound, so that its id will do. */
  boolean isKnown(SpokenAnswer spoken) {
    return spoken.id() != null && flavor.has(Trait.OPENAI_HISTORY);
  }

  /** Whether the mark is to be written; notes it if it is not. */
  boolean marks(@Nullable CacheMark mark) {
    if (mark == null || flavor.has(Trait.CACHE_CONTROL)) {
      return mark != null;
    }
    if (flavor.has(Trait.CACHES_BY_ITSELF)) {
      losses.emulated("cache_control", "the host keeps prompts by itself");
    } else {
      losses.dropped("cache_control", "the host takes no marks for its prompt cache");
    }
    return false;
  }

  /**
   * Writes a part that it takes.
   *
   * @param mark of the prompt cache, right after it; null if there is none
   */
  void part(ContentPart part, @Nullable CacheMark mark) throws IOException {
    if (part instanceof ProviderBlock block) {
      block.json().write(json);
      return;
    }
    json.beginObject();
    if (part instanceof Image image) {
      image(image);
    } else if (part instanceof Audio audio) {
      json.name("type").value("input_audio").name("input_audio").beginObject();
      json.name("data").value(audio.data()).name("format").value(audio.format()).endObject();
    } else if (part instanceof File file) {
      file(file);
    } else {
      json.name("type").value("text").name("text").value(text(part));
    }
    mark(mark);
    json.endObject();
  }

  /** Writes the mark into the object that is open, if there is one to be written. */
  void mark(@Nullable CacheMark mark) throws IOException {
    if (mark != null && marks(mark)) {
      json.name("cache_control").beginObject().name("type").value("ephemeral");
      String ttl = mark.ttl();
      if (ttl != null) {
        json.name("ttl").value(ttl);
      }
      json.endObject();
    }
  }

  private boolean takes(ProviderBlock block) {
    if (OpenAiBlocks.isOfReplies(block)) {
      losses.dropped(block.type(), "chat completions do not take it back");
      return false;
    }
    if (!flavor.takes(block.format())) {
      losses.dropped("content", "blocks of another provider");
      return false;
    }
    return true;
  }

  private void requireRole(Role role) {
    if (role != Role.USER && !flavor.has(Trait.MEDIA_ANYWHERE)) {
      throw new UnsupportedRequestException(
          "messages",
          "the host takes non-text content (pictures, sound, files) in messages of the user only, not"
              + " in role "
              + role);
    }
  }

  private void image(Image image) throws IOException {
    if (LinkedMedia.isLink(image) && !follows(image, flavor)) {
      throw new UnsupportedRequestException(
          "messages", "the host fetches no pictures: send its bytes, " + LinkedMedia.HOW_TO_FETCH);
    }
    json.name("type").value("image_url").name("image_url").beginObject();
    json.name("url").value(image.url());
    String detail = image.detail();
    if (detail != null) {
      json.name("detail").value(detail);
    }
    json.endObject();
  }

  private void file(File file) throws IOException {
    if (file.isLink() && !follows(file, flavor)) {
      throw new UnsupportedRequestException(
          "messages",
          "the host fetches no files: upload the file, send its bytes, "
              + LinkedMedia.HOW_TO_FETCH);
    }
    String name = file.name();
    if (flavor.has(Trait.MISTRAL_FORMS) && (file.isLink() || file.isInline())) {
      json.name("type").value("document_url").name("document_url").value(file.source());
      if (name != null) {
        json.name("document_name").value(name);
      }
      return;
    }
    json.name("type").value("file").name("file").beginObject();
    json.name(file.isLink() || file.isInline() ? "file_data" : "file_id").value(file.source());
    if (name == null && file.isInline()) {
      losses.defaulted("messages.file.filename", "named document: the host demands a name");
      name = "document";
    }
    if (name != null) {
      json.name("filename").value(name);
    }
    json.endObject();
  }
}
