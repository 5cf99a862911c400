package dev.gatewaysdk.contract;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order in which the events of a chat answer may come, and how it is broken. */
final class EventGrammar {
  private final List<String> breaches = new ArrayList<>();
  private final Set<Integer> begun = new HashSet<>();
  private final Set<Integer> finished = new HashSet<>();
  private final Map<Integer, Integer> calls = new HashMap<>();
  private boolean content;
  private boolean started;

  private EventGrammar() {}

  /** Where a whole answer breaks the grammar, a line each. */
  static List<String> breaches(List<ReplyEvent> events) {
    EventGrammar grammar = new EventGrammar();
    for (int i = 0; i < events.size(); i++) {
      grammar.event("event " + i + ", " + events.get(i), events.get(i));
    }
    grammar.end();
    return grammar.breaches;
  }

  private void event(String what, ReplyEvent event) {
    if (!(event instanceof ChatEvent)) {
      breaches.add(what + ": is no event of chat");
    } else if (event instanceof ChatEvent.Started) {
      require(!started, what + ": it has begun already");
      require(!content, what + ": comes after content");
      started = true;
    } else if (event instanceof ChatEvent.TextDelta delta) {
      content(what, delta.choice());
    } else if (event instanceof ChatEvent.RefusalDelta delta) {
      content(what, delta.choice());
    } else if (event instanceof ChatEvent.ReasoningDelta delta) {
      content(what, delta.choice());
    } else if (event instanceof ChatEvent.AudioDelta delta) {
      content(what, delta.choice());
    } else if (event instanceof ChatEvent.BlockAdded delta) {
      content(what, delta.choice());
    } else if (event instanceof ChatEvent.ToolCallDelta delta) {
      content(what, delta.choice());
      call(what, delta);
    } else if (event instanceof ChatEvent.Finished end) {
      begun.add(end.choice());
      require(finished.add(end.choice()), what + ": the choice has finished already");
    }
  }

  private void content(String what, int choice) {
    content = true;
    begun.add(choice);
    require(!finished.contains(choice), what + ": comes after the end of its choice");
  }

  /** Calls are counted from 0, and each says once what it is. */
  private void call(String what, ChatEvent.ToolCallDelta delta) {
    int known = calls.getOrDefault(delta.choice(), 0);
    if (delta.index() >= known) {
      require(delta.index() == known, what + ": calls are counted in order, from 0");
      require(delta.name() != null, what + ": its first piece has no name");
      require(delta.id() != null, what + ": its first piece has no id");
      calls.put(delta.choice(), delta.index() + 1);
    } else {
      require(delta.name() == null, what + ": a later piece has a name");
      require(delta.id() == null, what + ": a later piece has an id");
    }
  }

  private void end() {
    require(!finished.isEmpty(), "no choice has finished");
    for (int choice : begun) {
      require(choice < begun.size(), "choice " + choice + ": choices are counted from 0");
      require(finished.contains(choice), "choice " + choice + " has not finished");
    }
  }

  private void require(boolean holds, String breach) {
    if (!holds) {
      breaches.add(breach);
    }
  }
}
