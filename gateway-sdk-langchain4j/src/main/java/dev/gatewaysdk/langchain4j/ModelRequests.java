package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.AnswerWords;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Unclaimed;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Says a request of the gateway in LangChain4j's words, and reports what these cannot say. */
final class ModelRequests {
  private final ChatRequest request;
  private final Attempt attempt;
  private final Set<Capability> claimed;
  private final boolean namesModel;

  private ModelRequests(
      ChatRequest request, Attempt attempt, Set<Capability> claimed, boolean namesModel) {
    this.request = request;
    this.attempt = attempt;
    this.claimed = claimed;
    this.namesModel = namesModel;
  }

  /**
   * The request for a LangChain4j model.
   *
   * @param attempt takes the adjustments
   * @param claimed what the model can carry
   * @param namesModel whether to tell it the name of the target's model
   * @throws dev.gatewaysdk.error.UnsupportedRequestException if it makes no sense without what
   *     LangChain4j cannot say
   */
  static dev.langchain4j.model.chat.request.ChatRequest of(
      ChatRequest request, Attempt attempt, Set<Capability> claimed, boolean namesModel) {
    Set<Capability> seenTo = EnumSet.copyOf(claimed);
    seenTo.add(Capability.JSON_SCHEMA); // A schema that the model does not take is put into words.
    Unclaimed.report(request, attempt, seenTo);
    return new ModelRequests(request, attempt, claimed, namesModel).translated();
  }

  private dev.langchain4j.model.chat.request.ChatRequest translated() {
    for (String extra : request.extras().keySet()) {
      adjusted(Kind.DROPPED, extra, "LangChain4j passes on no further fields");
    }
    if (!request.providerTools().isEmpty()) {
      adjusted(Kind.DROPPED, "tools", "LangChain4j has no tools of a provider's own");
    }
    List<dev.langchain4j.data.message.ChatMessage> messages = new ArrayList<>();
    ModelMessages translation = new ModelMessages(attempt);
    List<ChatMessage> said = request.messages();
    for (int i = 0; i < said.size(); i++) {
      translation.add(said.get(i), "messages[" + i + "]", messages);
    }
    ChatRequestParameters parameters = parameters(messages);
    return dev.langchain4j.model.chat.request.ChatRequest.builder()
        .messages(messages)
        .parameters(parameters)
        .build();
  }

  private ChatRequestParameters parameters(
      List<dev.langchain4j.data.message.ChatMessage> messages) {
    DefaultChatRequestParameters.Builder<?> parameters =
        ChatRequestParameters.builder()
            .temperature(request.temperature())
            .topP(request.topP())
            .maxOutputTokens(request.maxTokens());
    if (namesModel) {
      parameters.modelName(attempt.target().model());
    }
    if (claimed.contains(Capability.TOP_K)) {
      parameters.topK(request.topK());
    }
    if (claimed.contains(Capability.PENALTIES)) {
      parameters
          .frequencyPenalty(request.frequencyPenalty())
          .presencePenalty(request.presencePenalty());
    }
    if (claimed.contains(Capability.STOP_SEQUENCES) && !request.stop().isEmpty()) {
      parameters.stopSequences(request.stop());
    }
    tools(parameters);
    format(parameters, messages);
    return parameters.build();
  }

  private void tools(DefaultChatRequestParameters.Builder<?> parameters) {
    if (request.tools().isEmpty()) {
      return;
    }
    ToolChoice choice = request.toolChoice();
    ToolChoice.Mode mode = choice == null ? null : choice.mode();
    String named =
        choice == null || !claimed.contains(Capability.NAMED_TOOL) ? null : choice.name();
    List<ToolSpecification> tools = new ArrayList<>();
    for (ToolDefinition tool : request.tools()) {
      if (named == null || named.equals(tool.name())) {
        tools.add(tool(tool));
      }
    }
    if (tools.isEmpty()) {
      throw new InvalidRequestException(
          "tool_choice", "names a tool that is not offered: offer it, or choose another");
    }
    if (named != null && tools.size() < request.tools().size()) {
      adjusted(
          Kind.EMULATED,
          "tool_choice",
          "LangChain4j cannot name the tool to call: only that one is offered, and must be called");
    }
    parameters.toolSpecifications(tools);
    if (named != null
        || mode == ToolChoice.Mode.REQUIRED && claimed.contains(Capability.REQUIRED_TOOL)) {
      parameters.toolChoice(dev.langchain4j.model.chat.request.ToolChoice.REQUIRED);
    } else if (mode == ToolChoice.Mode.NONE) {
      parameters.toolChoice(dev.langchain4j.model.chat.request.ToolChoice.NONE);
    } else if (mode == ToolChoice.Mode.AUTO) {
      parameters.toolChoice(dev.langchain4j.model.chat.request.ToolChoice.AUTO);
    }
  }

  private ToolSpecification tool(ToolDefinition tool) {
    String place = "tools." + tool.name() + ".parameters";
    if (tool.cacheMark() != null) {
      adjusted(Kind.DROPPED, "cache_control", "LangChain4j cannot mark what is to be cached");
    }
    return ToolSpecification.builder()
        .name(tool.name())
        .description(tool.description())
        .parameters(
            ModelSchemas.object(
                tool.parameters(),
                keyword ->
                    adjusted(Kind.DROPPED, place, "LangChain4j has no word for its " + keyword)))
        .strict(tool.strict())
        .build();
  }

  private void format(
      DefaultChatRequestParameters.Builder<?> parameters,
      List<dev.langchain4j.data.message.ChatMessage> messages) {
    ResponseFormat format = request.responseFormat();
    if (format == null) {
      return;
    }
    RawJson schema = format.schema();
    if (schema == null) {
      if (format.type() == ResponseFormat.Type.TEXT) {
        parameters.responseFormat(dev.langchain4j.model.chat.request.ResponseFormat.TEXT);
      } else if (claimed.contains(Capability.JSON_OBJECT)) {
        parameters.responseFormat(dev.langchain4j.model.chat.request.ResponseFormat.JSON);
      }
    } else if (claimed.contains(Capability.JSON_SCHEMA)) {
      parameters.responseFormat(schema(format, schema));
    } else {
      instruct(messages, AnswerWords.of(format));
      adjusted(
          Kind.EMULATED,
          "response_format",
          "the schema became an instruction: the LangChain4j model takes none");
    }
  }

  private dev.langchain4j.model.chat.request.ResponseFormat schema(
      ResponseFormat format, RawJson schema) {
    if (format.description() != null) {
      adjusted(
          Kind.DROPPED,
          "response_format.description",
          "LangChain4j describes no schema as a whole");
    }
    return dev.langchain4j.model.chat.request.ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(
            JsonSchema.builder()
                .name(format.name())
                .rootElement(ModelSchemas.element(schema))
                .build())
        .build();
  }

  /** Adds to the instructions that are there, since many models take but one message of them. */
  private static void instruct(
      List<dev.langchain4j.data.message.ChatMessage> messages, String words) {
    if (!messages.isEmpty() && messages.get(0) instanceof SystemMessage first) {
      messages.set(0, SystemMessage.from(first.text() + "\n\n" + words));
    } else {
      messages.add(0, SystemMessage.from(words));
    }
  }

  private void adjusted(Kind kind, String subject, String detail) {
    attempt.adjusted(new Adjustment(kind, subject, detail));
  }
}
