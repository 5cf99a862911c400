package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageResponse;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A LangChain4j image model that calls an endpoint of the gateway. Thread-safe; never closes the
 * gateway.
 *
 * <p>Pictures come by URL or in base64, as the endpoint's model gives them or {@link
 * Builder#requests} asks for. The gateway makes pictures and does not edit any.
 */
public final class GatewayImageModel implements ImageModel {
  private final OperationCalls calls;
  private final Consumer<ImageRequest.Builder> requests;

  private GatewayImageModel(Builder builder) {
    this.calls = builder.calls;
    this.requests = builder.requests;
  }

  /**
   * Starts a model.
   *
   * @param endpoint an endpoint's name, or {@code @provider/model}
   */
  public static Builder builder(GatewayClient gateway, String endpoint) {
    return new Builder(OperationCalls.of(gateway, endpoint));
  }

  /** One picture; waits for it on this thread. */
  @Override
  public Response<Image> generate(String prompt) {
    return generate(prompt, null, images -> images.get(0));
  }

  /**
   * Several pictures; waits for them on this thread.
   *
   * @param n how many, at least 1
   */
  @Override
  public Response<List<Image>> generate(String prompt, int n) {
    return generate(prompt, n, Function.identity());
  }

  private <T> Response<T> generate(
      String prompt, @Nullable Integer n, Function<List<Image>, T> content) {
    return calls.call(
        () -> asked(prompt, n),
        answer -> Response.from(content.apply(images(answer)), OperationCalls.usage(answer)));
  }

  private ImageRequest asked(String prompt, @Nullable Integer n) {
    ImageRequest.Builder request = ImageRequest.builder(calls.endpoint(), prompt);
    requests.accept(request);
    if (n != null) {
      request.count(n);
    }
    return request.build();
  }

  private static List<Image> images(ImageResponse answer) {
    if (answer.images().isEmpty()) {
      throw new InternalServerException(answer.target() + " answered without a picture");
    }
    return answer.images().stream().map(GatewayImageModel::image).toList();
  }

  private static Image image(GeneratedImage image) {
    Image.Builder builder =
        Image.builder().mimeType(image.mediaType()).revisedPrompt(image.revisedPrompt());
    if (image.url() != null) {
      builder.url(uri(image.url()));
    }
    if (image.bytes() != null) {
      builder.base64Data(Base64.getEncoder().encodeToString(image.bytes()));
    }
    return builder.build();
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) { // It holds the address, which may be signed.
      throw new InternalServerException("the address of a picture is not a URI: ask for its bytes");
    }
  }

  /**
   * Not supported.
   *
   * @throws UnsupportedFeatureException always
   */
  @Override
  public Response<Image> edit(Image image, String prompt) {
    throw noEdits();
  }

  /**
   * Not supported.
   *
   * @throws UnsupportedFeatureException always
   */
  @Override
  public Response<Image> edit(Image image, Image mask, String prompt) {
    throw noEdits();
  }

  private static UnsupportedFeatureException noEdits() {
    return new UnsupportedFeatureException(
        "the gateway makes pictures and edits none: use generate, or the provider's own client");
  }

  /** Builds a {@link GatewayImageModel}; not for use by several threads. */
  public static final class Builder {
    private OperationCalls calls;
    private Consumer<ImageRequest.Builder> requests = request -> {};

    private Builder(OperationCalls calls) {
      this.calls = calls;
    }

    /** Who calls. Default: nobody in particular. */
    public Builder caller(Caller caller) {
      this.calls = calls.by(caller);
      return this;
    }

    /**
     * Says of each request what LangChain4j cannot: size, quality, form and the like, as in {@code
     * request -> request.size("1024x1024")}. Default: nothing.
     */
    public Builder requests(Consumer<ImageRequest.Builder> requests) {
      this.requests = Objects.requireNonNull(requests, "requests");
      return this;
    }

    /** The model. */
    public GatewayImageModel build() {
      return new GatewayImageModel(this);
    }
  }
}
