package dev.gatewaysdk.examples.openaiclients;

import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIIoException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Lets OpenAI's client talk over the JDK's HTTP client. */
final class JdkHttpClient implements HttpClient {
  private final java.net.http.HttpClient client =
      java.net.http.HttpClient.newBuilder()
          .version(java.net.http.HttpClient.Version.HTTP_1_1)
          .build();

  /** The headers that the JDK's client sets itself, and lets nobody else set. */
  private static final Set<String> OWN = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    OWN.addAll(Set.of("Connection", "Content-Length", "Expect", "Host", "Upgrade"));
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    try {
      return new Response(client.send(translated(request, options), BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new OpenAIIoException("no answer from " + request.url(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OpenAIIoException("interrupted", e);
    }
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    return client
        .sendAsync(translated(request, options), BodyHandlers.ofInputStream())
        .handle(
            (response, failure) -> {
              if (failure != null) {
                throw new CompletionException(
                    new OpenAIIoException("no answer from " + request.url(), failure));
              }
              return new Response(response);
            });
  }

  @Override
  public void close() {
    // The JDK's client ends when nobody refers to it any more.
  }

  private static java.net.http.HttpRequest translated(HttpRequest request, RequestOptions options) {
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
    for (String name : request.headers().names()) {
      if (!OWN.contains(name)) {
        request.headers().values(name).forEach(value -> builder.header(name, value));
      }
    }
    HttpRequestBody body = request.body();
    if (body != null && body.contentType() != null) {
      builder.header("Content-Type", body.contentType());
    }
    if (options.getTimeout() != null) {
      builder.timeout(options.getTimeout().request());
    }
    return builder.method(request.method().name(), publisher(body)).build();
  }

  private static BodyPublisher publisher(@Nullable HttpRequestBody body) {
    if (body == null) {
      return BodyPublishers.noBody();
    }
    try (body) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      body.writeTo(bytes);
      return BodyPublishers.ofByteArray(bytes.toByteArray());
    }
  }

  private record Response(java.net.http.HttpResponse<InputStream> response)
      implements HttpResponse {
    @Override
    public int statusCode() {
      return response.statusCode();
    }

    @Override
    public Headers headers() {
      Headers.Builder headers = Headers.builder();
      response.headers().map().forEach(headers::put);
      return headers.build();
    }

    @Override
    public InputStream body() {
      return response.body();
    }

    @Override
    public void close() {
      try {
        response.body().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
