package io.quillmesh.benchmarks.load;

/**
 * The load on the mesh.
 *
 * @param conversations how many at once
 * @param turns the number of turns in each of them
 * @param repeats how often to do all of this, each time with new conversations
 * @param together whether each round of turns begins at the same moment, when the previous round is
 *     over; otherwise each conversation goes on independently
 */
public record Load(int conversations, int turns, int repeats, boolean together) {

  /** Rounds that begin together, with at least this many turns in total. */
  public static Load rounds(int conversations, int turns, int atLeast) {
    return new Load(
        conversations, turns, Math.max(1, Math.ceilDiv(atLeast, conversations * turns)), true);
  }

  /** Conversations that go on as soon as they can. */
  public static Load steady(int conversations, int turns) {
    return new Load(conversations, turns, 1, false);
  }

  /** The total number of turns. */
  public int allTurns() {
    return conversations * turns * repeats;
  }

  int rounds() {
    return together ? turns : 1;
  }

  int turnsOfRound() {
    return together ? 1 : turns;
  }
}
