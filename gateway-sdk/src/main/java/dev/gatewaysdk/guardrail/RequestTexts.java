package dev.gatewaysdk.guardrail;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.json.RawJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every text of a request that a provider would see, in the order of the request.
 *
 * <ul>
 *   <li>Of messages of every role, the instructions included: text, reasoning, refusals,
 *       transcripts, names of files, the speaker's name, arguments of tool calls, results of tools,
 *       and the blocks and states of providers.
 *   <li>Of the rest: descriptions and schemas of tools, the schema of the answer, stop sequences,
 *       the end user, and {@link ChatRequest#extras()}.
 * </ul>
 *
 * <p>JSON (arguments and results of tools, schemas, blocks, extras) is read: each string, name of a
 * member and number in it is a text, and it stays JSON. Arguments that are no JSON are one text.
 * Pictures, sound, documents, links to them, and names of models and tools are not looked at.
 */
public final class RequestTexts {
  private final TextMapper mapper;

  private RequestTexts(TextMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * The request with its texts mapped.
   *
   * @return the same request if the mapper changes none of them
   */
  public static ChatRequest map(ChatRequest request, TextMapper mapper) {
    return new RequestTexts(mapper).mapped(request);
  }

  private ChatRequest mapped(ChatRequest request) {
    List<ChatMessage> messages = messages(request.messages());
    List<ToolDefinition> tools = Lists.map(request.tools(), this::tool);
    List<ProviderTool> providerTools = Lists.map(request.providerTools(), this::providerTool);
    ResponseFormat format = format(request.responseFormat());
    List<String> stop = Lists.map(request.stop(), (i, text) -> mapper.map("stop", text));
    String endUser = request.endUser() == null ? null : mapper.map("user", request.endUser());
    Map<String, RawJson> extras = Lists.map(request.extras(), this::json);
    if (messages == request.messages()
        && tools == request.tools()
        && providerTools == request.providerTools()
        && format == request.responseFormat()
        && stop == request.stop()
        && (endUser == null || endUser.equals(request.endUser()))
        && extras == request.extras()) {
      return request;
    }
    ChatRequest.Builder builder =
        request.toBuilder().clearMessages().messages(messages).clearTools().tools(tools);
    providerTools.forEach(builder::providerTool);
    extras.forEach(builder::extra);
    if (format != null) {
      builder.responseFormat(format);
    }
    if (endUser != null) {
      builder.endUser(endUser);
    }
    return builder.stop(stop.toArray(String[]::new)).build();
  }

  private List<ChatMessage> messages(List<ChatMessage> messages) {
    return Lists.map(
        messages,
        (i, message) -> {
          PartTexts texts = new PartTexts(mapper, "messages[" + i + "]", message.role());
          List<ContentPart> parts = Lists.map(message.parts(), (j, part) -> texts.map(part));
          ChatMessage mapped = parts == message.parts() ? message : message.withParts(parts);
          String name = message.name();
          String newName = name == null ? null : mapper.map("messages[" + i + "].name", name);
          return newName == null || newName.equals(name) ? mapped : mapped.named(newName);
        });
  }

  private ToolDefinition tool(int index, ToolDefinition tool) {
    String place = "tools[" + index + "]";
    String old = tool.description();
    String description = old == null ? null : mapper.map(place + ".description", old);
    RawJson parameters = json(place + ".parameters", tool.parameters());
    boolean same = old == null || old.equals(description);
    return same && parameters == tool.parameters()
        ? tool
        : new ToolDefinition(tool.name(), description, parameters, tool.strict(), tool.cacheMark());
  }

  private ProviderTool providerTool(int index, ProviderTool tool) {
    RawJson json = json("provider_tools[" + index + "]", tool.json());
    return json == tool.json() ? tool : new ProviderTool(tool.format(), json);
  }

  private @Nullable ResponseFormat format(@Nullable ResponseFormat format) {
    RawJson old = format == null ? null : format.schema();
    if (format == null || old == null) {
      return format;
    }
    RawJson schema = json("response_format", old);
    String said = format.description();
    String description = said == null ? null : mapper.map("response_format.description", said);
    return schema == old && (said == null || said.equals(description))
        ? format
        : new ResponseFormat(format.type(), format.name(), schema, format.strict(), description);
  }

  private RawJson json(String place, RawJson json) {
    return json.mapTexts(text -> mapper.map(place, text));
  }
}
