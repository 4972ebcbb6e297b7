package io.quillmesh.tuning.artefact;

import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Task;
import io.quillmesh.tuning.encoder.Prompt;
import io.quillmesh.tuning.method.Head;
import io.quillmesh.tuning.method.Tuned;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An artefact as a file. */
public final class ArtefactFile {
  /** The version of the format; files of another one are refused. */
  static final String FORMAT = "quillmesh-tuning/1";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ROUTE = "route.";
  private static final String INPUT = ".prompt.input";
  private static final String PREFIXES = ".prompt.prefixes";
  private static final String WEIGHT = ".head.weight";
  private static final String BIAS = ".head.bias";
  private static final String ENCODER = ".encoder";

  private ArtefactFile() {}

  /** Writes it, so that there is never half a file. */
  public static void write(Artefact artefact, Path file) {
    Map<String, String> texts = new TreeMap<>();
    texts.put("format", FORMAT);
    texts.put("task", JSON.writeValueAsString(artefact.task()));
    texts.put("dataSha256", artefact.dataHash());
    texts.put("promisedPrecision", Double.toString(artefact.promised()));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    artefact
        .routes()
        .forEach((route, part) -> {
          texts.put(ROUTE + route.key(), JSON.writeValueAsString(RouteText.of(part)));
          put(tensors, route.key(), part.tuned());
        });
    Safetensors.of(texts, tensors).write(file);
  }

  private static void put(Map<String, Tensor> tensors, String route, Tuned tuned) {
    Head head = tuned.head();
    int width = head.width();
    int length = tuned.prompt().length();
    float[] input = tuned.prompt().input();
    float[] prefixes = tuned.prompt().prefixes();
    float[] weights = tuned.weights();
    tensors.put(route + WEIGHT, new Tensor(List.of(head.classes(), width), head.weight()));
    tensors.put(route + BIAS, Tensor.row(head.bias()));
    if (input != null) {
      tensors.put(route + INPUT, new Tensor(List.of(length, width), input));
    }
    if (prefixes != null) {
      int layers = prefixes.length / (2 * length * width);
      tensors.put(route + PREFIXES, new Tensor(List.of(layers, 2, length, width), prefixes));
    }
    if (weights != null) {
      tensors.put(route + ENCODER, Tensor.row(weights));
    }
  }

  /**
   * Reads it.
   *
   * @throws ArtefactException if it is no artefact, or one of another version
   */
  public static Artefact read(Path file) {
    Safetensors content = Safetensors.read(file);
    String format = content.metadata().get("format");
    if (!FORMAT.equals(format)) {
      throw new ArtefactException(
          "%s has the format %s, and this program reads %s. Make it anew with ./mesh tune."
              .formatted(file, format == null ? "of another program" : format, FORMAT));
    }
    try {
      Map<Route, RouteArtefact> routes = new EnumMap<>(Route.class);
      for (Route route : Route.values()) {
        String text = content.metadata().get(ROUTE + route.key());
        if (text != null) {
          RouteText read = JSON.readValue(text, RouteText.class);
          routes.put(route, read.with(tuned(content, route.key(), read.length())));
        }
      }
      return new Artefact(
          JSON.readValue(text(content, "task"), Task.class),
          text(content, "dataSha256"),
          Double.parseDouble(text(content, "promisedPrecision")),
          routes);
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new ArtefactException(
          "%s is damaged: %s. Make it anew with ./mesh tune.".formatted(file, e.getMessage()));
    }
  }

  private static Tuned tuned(Safetensors content, String route, int length) {
    float[] weight = values(content, route + WEIGHT);
    float[] bias = values(content, route + BIAS);
    if (weight == null || bias == null || bias.length == 0 || weight.length % bias.length != 0) {
      throw new IllegalArgumentException("the route " + route + " has no whole head");
    }
    Prompt prompt =
        new Prompt(length, values(content, route + INPUT), values(content, route + PREFIXES));
    return new Tuned(prompt, new Head(weight, bias), values(content, route + ENCODER));
  }

  private static float @Nullable [] values(Safetensors content, String name) {
    Tensor tensor = content.tensors().get(name);
    return tensor == null ? null : tensor.values();
  }

  private static String text(Safetensors content, String name) {
    String text = content.metadata().get(name);
    if (text == null) {
      throw new IllegalArgumentException("it has no \"" + name + "\"");
    }
    return text;
  }
}
