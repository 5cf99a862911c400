package dev.gatewaysdk.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.InvalidRequestException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What has no JSON form is named, with its place and what to use instead. */
class UnsupportedTypesTest {
  record Bill(List<Line> lines) {}

  record Line(Date day) {}

  record Keys(Map<Integer, String> byId) {}

  record Bare(@SuppressWarnings("rawtypes") List items) {}

  record Bag(ArrayList<String> items) {}

  record Free(Object any) {}

  record Letter(char letter) {}

  record Zero(@SuppressWarnings("NullAway") @Odd.Nullable int count) {}

  static final class Odd {
    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @interface Nullable {}
  }

  record Page<T>(List<T> items) {}

  record Grows<T>(@Nullable Grows<List<T>> next) {}

  record Grown(Grows<String> grows) {}

  enum None {}

  sealed interface Mixed permits Fine, Other {}

  record Fine() implements Mixed {}

  static final class Other implements Mixed {}

  sealed interface Twice permits First.Same, Second.Same {}

  static final class First {
    record Same() implements Twice {}
  }

  static final class Second {
    record Same() implements Twice {}
  }

  static List<Arguments> types() {
    return List.of(
        Arguments.of(
            Bill.class,
            "Bill.lines[].day: java.util.Date has no JSON form: use Instant or LocalDate; supported:"),
        Arguments.of(Keys.class, "Keys.byId: is a map whose keys are not of type String"),
        Arguments.of(Bare.class, "Bare.items: List does not say of what: make it a component of"),
        Arguments.of(
            Bag.class, "Bag.items: java.util.ArrayList has no JSON form: use List or Set;"),
        Arguments.of(Free.class, "Free.any: java.lang.Object has no JSON form: use RawJson"),
        Arguments.of(Letter.class, "Letter.letter: char has no JSON form: use String;"),
        Arguments.of(
            Zero.class, "Zero.count: int is @Nullable, but cannot be null: use its wrapper"),
        Arguments.of(Page.class, "Page.items: is of a type variable, and nothing says what it"),
        Arguments.of(Grown.class, "has more than 16 types inside one another"),
        Arguments.of(
            None.class, "None: dev.gatewaysdk.structured.UnsupportedTypesTest$None has no"),
        Arguments.of(Mixed.class, "$Other is neither a record nor a sealed interface of records"),
        Arguments.of(Twice.class, "Twice: has two variants of the name Same"),
        Arguments.of(
            List.class, "List: List does not say of what: make it a component of a record"),
        Arguments.of(Optional.class, "Optional: Optional does not say of what"),
        Arguments.of(
            Runnable.class, "Runnable: java.lang.Runnable has no JSON form: make it sealed"),
        Arguments.of(Thread.class, "Thread: java.lang.Thread has no JSON form: make it a record;"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void namesThePlaceAndTheWayOut(Class<?> type, String message) {
    assertThatThrownBy(() -> StructuredType.of(type))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> assertThat(e.parameter()).startsWith(type.getSimpleName()))
        .hasMessageContaining(message);
  }

  @Test
  void saysSoEachTime() {
    assertThatThrownBy(() -> StructuredType.of(Bill.class)).hasMessageContaining("java.util.Date");
    assertThatThrownBy(() -> StructuredType.of(Bill.class)).hasMessageContaining("java.util.Date");
  }

  @Test
  void tellsHowToOpenAModule(@TempDir Path directory) throws Exception {
    Path sources = Files.createDirectories(directory.resolve("closed"));
    Path module = Files.writeString(sources.resolve("module-info.java"), "module closed {}");
    Path record = Files.writeString(sources.resolve("Key.java"), "package locked; record Key() {}");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(
            compiler.run(
                null, null, null, "-d", directory + "/out", module.toString(), record.toString()))
        .isZero();
    ModuleFinder finder = ModuleFinder.of(directory.resolve("out"));
    ModuleLayer boot = ModuleLayer.boot();
    Configuration modules =
        boot.configuration().resolve(finder, ModuleFinder.of(), Set.of("closed"));
    Class<?> key =
        boot.defineModulesWithOneLoader(modules, null).findLoader("closed").loadClass("locked.Key");

    assertThatThrownBy(() -> StructuredType.of(key))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "Key: the constructor of locked.Key is closed: write opens locked; into the"
                + " module-info of closed");
  }
}
