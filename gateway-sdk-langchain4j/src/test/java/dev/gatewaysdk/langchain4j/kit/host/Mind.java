package dev.gatewaysdk.langchain4j.kit.host;

/** What answers. */
@FunctionalInterface
interface Mind {
  Answer answer(Question question);
}
