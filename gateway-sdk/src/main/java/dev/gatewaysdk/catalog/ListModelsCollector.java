package dev.gatewaysdk.catalog;

import dev.gatewaysdk.reply.ReplyCollector;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.ArrayList;
import java.util.List;

/** Gathers the models of a provider. */
public final class ListModelsCollector implements ReplyCollector<ListModelsResponse> {
  private final List<ListedModel> models = new ArrayList<>();

  @Override
  public void add(ReplyEvent event) {
    if (event instanceof ListedModel model) {
      models.add(model);
    }
  }

  @Override
  public ListModelsResponse toResponse(ResponseInfo info) {
    return new ListModelsResponse(models, info);
  }
}
