package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageRequest.Form;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;

/**
 * Writes an image request, which has the form of the model's maker, and reports what none of them
 * can do.
 */
final class InvokeImageWriter {
  private static final String NOVA = "amazon.nova-canvas";
  private static final String TITAN = "amazon.titan-image";
  private static final String STABILITY = "stability.";

  private InvokeImageWriter() {}

  /**
   * @throws UnsupportedRequestException if the model is of another make, or cannot do it
   */
  static void write(JsonWriter json, ImageRequest request, Attempt attempt) throws IOException {
    String model = attempt.target().model();
    common(request, attempt);
    if (model.contains(NOVA) || model.contains(TITAN)) {
      new AmazonImageWriter(request, attempt, model.contains(NOVA)).write(json);
    } else if (model.contains(STABILITY)) {
      StabilityImageWriter.write(json, request, attempt);
    } else {
      throw new UnsupportedRequestException(
          "model",
          model
              + " is not known to make pictures: name a model of amazon.nova-canvas,"
              + " amazon.titan-image or stability by its id");
    }
  }

  /** What is the same for all of them. */
  private static void common(ImageRequest request, Attempt attempt) {
    if (request.form() == Form.URL) {
      dropped(attempt, "response_format", "Bedrock gives pictures by value, no address");
    }
    if (request.compression() != null) {
      dropped(attempt, "output_compression", "no model of Bedrock has such a setting");
    }
    if (request.background() != null
        && !request.background().equals("opaque")
        && !request.background().equals("auto")) {
      dropped(attempt, "background", "no model of Bedrock has such a setting");
    }
    if (request.endUser() != null) {
      dropped(attempt, "user", "Bedrock takes no id of the end user");
    }
  }

  static void dropped(Attempt attempt, String subject, String detail) {
    attempt.adjusted(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
