package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.error.ConfigException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.catalog.ModelCatalog;
import dev.langchain4j.model.catalog.ModelDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What models of the gateway may be asked for: its endpoints, then {@code @provider/model} of each
 * provider that takes direct calls and can list its models. Thread-safe; never closes the gateway.
 *
 * <p>The models of a provider that fails are missing, and a warning says why.
 */
public final class GatewayModelCatalog implements ModelCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayModelCatalog.class);

  private final GatewayClient gateway;
  private final Caller caller;
  private final Duration patience;

  private GatewayModelCatalog(Builder builder) {
    this.gateway = builder.gateway;
    this.caller = builder.caller;
    this.patience = builder.patience;
  }

  /** Starts a catalogue. */
  public static Builder builder(GatewayClient gateway) {
    return new Builder(gateway);
  }

  /** Asks every provider anew, at the same time, and waits for them on this thread. */
  @Override
  public List<ModelDescription> listModels() {
    try {
      var catalog = gateway.models(caller, patience);
      catalog
          .failures()
          .forEach(
              (provider, failure) ->
                  LOG.warn(
                      "the models of provider '{}' are missing: {}",
                      provider,
                      failure.getMessage()));
      return catalog.models().stream().map(GatewayModelCatalog::description).toList();
    } catch (RuntimeException e) {
      throw GatewayFailures.of(e);
    }
  }

  private static ModelDescription description(ListedModel model) {
    Long created = model.created();
    return ModelDescription.builder()
        .name(model.id())
        .provider(ModelProvider.OTHER)
        .owner(model.ownedBy())
        .createdAt(created == null ? null : Instant.ofEpochSecond(created))
        .build();
  }

  @Override
  public ModelProvider provider() {
    return ModelProvider.OTHER;
  }

  /** Builds a {@link GatewayModelCatalog}; not for use by several threads. */
  public static final class Builder {
    private final GatewayClient gateway;
    private Caller caller = Caller.anonymous();
    private Duration patience = Duration.ofSeconds(30);

    private Builder(GatewayClient gateway) {
      this.gateway = Objects.requireNonNull(gateway, "gateway");
    }

    /** Who asks. Default: nobody in particular. */
    public Builder caller(Caller caller) {
      this.caller = Objects.requireNonNull(caller, "caller");
      return this;
    }

    /**
     * How long to wait for the providers. Default: 30 s.
     *
     * @throws ConfigException if it is not positive
     */
    public Builder patience(Duration patience) {
      if (patience.isNegative() || patience.isZero()) {
        throw new ConfigException("patience is " + patience + "; it must be positive");
      }
      this.patience = patience;
      return this;
    }

    /** The catalogue. */
    public GatewayModelCatalog build() {
      return new GatewayModelCatalog(this);
    }
  }
}
