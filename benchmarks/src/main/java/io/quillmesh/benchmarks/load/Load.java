package io.quillmesh.benchmarks.load;

/**
 * What is asked of the mesh.
 *
 * @param conversations how many at once
 * @param turns how many each of them has
 * @param repeats how often all of it, each time with new conversations
 * @param together whether each round of turns begins at the same moment, when the round before is
 *     over; otherwise each conversation goes on by itself
 */
public record Load(int conversations, int turns, int repeats, boolean together) {

  /** Rounds that begin together, at least so many turns in all. */
  public static Load rounds(int conversations, int turns, int atLeast) {
    return new Load(
        conversations, turns, Math.max(1, Math.ceilDiv(atLeast, conversations * turns)), true);
  }

  /** Conversations that go on as soon as they can. */
  public static Load steady(int conversations, int turns) {
    return new Load(conversations, turns, 1, false);
  }

  /** How many turns there are in all. */
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
