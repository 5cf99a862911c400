package dev.gatewaysdk.provider.anthropic;

import static dev.gatewaysdk.provider.anthropic.Requests.raw;
import static dev.gatewaysdk.provider.anthropic.Requests.request;
import static dev.gatewaysdk.provider.anthropic.Requests.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.json.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicSchemaTest {
  private static final String OPEN =
      "{'type':'object','properties':{'m':{'type':'object','additionalProperties':true}},"
          + "'additionalProperties':false}";

  @Test
  void leavesASchemaThatIsInOrderAsItWasWritten() {
    RawJson schema =
        raw(
            "{ 'type': 'object', 'properties': {'a': {'anyOf':[{'$ref':'#/$defs/x'},{'type':"
                + "'null'}]}, 'b': {'type':'array','minItems':1,'items':{'enum':[1.50]}}},"
                + " 'additionalProperties': false, '$defs': {'x': {'type':'string'}} }");

    assertThat(AnthropicSchema.fitted(schema)).isSameAs(schema);
  }

  @Test
  void closesObjectsWhereverTheyStand() {
    assertThat(
            AnthropicSchema.fitted(
                raw(
                    "{'properties':{'a':{'items':{'type':'object','properties':{}}}},"
                        + "'$defs':{'x':{'anyOf':[{'properties':{}}]}}}")))
        .isEqualTo(
            raw(
                "{'properties':{'a':{'items':{'type':'object','properties':{},"
                    + "'additionalProperties':false}}},'$defs':{'x':{'anyOf':[{'properties':{},"
                    + "'additionalProperties':false}]}},'additionalProperties':false}"));
  }

  @Test
  void movesBoundsIntoTheDescription() {
    assertThat(
            AnthropicSchema.fitted(
                raw("{'type':'integer','minimum':1,'maximum':9,'description':'Age.'}")))
        .isEqualTo(raw("{'type':'integer','description':'Age. (minimum: 1, maximum: 9)'}"));
    assertThat(AnthropicSchema.fitted(raw("{'type':'array','minItems':2}")))
        .isEqualTo(raw("{'type':'array','description':'(minItems: 2)'}"));
  }

  @Test
  void aPropertyMayBeCalledLikeABound() {
    RawJson schema =
        raw("{'properties':{'minimum':{'type':'integer'}},'additionalProperties':false}");

    assertThat(AnthropicSchema.fitted(schema)).isSameAs(schema);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "{}", "{'type':'string'}"})
  void keysOfAnyNameCannotBeEnforced(String rest) {
    assertThat(
            AnthropicSchema.fitted(
                raw("{'anyOf':[{'type':'object','additionalProperties':" + rest + "}]}")))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({"claude-sonnet-4-5,tool", "claude-opus-5-5,"})
  void anAnswerThatCannotBeEnforcedIsAskedForOtherwise(String model, String choice) {
    WrittenRequest written =
        write(request().responseFormat(ResponseFormat.jsonSchema("dog", raw(OPEN))), model)
            .lacks("output_config")
            .adjusted("EMULATED response_format");

    if (choice == null) {
      written.lacks("tools", "tool_choice");
    } else {
      written.has("tool_choice", "{'type':'tool','name':'dog'}");
    }
  }

  @Test
  void saysThatTheSchemaWasFitted() {
    String sent = "{'type':'object','properties':{},'additionalProperties':false}";
    RawJson asked = raw("{'type':'object','properties':{}}");

    write(request().responseFormat(ResponseFormat.jsonSchema("dog", asked)))
        .has("output_config", "{'format':{'type':'json_schema','schema':" + sent + "}}")
        .adjusted("EMULATED response_format");
    write(request().tool(new ToolDefinition("f", null, asked, true)))
        .has("tools", "[{'name':'f','input_schema':" + sent + ",'strict':true}]")
        .adjusted("EMULATED tools[0].parameters");
    write(request().tool(new ToolDefinition("f", null, raw(OPEN), true)))
        .has("tools", "[{'name':'f','input_schema':" + OPEN + "}]")
        .adjusted("DROPPED tools[0].strict");
    write(request().tool(new ToolDefinition("f", null, asked, false)))
        .has("tools", "[{'name':'f','input_schema':{'type':'object','properties':{}}}]")
        .adjusted();
  }
}
