package dev.gatewaysdk.structured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.json.RawJson;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Types against the schemas that they must become. Quotes are single. */
class SchemasTest {
  private static String schema(Class<?> type) {
    return StructuredType.of(type).responseFormat().schema().text().replace('"', '\'');
  }

  private static boolean strict(Class<?> type) {
    return StructuredType.of(type).responseFormat().strict();
  }

  /** What one component becomes. */
  private static String property(Class<?> type) {
    Map<?, ?> properties = (Map<?, ?>) RawJson.parse(json(type)).toMap().get("properties");
    return RawJson.of(properties.values().iterator().next()).text().replace('"', '\'');
  }

  private static String json(Class<?> type) {
    return StructuredType.of(type).responseFormat().schema().text();
  }

  record Person(String name, int age, boolean admin, double score) {}

  @Test
  void aRecordIsAnObjectWithEveryComponentRequiredInOrder() {
    assertThat(schema(Person.class))
        .isEqualTo(
            "{'type':'object','properties':{'name':{'type':'string'},'age':{'type':'integer'},"
                + "'admin':{'type':'boolean'},'score':{'type':'number'}},"
                + "'required':['name','age','admin','score'],'additionalProperties':false}");
    assertThat(strict(Person.class)).isTrue();
    assertThat(StructuredType.of(Person.class).responseFormat().name()).isEqualTo("Person");
    assertThat(StructuredType.of(Person.class).responseFormat().type())
        .isEqualTo(ResponseFormat.Type.JSON_SCHEMA);
  }

  record Nothing() {}

  @Test
  void aRecordWithoutComponentsIsAnEmptyObject() {
    assertThat(schema(Nothing.class))
        .isEqualTo("{'type':'object','properties':{},'required':[],'additionalProperties':false}");
  }

  /** Somebody's annotation of declarations, as there are many. */
  static final class Elsewhere {
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
    @interface Nullable {}
  }

  record Contact(
      @Nullable String mail,
      @Elsewhere.Nullable Integer age,
      Optional<Person> boss,
      Optional<String> phone,
      String name) {}

  @Test
  void whatMayBeNullIsNotRequired() {
    assertThat(schema(Contact.class))
        .startsWith(
            "{'type':'object','properties':{'mail':{'type':['string','null']},"
                + "'age':{'type':['integer','null']},'boss':{'anyOf':[{'type':'object',")
        .contains("},{'type':'null'}]},'phone':{'type':['string','null']},")
        .endsWith("'required':['name'],'additionalProperties':false}");
    assertThat(strict(Contact.class)).as("strict mode wants all of them required").isFalse();
  }

  record Items(List<@Nullable String> names) {}

  @Test
  void anItemThatMayBeNullLeavesTheSchemaStrict() {
    assertThat(property(Items.class))
        .isEqualTo("{'type':'array','items':{'type':['string','null']}}");
    assertThat(strict(Items.class)).isTrue();
  }

  record Strings(UUID id, Instant at, LocalDate day, LocalDateTime noon, Duration took, URI at2) {}

  @Test
  void aFormatIsGivenWhereEveryoneMeansTheSame() {
    assertThat(schema(Strings.class))
        .contains(
            "'id':{'type':'string','format':'uuid'},",
            "'at':{'type':'string','format':'date-time'},",
            "'day':{'type':'string','format':'date'},",
            "'noon':{'type':'string','description':'Date and time without offset, such as"
                + " 2026-01-31T13:45:00'},",
            "'took':{'type':'string','format':'duration','description':")
        .doesNotContain("'format':'uri'");
    assertThat(strict(Strings.class)).isTrue();
  }

  @Description("How urgent it is")
  enum Urgency {
    LOW,
    @Description("within the hour")
    HIGH
  }

  @Description("What somebody asks for")
  record Ticket(
      @Description("One line") String title,
      @Description("By the words used") Urgency urgency,
      List<String> @Nullable [] notes) {}

  @Test
  void descriptionsReachTheModel() {
    assertThat(schema(Ticket.class))
        .startsWith(
            "{'type':'object','description':'What somebody asks for','properties':{"
                + "'title':{'type':'string','description':'One line'},"
                + "'urgency':{'type':'string','enum':['LOW','HIGH'],'description':"
                + "'By the words used\\nHow urgent it is\\nHIGH: within the hour'},"
                + "'notes':{'anyOf':[{'type':'array','items':{'type':'array',");
  }

  record Prices(Map<String, BigDecimal> byName) {}

  @Test
  void aMapIsAListOfEntriesWhichEveryProviderTakes() {
    assertThat(property(Prices.class))
        .isEqualTo(
            "{'type':'array','items':{'type':'object','properties':{'key':{'type':'string'},"
                + "'value':{'type':'number'}},'required':['key','value'],"
                + "'additionalProperties':false}}");
    assertThat(strict(Prices.class)).isTrue();
  }

  record Anything(RawJson json, @Nullable RawJson more) {}

  @Test
  void rawJsonIsAnythingAndNotStrict() {
    assertThat(schema(Anything.class)).contains("'json':{},'more':{}").contains("['json']");
    assertThat(strict(Anything.class)).isFalse();
  }

  record Page<T>(List<? extends T> items, @Nullable T first) {}

  record Both(Page<Person> people, Page<String> names, Set<int[]> grid) {}

  @Test
  void genericRecordsAreWrittenForEachArgument() {
    assertThat(schema(Both.class))
        .contains("'names':{'type':'object','properties':{'items':{'type':'array','items':{'type':")
        .contains("'first':{'type':['string','null']}")
        .contains("'first':{'anyOf':[{'$ref':'#/$defs/Person'},{'type':'null'}]}")
        .contains("'grid':{'type':'array','items':{'type':'array','items':{'type':'integer'}}}");
  }

  record Tree(String name, List<Tree> children) {}

  record Forest(@Description("The oldest") Tree first, List<Tree> others) {}

  @Test
  void aRecordInItselfIsAReference() {
    assertThat(schema(Tree.class))
        .isEqualTo(
            "{'type':'object','properties':{'name':{'type':'string'},'children':{'type':'array',"
                + "'items':{'$ref':'#'}}},'required':['name','children'],"
                + "'additionalProperties':false}");
    assertThat(schema(Forest.class))
        .isEqualTo(
            "{'type':'object','properties':{"
                + "'first':{'anyOf':[{'$ref':'#/$defs/Tree'}],'description':'The oldest'},"
                + "'others':{'type':'array','items':{'$ref':'#/$defs/Tree'}}},"
                + "'required':['first','others'],'additionalProperties':false,"
                + "'$defs':{'Tree':{'type':'object','properties':{'name':{'type':'string'},"
                + "'children':{'type':'array','items':{'$ref':'#/$defs/Tree'}}},"
                + "'required':['name','children'],'additionalProperties':false}}}");
  }

  sealed interface Shape permits Circle, Polygon {}

  record Circle(double radius) implements Shape {}

  sealed interface Polygon extends Shape permits Square {}

  record Square(double side) implements Polygon {}

  record Drawing(Shape shape) {}

  @Test
  void aSealedInterfaceSaysWhichRecordItIs() {
    assertThat(property(Drawing.class))
        .isEqualTo(
            "{'anyOf':[{'type':'object','properties':{'type':{'type':'string','enum':['Circle']},"
                + "'radius':{'type':'number'}},'required':['type','radius'],"
                + "'additionalProperties':false},"
                + "{'type':'object','properties':{'type':{'type':'string','enum':['Square']},"
                + "'side':{'type':'number'}},'required':['type','side'],"
                + "'additionalProperties':false}]}");
    assertThat(strict(Drawing.class)).isTrue();
  }

  sealed interface Event permits Created, Deleted {}

  record Created(String type, String type_) implements Event {}

  record Deleted(int id) implements Event {}

  @Test
  void thatPropertyNeverTakesTheNameOfAComponent() {
    assertThat(schema(Event.class)).contains("'type__':{'type':'string','enum':['Deleted']}");
  }

  sealed interface Term permits Number, Sum {}

  record Number(int value) implements Term {}

  record Sum(Term left, Number right) implements Term {}

  @Test
  void aVariantOnItsOwnIsPlain() {
    String schema = schema(Term.class);

    assertThat(schema)
        .contains("'value':{'$ref':'#/$defs/Term'}")
        .contains("'left':{'$ref':'#/$defs/Term'},'right':{'type':'object','properties':{'value':");
  }

  @Test
  void whatIsNoRecordIsAskedForInsideAnObject() {
    assertThat(schema(Urgency.class))
        .isEqualTo(
            "{'type':'object','properties':{'value':{'type':'string','enum':['LOW','HIGH'],"
                + "'description':'How urgent it is\\nHIGH: within the hour'}},"
                + "'required':['value'],'additionalProperties':false}");
    assertThat(schema(int[].class)).contains("{'value':{'type':'array','items':{'type':'integer'}");
    assertThat(StructuredType.of(String[].class).responseFormat().name()).isEqualTo("String__");
    assertThat(schema(Shape.class)).contains("{'value':{'anyOf':[");
  }

  @Test
  void aTypeIsMadeOnce() {
    assertThat(StructuredType.of(Person.class)).isSameAs(StructuredType.of(Person.class));
    assertThat(StructuredType.of(Person.class).type()).isEqualTo(Person.class);
  }
}
