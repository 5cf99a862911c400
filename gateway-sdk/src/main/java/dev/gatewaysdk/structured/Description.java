package dev.gatewaysdk.structured;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells the model what something is for: a record, a component of one, an enum, a constant of one,
 * or a sealed interface. It goes into the schema, and so to the provider, with each request.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Description {
  /** What to tell the model. */
  String value();
}
