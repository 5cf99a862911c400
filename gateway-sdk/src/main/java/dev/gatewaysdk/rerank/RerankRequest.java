package dev.gatewaysdk.rerank;

import dev.gatewaysdk.error.Checks;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.TextMapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to order documents by their relevance to a query. Immutable, valid once built. What is
 * left out takes the provider's default.
 *
 * <p>Wire facts: Cohere's API reference (docs.cohere.com/reference/rerank), which other hosts
 * follow.
 */
public final class RerankRequest implements RequestFor<RerankResponse> {

  private final String model;
  private final String query;
  private final List<String> documents;
  private final @Nullable Integer topN;
  private final boolean returnDocuments;
  private final Map<String, RawJson> extras;

  private RerankRequest(Builder builder) {
    this.model = builder.model;
    this.query = builder.query;
    this.documents = List.copyOf(builder.documents);
    this.topN = builder.topN;
    this.returnDocuments = builder.returnDocuments;
    this.extras = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extras));
  }

  /**
   * Starts a request.
   *
   * @param model an endpoint's name, or {@code @provider/model}
   * @param query what is looked for; not empty
   */
  public static Builder builder(String model, String query) {
    return new Builder(model, query);
  }

  @Override
  public Operation operation() {
    return Operation.RERANK;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public RerankCollector collector() {
    return new RerankCollector(returnDocuments ? documents : List.of());
  }

  /** What is looked for. */
  public String query() {
    return query;
  }

  /** What to order; unmodifiable, never empty. */
  public List<String> documents() {
    return documents;
  }

  /** How many of the best to give; null for all. */
  public @Nullable Integer topN() {
    return topN;
  }

  /** Whether the answer repeats the documents. */
  public boolean returnDocuments() {
    return returnDocuments;
  }

  /** Further fields of the provider's request, as they are written; unmodifiable. */
  public Map<String, RawJson> extras() {
    return extras;
  }

  @Override
  public RerankRequest mapTexts(TextMapping texts) {
    Builder mapped = new Builder(model, texts.text("query", query));
    mapped.topN = topN;
    mapped.returnDocuments = returnDocuments;
    mapped.documents(texts.list("documents", documents));
    mapped.extras.putAll(texts.extras(extras));
    return mapped.build();
  }

  /** Its model and number of documents only: what people write is nobody's log line. */
  @Override
  public String toString() {
    return "RerankRequest(" + model + ", " + documents.size() + " documents)";
  }

  /** Builds a {@link RerankRequest}; setters check at once. Not for use by several threads. */
  public static final class Builder {
    private final String model;
    private final String query;
    private final List<String> documents = new ArrayList<>();
    private @Nullable Integer topN;
    private boolean returnDocuments;
    private final Map<String, RawJson> extras = new LinkedHashMap<>(0);

    private Builder(String model, String query) {
      Names.require("model", model);
      Checks.text("query", query);
      this.model = model;
      this.query = query;
    }

    /** Adds a document; it must not be empty. */
    public Builder document(String document) {
      Checks.text("documents[" + documents.size() + "]", document);
      documents.add(document);
      return this;
    }

    /** Adds documents. */
    public Builder documents(List<String> documents) {
      documents.forEach(this::document);
      return this;
    }

    /** How many of the best to give; at least 1. */
    public Builder topN(int topN) {
      Checks.atLeast("top_n", topN, 1);
      this.topN = topN;
      return this;
    }

    /** Whether the answer is to repeat the documents. Default: false. */
    public Builder returnDocuments(boolean returnDocuments) {
      this.returnDocuments = returnDocuments;
      return this;
    }

    /** A further field of the provider's request, passed through as it is written. */
    public Builder extra(String name, RawJson value) {
      Names.require("extra", name);
      extras.put(name, value);
      return this;
    }

    /**
     * The request.
     *
     * @throws InvalidRequestException if there is no document
     */
    public RerankRequest build() {
      if (documents.isEmpty()) {
        throw new InvalidRequestException(
            "documents", "must not be empty: add one with document(\"…\")");
      }
      return new RerankRequest(this);
    }
  }
}
