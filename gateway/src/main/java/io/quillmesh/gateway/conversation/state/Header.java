package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The owner of a conversation and its counters. Written when turns begin and end, never by a chunk.
 *
 * @param titleFrom the source of the title; a later one in that order replaces it
 * @param epochs the epochs that numbered its frames, oldest first
 * @param runs the first frame of each run whose frames are kept, oldest first
 * @param turns how many turns were begun
 * @param messages how many messages are kept
 * @param articles the newest version of the article that is kept; 0 when there is none
 * @param erased true when only this header is left, so that the id cannot be claimed again
 */
public record Header(
    Owner owner,
    String title,
    TitleSource titleFrom,
    Instant createdAt,
    Instant updatedAt,
    List<Epoch> epochs,
    List<Long> runs,
    long turns,
    long messages,
    int articles,
    boolean erased) {

  /** Where a title came from, the weakest first. */
  public enum TitleSource {
    NOTHING,
    MESSAGE,
    ARTICLE,
    PERSON
  }

  /** An epoch and the first frame of this conversation that was numbered in it. */
  public record Epoch(String id, long firstSequence) {}

  public static Header claimed(Owner owner, Instant now) {
    return new Header(
        owner, "", TitleSource.NOTHING, now, now, List.of(), List.of(), 0, 0, 0, false);
  }

  /** The rest of an erased conversation: it has no owner and cannot be claimed. */
  public static Header tombstone(Instant now) {
    return new Header(
        new Owner("", ""), "", TitleSource.NOTHING, now, now, List.of(), List.of(), 0, 0, 0, true);
  }

  public boolean belongsTo(Owner other) {
    return !erased && owner.equals(other);
  }

  public Header withTitle(String newTitle, TitleSource from) {
    if (newTitle.isBlank() || from.compareTo(titleFrom) < 0) {
      return this;
    }
    return new Header(
        owner, newTitle, from, createdAt, updatedAt, epochs, runs, turns, messages, articles,
        erased);
  }

  public Header touched(Instant now) {
    return new Header(
        owner, title, titleFrom, createdAt, now, epochs, runs, turns, messages, articles, erased);
  }

  /** With the epoch that numbers from this frame on. */
  public Header withEpoch(String epoch, long firstSequence) {
    List<Epoch> more = new ArrayList<>(epochs);
    more.add(new Epoch(epoch, firstSequence));
    return new Header(
        owner, title, titleFrom, createdAt, updatedAt, more, runs, turns, messages, articles,
        erased);
  }

  /** With a run that begins at this frame. */
  public Header withRun(long firstSequence) {
    List<Long> more = new ArrayList<>(runs);
    more.add(firstSequence);
    return new Header(
        owner, title, titleFrom, createdAt, updatedAt, epochs, more, turns, messages, articles,
        erased);
  }

  /** With the newest runs only, and the epochs that their frames name. */
  public Header keepingRuns(int count) {
    if (runs.size() <= count) {
      return this;
    }
    List<Long> kept = runs.subList(runs.size() - count, runs.size());
    long first = kept.getFirst();
    List<Epoch> named = new ArrayList<>(epochs);
    while (named.size() > 1 && named.get(1).firstSequence() <= first) {
      named.removeFirst();
    }
    return new Header(
        owner, title, titleFrom, createdAt, updatedAt, named, kept, turns, messages, articles,
        erased);
  }

  public Header withTurn() {
    return new Header(
        owner, title, titleFrom, createdAt, updatedAt, epochs, runs, turns + 1, messages, articles,
        erased);
  }

  public Header withMessage() {
    return new Header(
        owner,
        title,
        titleFrom,
        createdAt,
        updatedAt,
        epochs,
        runs,
        turns,
        messages + 1,
        articles,
        erased);
  }

  public Header withArticle(int version) {
    return new Header(
        owner, title, titleFrom, createdAt, updatedAt, epochs, runs, turns, messages, version,
        erased);
  }
}
