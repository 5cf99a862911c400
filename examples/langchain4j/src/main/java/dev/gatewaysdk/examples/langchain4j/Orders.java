package dev.gatewaysdk.examples.langchain4j;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.io.PrintStream;

/** The shop's orders: what the model may look up. */
final class Orders {
  private final PrintStream out;

  /**
   * @param out where each look-up is shown
   */
  Orders(PrintStream out) {
    this.out = out;
  }

  /** Where an order is. */
  @Tool(name = "findOrder", value = "Finds out where an order is.")
  Order find(@P(name = "number", value = "The order's number, four digits") String number) {
    Order order = new Order(number, "shipped", number.equals("4711") ? "Thursday" : "Friday");
    out.println("   tool       findOrder(" + number + ") -> " + order);
    return order;
  }

  /**
   * An order.
   *
   * @param state such as {@code shipped}
   * @param expected the day on which it should arrive
   */
  record Order(String number, String state, String expected) {}
}
