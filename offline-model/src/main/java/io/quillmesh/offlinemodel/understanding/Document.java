package io.quillmesh.offlinemodel.understanding;

import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.understanding.words.TraditionalChinese;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The JSON document that an agent sends as its data; absent and null members are the same. */
public final class Document {

  private final JsonNode root;
  private @Nullable Reading reading;

  /** Wraps a parsed document. */
  public Document(JsonNode root) {
    this.root = root;
  }

  /** What the person wrote, in Simplified characters. */
  public String message() {
    return TraditionalChinese.simplified(text("message").orElse(""));
  }

  /** The language of labels. */
  public Language labels() {
    return Language.ofTag(text("language").orElse("en"));
  }

  /** What the message asks for. */
  public Reading reading() {
    Reading read = reading;
    if (read == null) {
      read = MessageReader.read(message(), hasArticle(), labels());
      if (isAboutPassage()) {
        read = read.ofPassage();
      }
      reading = read;
    }
    return read;
  }

  /** Whether there was an article before this message. */
  public boolean hasArticle() {
    return root.path("article").isObject();
  }

  /** Whether the message is about a passage of the article. */
  public boolean isAboutPassage() {
    return root.path("selection").isObject() || root.path("passage").isString();
  }

  /** A text member, white space included; empty if there is none. */
  public String whole(String name) {
    return root.path(name).asString("");
  }

  /** A member of the article. */
  public Optional<String> article(String member) {
    return string(root.path("article").path(member));
  }

  /** A slot that the intent agent filled in. */
  public Optional<String> slot(String name) {
    return string(root.path("slots").path(name));
  }

  /** What the intent agent has recognised, otherwise what is read here. */
  public Intent intent() {
    String name = text("intent").orElse("");
    return Stream.of(Intent.values())
        .filter(intent -> intent.name().equals(name))
        .findFirst()
        .orElseGet(() -> reading().intent());
  }

  /** A text member. */
  public Optional<String> text(String name) {
    return string(root.path(name));
  }

  /** A list of texts. */
  public List<String> texts(String name) {
    return root.path(name).valueStream().map(node -> node.asString("")).toList();
  }

  /** A list of objects. */
  public List<JsonNode> objects(String name) {
    return root.path(name).valueStream().filter(JsonNode::isObject).toList();
  }

  /** An object; a missing node if there is none. */
  public JsonNode object(String name) {
    return root.path(name);
  }

  /** The person's earlier messages, in Simplified characters, the latest first. */
  public List<String> earlierMessages() {
    return objects("history").stream()
        .filter(message -> message.path("role").asString("").equals("user"))
        .map(message -> TraditionalChinese.simplified(message.path("text").asString("")))
        .toList()
        .reversed();
  }

  private static Optional<String> string(JsonNode node) {
    return Optional.ofNullable(node.asString(null)).filter(text -> !text.isBlank());
  }
}
