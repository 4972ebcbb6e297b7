package io.quillmesh.agent.model.request;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was learned about the models that this process asks. It is forgotten when the process ends;
 * until then each refusal costs one call. For many threads.
 */
public final class RequestForms {
  private static final Logger log = LoggerFactory.getLogger(RequestForms.class);

  private final RequestForm first;
  private final Map<Model, RequestForm> learned = new ConcurrentHashMap<>();

  private record Model(String baseUrl, String name) {
    static Model of(Endpoint endpoint) {
      return new Model(endpoint.baseUrl().toString(), endpoint.model());
    }
  }

  /**
   * @param first the form that the settings ask for
   */
  public RequestForms(RequestForm first) {
    this.first = first;
  }

  private static String settings(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> "OPENAI_" + setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(" "));
  }

  /** The form to ask this model in. */
  public RequestForm of(Endpoint endpoint) {
    return learned.getOrDefault(Model.of(endpoint), first);
  }

  /**
   * Learns from a call in this form. Another call may have learned the same meanwhile.
   *
   * @param next the form after it
   */
  public void learn(Endpoint endpoint, RequestForm had, RequestForm next) {
    Model model = Model.of(endpoint);
    boolean isNews =
        had.equals(first)
            ? learned.putIfAbsent(model, next) == null
            : learned.replace(model, had, next);
    if (isNews) {
      log.atWarn()
          .addKeyValue("model", endpoint.model())
          .addKeyValue("baseUrl", endpoint.address())
          .addKeyValue("settings", settings(next.settingsSince(had)))
          .log(
              "This model takes requests in another form; the settings make it the first that is tried");
    }
  }
}
