package dev.gatewaysdk.server;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.reply.Adjustment;
import java.util.List;

/**
 * A request for a chat completion as it came over HTTP.
 *
 * @param stream whether the answer is wanted as it arrives
 * @param includeUsage whether a stream shall end with what it used
 * @param legacyFunctions whether it offers tools in OpenAI's first form, and wants calls in it
 * @param dropped what of the request has no place in the gateway's own
 */
record ChatQuestion(
    ChatRequest request,
    boolean stream,
    boolean includeUsage,
    boolean legacyFunctions,
    List<Adjustment> dropped) {}
