package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The owner of a conversation and its counters. Written when turns begin and end, never by a chunk.
 *
 * @param erased true when only this header is left, so that the id cannot be claimed again
 */
public record Header(
    Owner owner,
    Title title,
    Instant createdAt,
    Instant updatedAt,
    Numbering numbering,
    Counts counts,
    boolean erased) {

  /**
   * A title.
   *
   * @param from its source; a title from a later one in that order replaces it
   */
  public record Title(String text, TitleSource from) {}

  /** Where a title came from, the weakest first. */
  public enum TitleSource {
    NOTHING,
    MESSAGE,
    ARTICLE,
    PERSON
  }

  /** An epoch and the first frame of this conversation that was numbered in it. */
  public record Epoch(String id, long firstSequence) {}

  /**
   * How the kept frames are numbered.
   *
   * @param epochs the epochs that numbered them, oldest first
   * @param runs the first frame of each run, oldest first
   */
  public record Numbering(List<Epoch> epochs, List<Long> runs) {}

  /**
   * How much there is.
   *
   * @param turns how many turns were begun
   * @param messages how many messages are kept
   * @param articles the newest version of the article that is kept; 0 when there is none
   */
  public record Counts(long turns, long messages, int articles) {}

  public static Header claimed(Owner owner, Instant now) {
    return created(owner, now, false);
  }

  /** The rest of an erased conversation: it has no owner and cannot be claimed. */
  public static Header tombstone(Instant now) {
    return created(new Owner("", ""), now, true);
  }

  private static Header created(Owner owner, Instant now, boolean erased) {
    return new Header(
        owner,
        new Title("", TitleSource.NOTHING),
        now,
        now,
        new Numbering(List.of(), List.of()),
        new Counts(0, 0, 0),
        erased);
  }

  public boolean belongsTo(Owner other) {
    return !erased && owner.equals(other);
  }

  public Header withTitle(String text, TitleSource from) {
    return text.isBlank() || from.compareTo(title.from) < 0
        ? this
        : new Header(owner, new Title(text, from), createdAt, updatedAt, numbering, counts, erased);
  }

  /** With the title that it had before, unless a person has given it one since. */
  public Header withFormerTitle(Title former) {
    return title.from == TitleSource.PERSON
        ? this
        : new Header(owner, former, createdAt, updatedAt, numbering, counts, erased);
  }

  public Header touched(Instant now) {
    return new Header(owner, title, createdAt, now, numbering, counts, erased);
  }

  private Header with(Numbering changed) {
    return new Header(owner, title, createdAt, updatedAt, changed, counts, erased);
  }

  private Header with(Counts changed) {
    return new Header(owner, title, createdAt, updatedAt, numbering, changed, erased);
  }

  /** With the epoch that numbers from this frame on. */
  public Header withEpoch(String epoch, long firstSequence) {
    List<Epoch> more = new ArrayList<>(numbering.epochs);
    more.add(new Epoch(epoch, firstSequence));
    return with(new Numbering(more, numbering.runs));
  }

  /** With a run that begins at this frame. */
  public Header withRun(long firstSequence) {
    List<Long> more = new ArrayList<>(numbering.runs);
    more.add(firstSequence);
    return with(new Numbering(numbering.epochs, more));
  }

  /** With the newest runs only, and the epochs that their frames name. */
  public Header keepingRuns(int count) {
    List<Long> runs = numbering.runs;
    if (runs.size() <= count) {
      return this;
    }
    List<Long> kept = runs.subList(runs.size() - count, runs.size());
    long first = kept.getFirst();
    List<Epoch> named = new ArrayList<>(numbering.epochs);
    while (named.size() > 1 && named.get(1).firstSequence() <= first) {
      named.removeFirst();
    }
    return with(new Numbering(named, kept));
  }

  public Header withTurn() {
    return with(new Counts(counts.turns + 1, counts.messages, counts.articles));
  }

  public Header withMessage() {
    return with(new Counts(counts.turns, counts.messages + 1, counts.articles));
  }

  public Header withArticle(int version) {
    return with(new Counts(counts.turns, counts.messages, version));
  }
}
