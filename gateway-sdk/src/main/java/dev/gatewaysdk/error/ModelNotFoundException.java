package dev.gatewaysdk.error;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The request names an endpoint, or an {@code @provider/model}, that this gateway does not have.
 */
public final class ModelNotFoundException extends GatewayException {
  private static final long serialVersionUID = 1L;

  private static final int SHOWN = 10;

  private final String model;

  /**
   * @param model what was asked for
   * @param message what is wrong and what there is instead
   */
  public ModelNotFoundException(String model, String message) {
    super(message, null, true);
    this.model = model;
  }

  /**
   * @param model what was asked for
   * @param known the names there are; the message shows the first ten
   */
  public static ModelNotFoundException unknownEndpoint(String model, Collection<String> known) {
    return new ModelNotFoundException(
        model,
        "no endpoint is named '" + model + "'" + Names.nearest(model, known) + "; " + list(known));
  }

  /** What the request asked for. */
  public String model() {
    return model;
  }

  @Override
  public String code() {
    return "model_not_found";
  }

  @Override
  public int statusCode() {
    return 404;
  }

  private static String list(Collection<String> known) {
    if (known.isEmpty()) {
      return "none is registered";
    }
    String shown = known.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "));
    return "registered: " + shown + (known.size() > SHOWN ? ", … (" + known.size() + ")" : "");
  }
}
