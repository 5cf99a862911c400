package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** LangChain4j's requests as the gateway's. */
final class GatewayRequests {
  private GatewayRequests() {}

  /**
   * @param endpoint whom to ask; the request's own model name is not looked at
   * @throws dev.gatewaysdk.error.InvalidRequestException if it is wrong; nothing was sent
   */
  static ChatRequest of(dev.langchain4j.model.chat.request.ChatRequest request, String endpoint) {
    ChatRequest.Builder builder = ChatRequest.builder(endpoint);
    for (ChatMessage message : request.messages()) {
      builder.message(GatewayMessages.of(message));
    }
    ChatRequestParameters parameters = request.parameters();
    sampling(builder, parameters);
    GatewayChatRequestParameters own =
        parameters instanceof GatewayChatRequestParameters ours
            ? ours
            : GatewayChatRequestParameters.EMPTY;
    for (ToolSpecification tool : parameters.toolSpecifications()) {
      builder.tool(tool(tool));
    }
    ToolChoice choice = choice(parameters.toolChoice(), own.namedTool());
    if (choice != null) {
      builder.toolChoice(choice);
    }
    if (parameters.responseFormat() != null) {
      builder.responseFormat(format(parameters.responseFormat(), own.strictJsonSchema()));
    }
    more(builder, own);
    return builder.build();
  }

  private static void sampling(ChatRequest.Builder builder, ChatRequestParameters parameters) {
    if (parameters.temperature() != null) {
      builder.temperature(parameters.temperature());
    }
    if (parameters.topP() != null) {
      builder.topP(parameters.topP());
    }
    if (parameters.topK() != null) {
      builder.topK(parameters.topK());
    }
    if (parameters.frequencyPenalty() != null) {
      builder.frequencyPenalty(parameters.frequencyPenalty());
    }
    if (parameters.presencePenalty() != null) {
      builder.presencePenalty(parameters.presencePenalty());
    }
    if (parameters.maxOutputTokens() != null) {
      builder.maxTokens(parameters.maxOutputTokens());
    }
    if (!parameters.stopSequences().isEmpty()) {
      builder.stop(parameters.stopSequences().toArray(String[]::new));
    }
  }

  private static void more(ChatRequest.Builder builder, GatewayChatRequestParameters own) {
    if (own.seed() != null) {
      builder.seed(own.seed());
    }
    if (own.reasoningEffort() != null) {
      builder.reasoningEffort(own.reasoningEffort());
    }
    if (own.parallelToolCalls() != null) {
      builder.parallelToolCalls(own.parallelToolCalls());
    }
    if (own.endUser() != null) {
      builder.endUser(own.endUser());
    }
    own.providerTools().forEach(builder::providerTool);
    own.extras().forEach(builder::extra);
  }

  private static ToolDefinition tool(ToolSpecification tool) {
    return new ToolDefinition(
        tool.name(),
        tool.description(),
        tool.parameters() == null
            ? GatewaySchemas.NO_PARAMETERS
            : GatewaySchemas.of(tool.parameters(), tool.strict()),
        tool.strict());
  }

  private static @Nullable ToolChoice choice(
      dev.langchain4j.model.chat.request.@Nullable ToolChoice choice, @Nullable String named) {
    if (named != null) {
      return ToolChoice.named(named);
    }
    if (choice == null) {
      return null;
    }
    return switch (choice) {
      case AUTO -> ToolChoice.AUTO;
      case REQUIRED -> ToolChoice.REQUIRED;
      case NONE -> ToolChoice.NONE;
    };
  }

  private static ResponseFormat format(
      dev.langchain4j.model.chat.request.ResponseFormat format, @Nullable Boolean strict) {
    JsonSchema schema = format.jsonSchema();
    if (schema == null) {
      return format.type() == ResponseFormatType.JSON
          ? ResponseFormat.JSON_OBJECT
          : ResponseFormat.TEXT;
    }
    return new ResponseFormat(
        ResponseFormat.Type.JSON_SCHEMA,
        Objects.requireNonNullElse(schema.name(), "answer"),
        GatewaySchemas.of(schema.rootElement(), strict),
        strict);
  }
}
