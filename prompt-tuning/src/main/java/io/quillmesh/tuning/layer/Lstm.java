package io.quillmesh.tuning.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One layer of an LSTM in one direction, forwards and backwards through time. */
public final class Lstm {
  /** Input, forget and output gate, and the candidate. */
  private static final int GATES = 4;

  private final int states;
  private final boolean reversed;
  private final Dense input;
  private final Dense recurrent;
  private float[] inputs = {};
  private int length;
  // Per step: the gates after their functions, the cell and the state.
  private float[][] gates = {};
  private float[][] cells = {};
  private float[][] outputs = {};

  public Lstm(String name, int in, int states, boolean reversed, RandomGenerator random) {
    this.states = states;
    this.reversed = reversed;
    input = new Dense(name + ".input", in, GATES * states, 1 / Math.sqrt(in), 1, random);
    recurrent =
        new Dense(name + ".recurrent", states, GATES * states, 1 / Math.sqrt(states), 1, random);
  }

  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(input.parameters());
    all.addAll(recurrent.parameters());
    return all;
  }

  /** length x states. */
  public float[] forward(float[] sequence, int steps) {
    inputs = sequence;
    length = steps;
    gates = new float[steps][];
    cells = new float[steps][states];
    outputs = new float[steps][states];
    float[] fromInput = input.forward(sequence, steps);
    float[] result = new float[steps * states];
    for (int i = 0; i < steps; i++) {
      int t = at(i);
      float[] sums = recurrent.forward(i == 0 ? new float[states] : outputs[at(i - 1)], 1);
      Numbers.addScaled(sums, 0, fromInput, t * GATES * states, GATES * states, 1);
      gates[t] = sums;
      for (int s = 0; s < states; s++) {
        float in = sums[s] = sigmoid(sums[s]);
        float forget = sums[states + s] = sigmoid(sums[states + s]);
        float out = sums[2 * states + s] = sigmoid(sums[2 * states + s]);
        float candidate = sums[3 * states + s] = (float) Math.tanh(sums[3 * states + s]);
        cells[t][s] = in * candidate + (i == 0 ? 0 : forget * cells[at(i - 1)][s]);
        outputs[t][s] = out * (float) Math.tanh(cells[t][s]);
      }
      System.arraycopy(outputs[t], 0, result, t * states, states);
    }
    return result;
  }

  /** Adds to the gradients, and returns that of the sequence. */
  public float[] backward(float[] gradient) {
    float[] back = new float[length * GATES * states];
    float[] stateGradient = new float[states];
    float[] cellGradient = new float[states];
    for (int i = length - 1; i >= 0; i--) {
      int t = at(i);
      float[] step = new float[GATES * states];
      for (int s = 0; s < states; s++) {
        float in = gates[t][s];
        float forget = gates[t][states + s];
        float out = gates[t][2 * states + s];
        float candidate = gates[t][3 * states + s];
        float squashed = (float) Math.tanh(cells[t][s]);
        float state = gradient[t * states + s] + stateGradient[s];
        float cell = cellGradient[s] + state * out * (1 - squashed * squashed);
        float before = i == 0 ? 0 : cells[at(i - 1)][s];
        step[s] = cell * candidate * in * (1 - in);
        step[states + s] = cell * before * forget * (1 - forget);
        step[2 * states + s] = state * squashed * out * (1 - out);
        step[3 * states + s] = cell * in * (1 - candidate * candidate);
        cellGradient[s] = cell * forget;
      }
      System.arraycopy(step, 0, back, t * step.length, step.length);
      stateGradient = recurrent.backward(i == 0 ? new float[states] : outputs[at(i - 1)], step, 1);
    }
    return input.backward(inputs, back, length);
  }

  private int at(int step) {
    return reversed ? length - 1 - step : step;
  }

  private static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }
}
