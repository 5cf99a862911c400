package dev.gatewaysdk.examples.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;

/** The support desk of a shop, as LangChain4j implements it: with tools and a memory. */
interface Assistant {
  String ROLE = "You work at the support desk of a shop. Answer in one sentence, in plain text.";

  /** Answers when the whole answer is there. */
  @SystemMessage(ROLE)
  Result<String> answer(@UserMessage String question);

  /** Answers as the answer arrives, with parameters for this call. */
  @SystemMessage(ROLE)
  TokenStream stream(@UserMessage String question, ChatRequestParameters parameters);
}
