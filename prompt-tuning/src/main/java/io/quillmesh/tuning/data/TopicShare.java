package io.quillmesh.tuning.data;

import io.quillmesh.tuning.weights.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Less data, for learning curves. Whole topics are left out, because messages of one topic resemble
 * each other: half of the messages of every topic would be nearly as good as all.
 */
public final class TopicShare {
  private TopicShare() {}

  /**
   * Of each label about this share of the messages, at least one topic. A smaller share of the same
   * seed is a part of a larger one.
   */
  public static List<Message> of(List<Message> messages, double share, long seed) {
    if (share >= 1) {
      return messages;
    }
    Map<String, Map<String, List<Message>>> labels = new LinkedHashMap<>();
    for (Message message : messages) {
      labels
          .computeIfAbsent(message.label(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(message.topic(), _ -> new ArrayList<>())
          .add(message);
    }
    Set<Message> kept = new HashSet<>();
    labels.values().forEach(topics -> keep(topics, share, seed, kept));
    return messages.stream().filter(kept::contains).toList();
  }

  private static void keep(
      Map<String, List<Message>> topics, double share, long seed, Set<Message> kept) {
    double wanted = share * topics.values().stream().mapToInt(List::size).sum();
    int count = 0;
    for (String topic :
        topics.keySet().stream().sorted(Comparator.comparing(t -> order(t, seed))).toList()) {
      if (count >= wanted) {
        return;
      }
      List<Message> messages = topics.getOrDefault(topic, List.of());
      kept.addAll(messages);
      count += messages.size();
    }
  }

  private static String order(String topic, long seed) {
    return Sha256.of((seed + topic).getBytes(StandardCharsets.UTF_8));
  }
}
