package dev.gatewaysdk.examples.langchain4j;

import dev.langchain4j.model.output.structured.Description;
import dev.langchain4j.service.UserMessage;
import java.util.List;

/** Reads mails, as LangChain4j implements it: the answer is a record. */
interface Clerk {
  /** Turns a mail into a complaint. */
  @UserMessage("Turn this mail into a complaint:\n{{it}}")
  Complaint read(String mail);

  /** What a customer complains about. */
  record Complaint(
      @Description("The order's number") String order,
      Urgency urgency,
      @Description("What the customer asks for, a few words each") List<String> wishes) {}

  /** How urgent it is. */
  enum Urgency {
    LOW,
    HIGH
  }
}
