package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.provider.http.WholeReplyReader;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of foundation models or of inference profiles. A profile of the application's own is
 * named by its ARN, one of AWS's by its id. Source: AWS's reference of both lists.
 */
final class BedrockModelsReader implements WholeReplyReader {
  private @Nullable String nextPage;

  /** Where the list goes on; null if it does not. */
  @Nullable String nextPage() {
    return nextPage;
  }

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    boolean found = false;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "modelSummaries", "inferenceProfileSummaries" -> {
          found = true;
          json.beginArray();
          while (json.hasNext()) {
            one(json, out);
          }
          json.endArray();
        }
        case "nextToken" -> nextPage = WireJson.text(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (!found) {
      throw new JsonDataException("no models");
    }
  }

  private static void one(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    String id = null;
    String arn = null;
    String ownedBy = null;
    String created = null;
    boolean application = false;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "modelId", "inferenceProfileId" -> id = WireJson.text(json);
        case "inferenceProfileArn" -> arn = WireJson.text(json);
        case "providerName" -> ownedBy = WireJson.text(json);
        case "createdAt" -> created = WireJson.text(json);
        case "type" -> application = "APPLICATION".equals(WireJson.text(json));
        default -> json.skipValue();
      }
    }
    json.endObject();
    String name = application && arn != null ? arn : id;
    if (name == null) {
      throw new JsonDataException("no id");
    }
    out.accept(new ListedModel(name, ownedBy, seconds(created)));
  }

  private static @Nullable Long seconds(@Nullable String time) {
    try {
      return time == null ? null : OffsetDateTime.parse(time).toEpochSecond();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
