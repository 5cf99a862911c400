package dev.gatewaysdk.provider.anthropic;

import static dev.gatewaysdk.provider.anthropic.Requests.assistant;
import static dev.gatewaysdk.provider.anthropic.Requests.assistantTurn;
import static dev.gatewaysdk.provider.anthropic.Requests.text;
import static dev.gatewaysdk.provider.anthropic.Requests.turns;
import static dev.gatewaysdk.provider.anthropic.Requests.user;
import static dev.gatewaysdk.provider.anthropic.Requests.userTurn;
import static dev.gatewaysdk.provider.anthropic.Requests.write;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ContentPart.Audio;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicMediaTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void sendsPdfAndTextByValueWithTheirNames() {
    write(
            user(
                File.of(bytes("%PDF"), "application/pdf", "a.pdf"),
                File.of(bytes("é"), "text/plain", "n.txt")))
        .has(
            "messages",
            turns(
                userTurn(
                    "{'type':'document','source':{'type':'base64','media_type':'application/pdf',"
                        + "'data':'JVBERg=='},'title':'a.pdf'}",
                    "{'type':'document','source':{'type':'text','media_type':'text/plain',"
                        + "'data':'é'},'title':'n.txt'}")))
        .adjusted();
  }

  @Test
  void saysThatOtherTextIsSentAsPlainText() {
    write(user(File.of(bytes("a,b"), "text/csv", "t.csv")))
        .has(
            "messages",
            turns(
                userTurn(
                    "{'type':'document','source':{'type':'text','media_type':'text/plain',"
                        + "'data':'a,b'},'title':'t.csv'}")))
        .adjusted("EMULATED messages[0].content");
  }

  @Test
  void sendsFilesByLinkAndById() {
    write(
            user(
                File.ofUrl("https://example.com/a.pdf"),
                File.ofId("file_1"),
                new File("file_2", "cat.PNG")))
        .has(
            "messages",
            turns(
                userTurn(
                    "{'type':'document','source':{'type':'url','url':'https://example.com/a.pdf'}}",
                    "{'type':'document','source':{'type':'file','file_id':'file_1'}}",
                    "{'type':'image','source':{'type':'file','file_id':'file_2'}}")))
        .adjusted();
  }

  @Test
  void aFileThatHoldsAPictureIsAPicture() {
    write(user(File.of(new byte[] {1, 2, 3}, "image/png", "a.png")))
        .has(
            "messages",
            turns(
                userTurn(
                    "{'type':'image','source':{'type':'base64','media_type':'image/png',"
                        + "'data':'AQID'}}")));
  }

  @Test
  void leavesFilesOfOtherKindsToAnotherTarget() {
    assertThatThrownBy(() -> write(user(File.of(bytes("x"), "application/zip", "secret.zip"))))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageStartingWith("messages[0].content: ")
        .hasMessageContaining("application/zip")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:text/plain,abc", "data:;base64,YWJj", "data:text/plain;base64,!"})
  void refusesFilesThatAreNotWhole(String source) {
    assertThatThrownBy(() -> write(user(new File(source, null))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("messages[0].content: ")
        .hasMessageNotContaining("abc");
  }

  @Test
  void leavesSoundToAnotherTarget() {
    assertThatThrownBy(() -> write(user(Audio.of(bytes("RIFF"), "wav"))))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageStartingWith("messages[0].content: ");
  }

  @Test
  void aSpokenAnswerBecomesItsTranscript() {
    write(
            ChatMessage.user("a"),
            assistant(new SpokenAnswer("audio_1", "AAAA", "Good day", null)),
            ChatMessage.user("b"))
        .has(
            "messages",
            turns(userTurn(text("a")), assistantTurn(text("Good day")), userTurn(text("b"))))
        .adjusted("EMULATED messages[1].audio");
  }
}
