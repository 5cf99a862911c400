package dev.gatewaysdk.provider.geminiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeminiSchemaTest {
  private final List<Adjustment> said = new ArrayList<>();

  private String translated(String model, String schema) {
    RawJson json = RawJson.parse(schema.replace('\'', '"'));
    GeminiSchema translated = GeminiSchema.ofObject(json, GeminiModel.of(model), "place");
    translated.report(said::add);
    return translated.schema().text().replace('"', '\'');
  }

  private List<String> kinds() {
    return said.stream().map(one -> one.kind() + ": " + one.detail()).toList();
  }

  @Test
  void passesPlainSchemasAsTheyAreWritten() {
    String schema =
        "{'type':'object', 'properties':{'n':{'type':['integer','null'],'exclusiveMinimum':0}},"
            + "'additionalProperties':false}";

    assertThat(translated("gemini-2.5-pro", schema)).isEqualTo(schema);
    assertThat(said).isEmpty();
  }

  @Test
  void writesOutReferencesWithWhatStandsBesideThem() {
    assertThat(
            translated(
                "gemini-3-flash",
                "{'$schema':'x','type':'object','properties':{'a':{'$ref':'#/$defs/A',"
                    + "'description':'mine'},'b':{'type':'array','items':{'$ref':'#/$defs/A'}}},"
                    + "'$defs':{'A':{'type':'object','description':'theirs','properties':{"
                    + "'c':{'$ref':'#/$defs/B~1x'}}},'B/x':{'type':'string'}}}"))
        .isEqualTo(
            "{'type':'object','properties':{'a':{'type':'object','description':'mine',"
                + "'properties':{'c':{'type':'string'}}},'b':{'type':'array','items':{"
                + "'type':'object','description':'theirs','properties':{'c':{'type':'string'}}}}}}");
    assertThat(kinds()).singleElement().asString().startsWith("EMULATED");
  }

  @Test
  void takesNoPropertyOfSuchANameForAKeyword() {
    String schema =
        "{'type':'object','properties':{'$ref':{'type':'string'},'definitions':{'const':'x'},"
            + "'enum':{'type':'string','enum':['$ref']}}}";

    assertThat(translated("gemini-3-flash", schema))
        .isEqualTo(schema.replace("{'const':'x'}", "{'type':'string','enum':['x']}"));
  }

  @Test
  void cutsRecursionWhereItBeginsAgain() {
    assertThat(
            translated(
                "gemini-3-flash",
                "{'type':'object','properties':{'root':{'$ref':'#/$defs/Node'}},'$defs':{"
                    + "'Node':{'type':'object','description':'A node.','properties':{"
                    + "'next':{'$ref':'#/$defs/Node'},'up':{'$ref':'#'}}}}}"))
        .isEqualTo(
            "{'type':'object','properties':{'root':{'type':'object','description':'A node.',"
                + "'properties':{'next':{'type':'object','description':'A node.'},"
                + "'up':{'type':'object'}}}}}");
    assertThat(kinds()).hasSize(2);
    assertThat(kinds().get(1)).startsWith("DROPPED: the schema refers to itself");
  }

  @Test
  void refusesReferencesThatGrowWithoutMeasureAndThoseToNowhere() {
    StringBuilder bomb = new StringBuilder("{'type':'object','$defs':{'a0':{'type':'string'}");
    for (int i = 1; i < 30; i++) {
      String before = "{'$ref':'#/$defs/a" + (i - 1) + "'}";
      bomb.append(",'a" + i + "':{'type':'object','properties':{'x':" + before + ",'y':" + before)
          .append("}}");
    }
    bomb.append("},'properties':{'b':{'$ref':'#/$defs/a29'}}}");

    assertThatThrownBy(() -> translated("gemini-3-flash", bomb.toString()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("5000");
    for (String nowhere : List.of("#/$defs/None", "https://example.com/schema", "other.json")) {
      assertThatThrownBy(
              () -> translated("gemini-3-flash", "{'properties':{'b':{'$ref':'" + nowhere + "'}}}"))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("$ref");
    }
  }

  @Test
  void addsTheTypeOfArgumentsAndRefusesOtherThanSchemas() {
    assertThat(translated("gemini-3-flash", "{'properties':{}}"))
        .isEqualTo("{'type':'object','properties':{}}");
    assertThatThrownBy(() -> translated("gemini-3-flash", "[]"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("place");
  }

  @Test
  void bringsSchemasIntoThePartOfOpenApiThatFirstModelsKnow() {
    assertThat(
            translated(
                "gemini-1.5-pro",
                "{'type':'object','title':'T','additionalProperties':false,'properties':{"
                    + "'a':{'type':['string','null'],'format':'email','minLength':1},"
                    + "'b':{'anyOf':[{'$ref':'#/$defs/B'},{'type':'null'}]},"
                    + "'c':{'oneOf':[{'type':'string'},{'type':'integer'}]},"
                    + "'d':{'const':'x'},'e':{'enum':[1,2],'type':'integer'},"
                    + "'f':{'type':['string','integer']},'g':{'allOf':[{'type':'number'}]},"
                    + "'h':{'type':'string','format':'date-time'}},"
                    + "'$defs':{'B':{'type':'object','properties':{'x':{'type':'array',"
                    + "'items':{'type':'string'},'uniqueItems':true}}}}}"))
        .isEqualTo(
            "{'type':'object','title':'T','properties':{"
                + "'a':{'nullable':true,'type':'string','minLength':1},"
                + "'b':{'nullable':true,'type':'object','properties':{'x':{'type':'array',"
                + "'items':{'type':'string'}}}},"
                + "'c':{'anyOf':[{'type':'string'},{'type':'integer'}]},"
                + "'d':{'type':'string','enum':['x']},'e':{'type':'integer'},"
                + "'f':{'anyOf':[{'type':'string'},{'type':'integer'}]},'g':{'type':'number'},"
                + "'h':{'type':'string','format':'date-time'}}}");
    assertThat(kinds())
        .last()
        .isEqualTo(
            "DROPPED: the model knows no additionalProperties, enum of other than texts, format"
                + " email, oneOf, but anyOf, uniqueItems in schemas");
  }

  @Test
  void givesAConstantItsType() {
    assertThat(
            translated(
                "gemini-3-flash",
                "{'type':'object','properties':{'a':{'const':1},'b':{'const':0.5},"
                    + "'c':{'const':true},'d':{'const':'x','type':'string'},'e':{'const':null}}}"))
        .isEqualTo(
            "{'type':'object','properties':{'a':{'type':'integer','enum':[1]},"
                + "'b':{'type':'number','enum':[0.5]},'c':{'type':'boolean','enum':[true]},"
                + "'d':{'enum':['x'],'type':'string'},'e':{'enum':[null]}}}");
  }

  @Test
  void followsReferencesThatAreWrittenAsUrlsAndIntoLists() {
    assertThat(
            translated(
                "gemini-3-flash",
                "{'type':'object','properties':{'a':{'$ref':'#/definitions/Box%3Cstring%3E'},"
                    + "'b':{'$ref':'#/definitions/100%'},'c':{'$ref':'#/anyOf/1'}},"
                    + "'anyOf':[{'type':'object'},{'type':'object','title':'t'}],"
                    + "'definitions':{'Box<string>':{'type':'string'},'100%':{'type':'null'}}}"))
        .isEqualTo(
            "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'null'},"
                + "'c':{'type':'object','title':'t'}},'anyOf':[{'type':'object'},"
                + "{'type':'object','title':'t'}]}");
    assertThatThrownBy(() -> translated("gemini-3-flash", "{'$ref':'#/anyOf/2','anyOf':[]}"))
        .isInstanceOf(UnsupportedRequestException.class);
  }
}
