package dev.gatewaysdk.chat;

import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.error.Surrogates;
import dev.gatewaysdk.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * A function that the model may ask the application to call.
 *
 * @param name as the model will call it; not blank
 * @param description what it does, for the model; null if its name says all
 * @param parameters a JSON Schema of its arguments, an object
 * @param strict whether the arguments must match the schema; null for the provider's default
 * @param cacheMark marks the end of what the provider should keep in its prompt cache; null for no
 *     mark
 */
public record ToolDefinition(
    String name,
    @Nullable String description,
    RawJson parameters,
    @Nullable Boolean strict,
    @Nullable CacheMark cacheMark) {

  /** A tool without a mark for the prompt cache. */
  public ToolDefinition(
      String name, @Nullable String description, RawJson parameters, @Nullable Boolean strict) {
    this(name, description, parameters, strict, null);
  }

  public ToolDefinition {
    Names.require("tools.name", name);
    if (description != null) {
      Surrogates.require("tools.description", description);
    }
  }

  /** A function with a schema, given as JSON text or plain Java (see {@link RawJson#of}). */
  public static ToolDefinition of(String name, @Nullable String description, RawJson parameters) {
    return new ToolDefinition(name, description, parameters, null);
  }

  /** The same tool, whose arguments must match the schema. */
  public ToolDefinition strictly() {
    return new ToolDefinition(name, description, parameters, true, cacheMark);
  }

  /** The same tool, as the end of what the provider should keep in its prompt cache. */
  public ToolDefinition cached() {
    return new ToolDefinition(name, description, parameters, strict, CacheMark.DEFAULT);
  }

  /** Its name only: the description is part of the prompt. */
  @Override
  public String toString() {
    return "ToolDefinition(" + name + ")";
  }
}
