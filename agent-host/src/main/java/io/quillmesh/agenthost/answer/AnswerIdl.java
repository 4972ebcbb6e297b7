package io.quillmesh.agenthost.answer;

import io.quillmesh.agenthost.check.Problems;
import io.quillmesh.agenthost.check.Texts;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.idl.IdlFile;
import org.apache.avro.idl.IdlReader;

/** Reads answer.avdl. */
public final class AnswerIdl {
  private static final Pattern LINE = Pattern.compile("\\bline (\\d+)");
  private static final Pattern NAMESPACE = Pattern.compile("(?m)^\\s*namespace\\s+([\\w.`]+)");

  private AnswerIdl() {}

  /**
   * The schema of the answer; empty if there is none that can be used, which is then a problem.
   *
   * @param namespace of its types, unless the file names the same itself
   */
  public static Optional<Schema> read(String text, String namespace, Problems problems) {
    Matcher own = NAMESPACE.matcher(text);
    boolean hasOwn = own.find();
    if (hasOwn && !own.group(1).equals(namespace)) {
      problems.add(
          Texts.lineOf(text, own.start(1)),
          "the namespace is " + own.group(1),
          namespace + ", which follows from the agent's name",
          "delete this line");
      return Optional.empty();
    }
    // On the first line, so that the others keep their numbers.
    String whole = hasOwn ? text : "namespace " + namespace + "; " + text;
    try {
      return schema(new IdlReader().parse(URI.create("answer.avdl"), whole), text, problems);
    } catch (AvroRuntimeException | IOException e) {
      String message = Texts.causeOf(e);
      Matcher line = LINE.matcher(message);
      problems.add(
          line.find() ? Integer.parseInt(line.group(1)) : IdlLines.mentioned(text, message),
          "it is no Avro IDL: " + message,
          "Avro IDL, such as `schema Answer; record Answer { /** The title. */ string title = \"\";"
              + " }`",
          "correct it; https://avro.apache.org/docs/1.12.0/idl-language/ has the language");
      return Optional.empty();
    }
  }

  private static Optional<Schema> schema(IdlFile file, String text, Problems problems) {
    Schema schema = file.getMainSchema();
    if (schema == null || schema.getType() != Schema.Type.RECORD) {
      problems.add(
          1,
          "the file does not say which record the answer is",
          "`schema Answer;` before all records, and a record of that name",
          "add it");
      return Optional.empty();
    }
    int before = problems.count();
    new AnswerRules(new IdlLines(text), problems).check(schema);
    return problems.count() == before ? Optional.of(schema) : Optional.empty();
  }
}
