package dev.gatewaysdk.provider.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes AWS's binary event stream, message by message. */
public final class EventStream {
  private static final byte TEXT = 7;

  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

  /** Adds an event. */
  public EventStream event(String type, String json) {
    return message(headers("event", ":event-type", type), json);
  }

  /** Adds an exception of the service's model. */
  public EventStream exception(String type, String json) {
    return message(headers("exception", ":exception-type", type), json);
  }

  /** Adds an error that has no place in the service's model. */
  public EventStream error(String code, String message) {
    Map<String, String> headers = headers("error", ":error-code", code);
    headers.remove(":content-type");
    headers.put(":error-message", message);
    return message(headers, "");
  }

  private static Map<String, String> headers(String messageType, String name, String value) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(name, value);
    headers.put(":content-type", "application/json");
    headers.put(":message-type", messageType);
    return headers;
  }

  /** Adds a message with those headers, all of them texts. */
  public EventStream message(Map<String, String> headers, String payload) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    headers.forEach(
        (name, value) -> {
          byte[] text = value.getBytes(StandardCharsets.UTF_8);
          encoded.write(name.length());
          encoded.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
          encoded.write(TEXT);
          encoded.write(text.length >> 8);
          encoded.write(text.length);
          encoded.writeBytes(text);
        });
    return message(encoded.toByteArray(), payload.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a message with headers as they are encoded. */
  public EventStream message(byte[] headers, byte[] payload) {
    int total = 16 + headers.length + payload.length;
    ByteBuffer message = ByteBuffer.allocate(total);
    message.putInt(total).putInt(headers.length).putInt(checksum(message, 8));
    message.put(headers).put(payload).putInt(checksum(message, total - 4));
    stream.writeBytes(message.array());
    return this;
  }

  private static int checksum(ByteBuffer message, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(message.array(), 0, length);
    return (int) checksum.getValue();
  }

  /** All messages so far. */
  public byte[] bytes() {
    return stream.toByteArray();
  }
}
