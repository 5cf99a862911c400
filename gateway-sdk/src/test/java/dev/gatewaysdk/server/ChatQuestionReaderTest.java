package dev.gatewaysdk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatQuestionReaderTest {
  private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";

  private static ChatQuestion read(String json) {
    return ChatQuestionReader.read(json.getBytes(StandardCharsets.UTF_8), null);
  }

  /** A request with these further fields, written with ' for ". */
  private static ChatQuestion with(String fields) {
    return read("{\"model\":\"m\",\"messages\":[" + USER + "]," + fields.replace('\'', '"') + "}");
  }

  private static List<ChatMessage> messages(String messages) {
    return read("{\"model\":\"m\",\"messages\":[" + messages.replace('\'', '"') + "]}")
        .request()
        .messages();
  }

  private static InvalidRequestException refused(String json) {
    return catchThrowableOfType(InvalidRequestException.class, () -> read(json));
  }

  @Test
  void takesAnEmptyUserForNobody() {
    assertThat(with("'user':''").request().endUser()).isNull();
  }

  @Test
  void readsEveryParameter() {
    ChatQuestion question =
        with(
            "'temperature':0.5,'top_p':1,'frequency_penalty':-2,'presence_penalty':2.0,'top_k':40,"
                + "'seed':-9223372036854775808,'n':3,'logprobs':true,'top_logprobs':20,"
                + "'stop':['a','b'],'user':'u-1','reasoning_effort':'xhigh','max_tokens':5,"
                + "'max_completion_tokens':7,'parallel_tool_calls':false,'stream':true,"
                + "'stream_options':{'include_usage':true,'include_obfuscation':false}");
    ChatRequest request = question.request();

    assertThat(request.temperature()).isEqualTo(0.5);
    assertThat(request.topP()).isEqualTo(1);
    assertThat(request.frequencyPenalty()).isEqualTo(-2);
    assertThat(request.presencePenalty()).isEqualTo(2);
    assertThat(request.topK()).isEqualTo(40);
    assertThat(request.seed()).isEqualTo(Long.MIN_VALUE);
    assertThat(request.choices()).isEqualTo(3);
    assertThat(request.logprobs()).isTrue();
    assertThat(request.topLogprobs()).isEqualTo(20);
    assertThat(request.stop()).containsExactly("a", "b");
    assertThat(request.endUser()).isEqualTo("u-1");
    assertThat(request.reasoningEffort()).isEqualTo("xhigh");
    assertThat(request.maxTokens()).isEqualTo(7);
    assertThat(request.parallelToolCalls()).isFalse();
    assertThat(question.stream()).isTrue();
    assertThat(question.includeUsage()).isTrue();
    assertThat(request.extras()).isEmpty();
    assertThat(question.dropped()).isEmpty();
  }

  @Test
  void passesOnWhatItDoesNotKnowAsItIsWritten() {
    ChatRequest request =
        with("'logit_bias':{'50256': -100},'metadata':{'a':1.50e3},'vendor':[1,null,12345678901234567890]")
            .request();

    assertThat(request.extras())
        .containsEntry("logit_bias", RawJson.parse("{\"50256\": -100}"))
        .containsEntry("metadata", RawJson.parse("{\"a\":1.50e3}"))
        .containsEntry("vendor", RawJson.parse("[1,null,12345678901234567890]"));
  }

  @Test
  void takesNullForWhatIsLeftOut() {
    ChatQuestion question =
        with("'temperature':null,'stop':null,'tools':null,'stream':null,'logit_bias':null");

    assertThat(question.request().temperature()).isNull();
    assertThat(question.request().extras()).isEmpty();
    assertThat(question.stream()).isFalse();
  }

  @Test
  void readsAStopThatIsOneText() {
    assertThat(with("'stop':'END'").request().stop()).containsExactly("END");
  }

  @Test
  void readsEveryRole() {
    List<ChatMessage> messages =
        messages(
            "{'role':'system','content':'s'},{'role':'developer','content':'d'},"
                + "{'role':'user','content':'u','name':'ann'},"
                + "{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',"
                + "'function':{'name':'f','arguments':'{}'}},{'id':'c2','type':'custom',"
                + "'custom':{'name':'g','input':'free'}}]},"
                + "{'role':'tool','tool_call_id':'c1','content':[{'type':'text','text':'r'}]},"
                + "{'role':'assistant','content':'a','refusal':'no','reasoning_content':'hm'}");

    assertThat(messages)
        .containsExactly(
            ChatMessage.system("s"),
            ChatMessage.developer("d"),
            ChatMessage.user("u").named("ann"),
            ChatMessage.assistant(
                List.of(
                    ContentPart.ToolCall.of("c1", "f", "{}"),
                    new ContentPart.ToolCall("c2", "g", "free", ContentPart.ToolCall.Type.CUSTOM))),
            ChatMessage.toolResult("c1", "r"),
            ChatMessage.assistant(
                List.of(
                    new ContentPart.Reasoning("hm", null),
                    new ContentPart.Text("a"),
                    new ContentPart.Refusal("no"))));
  }

  @Test
  void readsEveryPart() {
    List<ChatMessage> messages =
        messages(
            "{'role':'system','content':[{'type':'text','text':'s','cache_control':"
                + "{'type':'ephemeral','ttl':'1h'}}]},"
                + "{'role':'user','content':[{'text':'look','type':'text'},"
                + "{'type':'image_url','image_url':{'url':'https://x.org/a.png','detail':'low'}},"
                + "{'type':'image_url','image_url':'data:image/png;base64,AA=='},"
                + "{'type':'input_audio','input_audio':{'data':'AA==','format':'wav'}},"
                + "{'type':'file','file':{'file_id':'file-1'}},"
                + "{'type':'file','file':{'file_data':'data:application/pdf;base64,AA==',"
                + "'filename':'a.pdf'}}],'cache_control':{'type':'ephemeral'}},"
                + "{'role':'assistant','content':[{'type':'text','text':'a'},"
                + "{'type':'refusal','refusal':'no'}],'audio':{'id':'audio-1'}}");

    assertThat(messages.get(0).parts())
        .containsExactly(new ContentPart.Text("s"), new CacheMark("1h"));
    assertThat(messages.get(1).parts())
        .containsExactly(
            new ContentPart.Text("look"),
            new ContentPart.Image("https://x.org/a.png", "low"),
            new ContentPart.Image("data:image/png;base64,AA==", null),
            new ContentPart.Audio("AA==", "wav"),
            ContentPart.File.ofId("file-1"),
            new ContentPart.File("data:application/pdf;base64,AA==", "a.pdf"),
            CacheMark.DEFAULT);
    assertThat(messages.get(2).parts())
        .containsExactly(
            new ContentPart.Text("a"),
            new ContentPart.Refusal("no"),
            new ContentPart.SpokenAnswer("audio-1", "", "", null));
  }

  @Test
  void readsToolsOfEveryKind() {
    ChatRequest request =
        with("'tools':[{'type':'function','function':{'name':'f','description':'does',"
                + "'parameters':{'type':'object'},'strict':true},'cache_control':"
                + "{'type':'ephemeral'}},{'type':'function','function':{'name':'g'}},"
                + "{'type':'custom','custom':{'name':'h'}},{'type':'web_search'}]")
            .request();

    assertThat(request.tools())
        .containsExactly(
            new ToolDefinition(
                "f", "does", RawJson.parse("{\"type\":\"object\"}"), true, CacheMark.DEFAULT),
            new ToolDefinition(
                "g", null, RawJson.parse("{\"type\":\"object\",\"properties\":{}}"), null));
    assertThat(request.providerTools())
        .containsExactly(
            new ProviderTool(
                "openai", RawJson.parse("{\"type\":\"custom\",\"custom\":{\"name\":\"h\"}}")),
            new ProviderTool("openai", RawJson.parse("{\"type\":\"web_search\"}")));
  }

  @Test
  void readsEveryChoiceOfTools() {
    assertThat(with("'tool_choice':'auto'").request().toolChoice()).isEqualTo(ToolChoice.AUTO);
    assertThat(with("'tool_choice':'none'").request().toolChoice()).isEqualTo(ToolChoice.NONE);
    assertThat(with("'tool_choice':'required'").request().toolChoice())
        .isEqualTo(ToolChoice.REQUIRED);
    assertThat(
            with("'tool_choice':{'type':'function','function':{'name':'f'}}")
                .request()
                .toolChoice())
        .isEqualTo(ToolChoice.named("f"));
    ChatRequest allowed =
        with("'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'auto'}}").request();
    assertThat(allowed.toolChoice()).isNull();
    assertThat(allowed.extras()).containsKey("tool_choice");
  }

  @Test
  void readsEveryForm() {
    assertThat(with("'response_format':{'type':'text'}").request().responseFormat())
        .isEqualTo(ResponseFormat.TEXT);
    assertThat(with("'response_format':{'type':'json_object'}").request().responseFormat())
        .isEqualTo(ResponseFormat.JSON_OBJECT);
    assertThat(
            with("'response_format':{'type':'json_schema','json_schema':{'name':'n','strict':false,"
                    + "'schema':{'type':'object'}}}")
                .request()
                .responseFormat())
        .isEqualTo(
            new ResponseFormat(
                ResponseFormat.Type.JSON_SCHEMA,
                "n",
                RawJson.parse("{\"type\":\"object\"}"),
                false));
  }

  @Test
  void liftsTheFirstFormOfFunctionsIntoToolsOfToday() {
    ChatQuestion question =
        read(
            ("{'model':'m','functions':[{'name':'f','parameters':{'type':'object'}}],"
                    + "'function_call':{'name':'f'},'messages':["
                    + "{'role':'user','content':'Hi'},"
                    + "{'role':'assistant','content':null,'function_call':"
                    + "{'name':'f','arguments':'{}'}},"
                    + "{'role':'function','name':'f','content':'r'}]}")
                .replace('\'', '"'));
    List<ChatMessage> messages = question.request().messages();

    assertThat(question.legacyFunctions()).isTrue();
    assertThat(question.request().tools()).hasSize(1);
    assertThat(question.request().toolChoice()).isEqualTo(ToolChoice.named("f"));
    assertThat(messages.get(1).toolCalls().get(0).id()).isNotEmpty();
    assertThat(messages.get(2).toolCallId()).isEqualTo(messages.get(1).toolCalls().get(0).id());
  }

  @Test
  void reportsWhatItHasNoPlaceFor() {
    ChatQuestion question =
        read(
            ("{'model':'m','messages':[{'role':'user','content':'Hi','mood':'glad'}],"
                    + "'response_format':{'type':'json_schema','json_schema':{'name':'n',"
                    + "'about':'d','schema':{}}}}")
                .replace('\'', '"'));

    assertThat(question.dropped())
        .extracting(Adjustment::subject)
        .containsExactly("messages[0].mood", "response_format.json_schema.about");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          'temperature':'warm'                                        | temperature
          'temperature':3                                             | temperature
          'temperature':1e999999999                                   | temperature
          'max_tokens':1.5                                            | max_tokens
          'max_tokens':0                                              | max_tokens
          'max_tokens':99999999999                                    | max_tokens
          'seed':99999999999999999999                                 | seed
          'n':true                                                    | n
          'stream':'yes'                                              | stream
          'stream_options':[]                                         | stream_options
          'stream_options':{'include_usage':1}                        | stream_options.include_usage
          'stop':[1]                                                  | stop[0]
          'stop':['']                                                 | stop
          'stop':{}                                                   | stop
          'user':{}                                                   | user
          'user':' '                                                  | user
          'reasoning_effort':5                                        | reasoning_effort
          'tools':{}                                                  | tools
          'tools':[1]                                                 | tools[0]
          'tools':[{}]                                                | tools[0].type
          'tools':[{'type':'function'}]                               | tools[0].function
          'tools':[{'type':'function','function':{}}]                 | tools[0].function.name
          'tools':[{'type':'function','function':{'name':'f','parameters':[]}}] | tools[0].function.parameters
          'functions':[{'parameters':{}}]                             | functions[0].name
          'tool_choice':'maybe'                                       | tool_choice
          'tool_choice':3                                             | tool_choice
          'tool_choice':{'type':'function'}                           | tool_choice.function.name
          'function_call':{}                                          | function_call
          'response_format':'json'                                    | response_format
          'response_format':{'type':'xml'}                            | response_format.type
          'response_format':{'type':'json_schema'}                    | response_format.json_schema.name
          'response_format':{'type':'json_schema','json_schema':{'schema':1}} | response_format.json_schema.schema
          'seed':1,'seed':2                                           | seed
          'metadata':{'a':1,'a':2}                                    | metadata.a
          """)
  void namesTheParameterThatIsWrong(String fields, String parameter) {
    InvalidRequestException e =
        catchThrowableOfType(InvalidRequestException.class, () -> with(fields));

    assertThat(e.parameter()).isEqualTo(parameter);
    assertThat(e.getMessage()).startsWith(parameter + ": ");
    assertThat(e.getMessage()).doesNotContain("warm", "maybe", "xml");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          1                                                           | messages[0]
          {'content':'x'}                                             | messages[0].role
          {'role':'wizard','content':'x'}                             | messages[0].role
          {'role':'user'}                                             | messages[0].content
          {'role':'user','content':null}                              | messages[0].content
          {'role':'user','content':5}                                 | messages[0].content
          {'role':'user','content':[]}                                | messages[0].content
          {'role':'user','content':['x']}                             | messages[0].content[0]
          {'role':'user','content':[{'text':'x'}]}                    | messages[0].content[0].type
          {'role':'user','content':[{'type':'video'}]}                | messages[0].content[0].type
          {'role':'user','content':[{'type':'text'}]}                 | messages[0].content[0].text
          {'role':'user','content':[{'type':'text','text':1}]}        | messages[0].content[0].text
          {'role':'user','content':[{'type':'image_url'}]}            | messages[0].content[0].image_url
          {'role':'user','content':[{'type':'image_url','image_url':{}}]} | messages[0].content[0].image_url.url
          {'role':'user','content':[{'type':'image_url','image_url':{'url':'ftp://x'}}]} | messages[0].content[0].image_url.url
          {'role':'user','content':[{'type':'input_audio','input_audio':{'data':'AA=='}}]} | messages[0].content[0].input_audio.format
          {'role':'user','content':[{'type':'file','file':{}}]}       | messages[0].content[0].file
          {'role':'user','content':[{'type':'file','file':{'file_data':'AA=='}}]} | messages[0].content[0].file.file_data
          {'role':'tool','content':'x'}                               | messages[0].tool_call_id
          {'role':'tool','tool_call_id':'c','content':'x'}            | messages[0].tool_call_id
          {'role':'function','name':'f','content':'x'}                | messages[0]
          {'role':'assistant','tool_calls':[{}]}                      | messages[0].tool_calls[0].id
          {'role':'assistant','tool_calls':[{'id':'c','function':{}}]} | messages[0].tool_calls[0].name
          {'role':'assistant','tool_calls':[{'id':'c','type':'x'}]}   | messages[0].tool_calls[0].type
          {'role':'assistant','audio':{}}                             | messages[0].audio.id
          """)
  void namesThePlaceInTheMessagesThatIsWrong(String message, String place) {
    assertThat(
            catchThrowableOfType(InvalidRequestException.class, () -> messages(message))
                .parameter())
        .isEqualTo(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "null",
        "\"text\"",
        "{",
        "{\"model\"",
        "{\"model\":}",
        "{model:1}",
        "{}{}",
        "{\"model\":\"m\"} x",
        "{\"a\":[1 2]}",
        "{\"a\":[1,]}",
        "{\"a\":{\"b\" 1}}",
        "{\"a\":01}",
        "{\"a\":'x'}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{/* x */}"
      })
  void refusesWhatIsNoJsonObject(String body) {
    assertThat(refused(body)).isNotNull();
  }

  @Test
  void refusesOtherEncodingsThanUtf8() {
    byte[] latin = "{\"model\":\"mü\"}".getBytes(StandardCharsets.ISO_8859_1);

    InvalidRequestException e =
        catchThrowableOfType(
            InvalidRequestException.class, () -> ChatQuestionReader.read(latin, null));

    assertThat(e).hasMessage("the body is not UTF-8");
  }

  @Test
  void refusesNestingThatNoRequestNeeds() {
    for (String open : List.of("[", "{\"a\":")) {
      InvalidRequestException e = refused("{\"metadata\":" + open.repeat(100_000));

      assertThat(e.getMessage()).contains("nested more than 100 levels");
      assertThat(e.getMessage().length()).isLessThan(250);
    }
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(refused("{\"messages\":[" + USER + "]}").parameter()).isEqualTo("model");
    assertThat(refused("{\"model\":\"m\"}").parameter()).isEqualTo("messages");
    assertThat(refused("{\"model\":\"m\",\"messages\":[]}").parameter()).isEqualTo("messages");
  }
}
