package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.reply.ReplyEvent;
import java.util.function.Consumer;

/**
 * A content block of an answer between its start and its end. A block of a unary answer is given
 * one delta with all it has, so that both forms of an answer take the same way.
 */
interface ConverseAnswerBlock {
  /** Gives what a delta adds. */
  void add(ConverseDelta delta, Consumer<? super ReplyEvent> out);

  /** Gives what could not be given before the block was complete. */
  void end(Consumer<? super ReplyEvent> out);
}
