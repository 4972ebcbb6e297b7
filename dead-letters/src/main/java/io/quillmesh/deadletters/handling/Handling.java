package io.quillmesh.deadletters.handling;

import io.quillmesh.deadletters.cluster.Connection;
import io.quillmesh.deadletters.cluster.ToolException;
import io.quillmesh.deadletters.letter.Letter;
import io.quillmesh.deadletters.letter.LetterId;
import io.quillmesh.deadletters.letter.LetterReader;
import io.quillmesh.schemas.Topics;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Replays or drops letters. A letter is marked only after the broker has its replayed record. If
 * this process dies in between, the letter can be replayed once more, and consumers recognize the
 * repeat.
 */
public final class Handling implements AutoCloseable {
  private final Way way;
  private final @Nullable String note;
  private final String by;
  private final LetterReader origins;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Consumer<Letter> done;
  private final BiConsumer<LetterId, String> failed;

  /** What to do with a letter. */
  public interface Way {
    /** The action as a word in the past tense. */
    String word();

    /**
     * The record to write before the letter is marked; empty if there is none.
     *
     * @throws ToolException if this cannot be done with the letter
     */
    Optional<ProducerRecord<byte[], byte[]>> record(Letter letter, LetterReader origins);
  }

  /**
   * @param by the name of who does it * @param note the reason, or null
   * @param done is told of each letter that was handled
   * @param failed is told of each letter that was not handled, and why
   * @throws ToolException if the cluster has no topic to mark letters on
   */
  public Handling(
      Connection connection,
      Way way,
      String by,
      @Nullable String note,
      Consumer<Letter> done,
      BiConsumer<LetterId, String> failed) {
    this.way = way;
    this.by = by;
    this.note = note;
    this.done = done;
    this.failed = failed;
    this.origins = new LetterReader(connection);
    if (origins.partitions(Topics.HANDLED_DEAD_LETTERS) == 0) {
      origins.close();
      throw new ToolException(
          "The cluster has no topic "
              + Topics.HANDLED_DEAD_LETTERS
              + ", where it is written down which letters are dealt with: run the provisioning step");
    }
    this.producer = connection.producer();
  }

  /** Handles some letters, in their order. */
  public void handle(List<Letter> letters) {
    Map<Letter, Future<?>> writing = new LinkedHashMap<>();
    for (Letter letter : letters) {
      attempt(letter, () -> writing.put(letter, write(letter)));
    }
    Map<Letter, Future<?>> marking = new LinkedHashMap<>();
    writing.forEach((letter, written) ->
        attempt(
            letter,
            () -> {
              await(written);
              marking.put(letter, producer.send(mark(letter)));
            }));
    marking.forEach((letter, marked) ->
        attempt(
            letter,
            () -> {
              await(marked);
              done.accept(letter);
            }));
  }

  /** An error with one letter does not stop the others. */
  private void attempt(Letter letter, Runnable action) {
    try {
      action.run();
    } catch (ToolException e) {
      failed.accept(letter.id(), String.valueOf(e.getMessage()));
    }
  }

  private Future<?> write(Letter letter) {
    return way.record(letter, origins)
        .<Future<?>>map(producer::send)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private ProducerRecord<byte[], byte[]> mark(Letter letter) {
    return HandledLetters.record(letter, Mark.of(letter, way.word(), Instant.now(), by, note));
  }

  private static void await(Future<?> sent) {
    try {
      sent.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        throw new ToolException(
            "with the headers of a replay it is larger than its topic takes", e);
      }
      throw e.getCause() instanceof RuntimeException why ? why : new KafkaException(e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
    origins.close();
  }
}
