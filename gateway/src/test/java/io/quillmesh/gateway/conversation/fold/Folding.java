package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.effects.FoldSettings;
import io.quillmesh.gateway.conversation.effects.Outgoing;
import io.quillmesh.gateway.conversation.effects.Pseudonyms;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.gateway.conversation.snapshot.Lookup;
import io.quillmesh.gateway.conversation.snapshot.Snapshots;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.versions.VersionReader;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.TurnCancelled;
import io.quillmesh.schemas.TurnStarted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Folds one conversation in memory, as the processor does in its store. */
final class Folding {
  static final String ID = "6f0c1d0e-8d3a-4d4e-9c57-6f6c1d0e8d3a";
  static final Owner ANNA = new Owner("anna", "");

  static final FoldSettings SETTINGS = settings(AgentGraph.builtIn(Folding::deadline));

  final SortedMap<String, byte[]> pieces = new TreeMap<>();
  final List<Outgoing<?>> records = new ArrayList<>();
  final List<Frame> frames = new ArrayList<>();
  final List<Effects.Notice> notices = new ArrayList<>();
  Effects.WakeUp wakeUp = new Effects.WakeUp.Never();
  Instant now = Instant.parse("2026-11-23T12:00:00Z");

  private FoldSettings settings;
  private String epoch;
  private Fold fold;

  Folding() {
    this(SETTINGS);
  }

  Folding(FoldSettings settings) {
    this.settings = settings;
    movesToEpoch("epoch1");
  }

  /** One minute for a decision, three for an article, six for a turn. */
  static Duration deadline(String agent) {
    return Duration.ofSeconds(
        switch (agent) {
          case Agents.GENERATOR -> 180;
          case Agents.REPLY -> 90;
          default -> 60;
        });
  }

  static FoldSettings settings(AgentGraph agents) {
    return settings(() -> agents);
  }

  static FoldSettings settings(Supplier<AgentGraph> agents) {
    return new FoldSettings(agents, Duration.ofSeconds(360), 10, 20, Pseudonyms.NONE);
  }

  /** A copy, to continue in another way. */
  Folding copy() {
    Folding copy = new Folding(settings);
    copy.pieces.putAll(pieces);
    copy.records.addAll(records);
    copy.frames.addAll(frames);
    copy.notices.addAll(notices);
    copy.wakeUp = wakeUp;
    copy.now = now;
    copy.epoch = epoch;
    copy.fold = fold;
    return copy;
  }

  /** As when the task begins again and takes the state over. */
  void movesToEpoch(String epoch) {
    this.epoch = epoch;
    fold = new Fold(settings, epoch);
  }

  /** As when a gateway with other settings takes it over. */
  void movesTo(FoldSettings others) {
    settings = others;
    movesToEpoch("epoch of others");
  }

  Effects apply(Input input) {
    return take(fold.apply(pieces::get, input, now));
  }

  /** Does what the effects say. */
  Effects take(Effects effects) {
    if (effects.erased()) {
      pieces.subMap(Keys.conversationFrom(ID), Keys.conversationTo(ID)).clear();
    }
    effects
        .writes()
        .forEach((key, value) -> {
          if (value == null) {
            pieces.remove(key);
          } else {
            pieces.put(key, value);
          }
        });
    records.addAll(effects.records());
    frames.addAll(effects.frames());
    notices.addAll(effects.notices());
    if (!(effects.wakeUp() instanceof Effects.WakeUp.Unchanged)) {
      wakeUp = effects.wakeUp();
    }
    return effects;
  }

  void apply(Input... inputs) {
    for (Input input : inputs) {
      apply(input);
    }
  }

  void pass(Duration time) {
    now = now.plus(time);
    apply(new Input.Clock(ID));
  }

  /** What a client finds when it connects. */
  List<Frame> look(@Nullable Cursor after) {
    return look(ANNA, after) instanceof Lookup.Found found ? found.frames() : List.of();
  }

  Lookup look(Owner owner, @Nullable Cursor after) {
    return Snapshots.look(pieces::get, ID, owner, after);
  }

  /** The versions of the article, as their reader finds them. */
  VersionReader versions() {
    return VersionReader.of(pieces::get, ID, ANNA).orElseThrow();
  }

  <T extends SpecificRecord> List<T> emitted(Topic<T> topic) {
    return records.stream()
        .filter(record -> record.topic().equals(topic))
        .map(record -> topic.type().cast(record.event()))
        .toList();
  }

  TurnStarted lastTurn() {
    return emitted(Topics.TURNS).getLast();
  }

  /** What those share who have been there from the start. */
  JsonNode state() {
    return Json.state(frames);
  }

  /** What an agent does or did, as clients see it. */
  String status(String agent) {
    return state().at("/agents/%s/status".formatted(agent)).asString();
  }

  /** Fails unless AG-UI was followed, and who comes now sees what the others see. */
  void checkClients() {
    Legality.check(frames);
    assertThat(Json.state(look(null))).isEqualTo(state());
  }

  List<String> types() {
    return Json.types(frames);
  }

  List<Frame> framesOf(String runId) {
    return frames.stream().filter(frame -> runId.equals(frame.runId())).toList();
  }

  /** Pieces of the conversation, for comparing. */
  SortedMap<String, String> readable() {
    SortedMap<String, String> readable = new TreeMap<>();
    pieces.forEach((key, value) -> readable.put(key, new String(value, StandardCharsets.UTF_8)));
    return Collections.unmodifiableSortedMap(readable);
  }

  /** What a single connection was told last. */
  String notice() {
    return notices.getLast().frame().json();
  }

  /** The turns that began, in order. */
  List<String> turns() {
    return emitted(Topics.TURNS).stream().map(it -> it.getTurn().getTurnId()).toList();
  }

  /** Why turns were stopped. */
  List<String> cancelled() {
    return emitted(Topics.CANCELLATIONS).stream().map(TurnCancelled::getReason).toList();
  }

  /** The last frame of a turn. */
  String outcome(int number) {
    return framesOf(Given.turnId(number)).getLast().json();
  }
}
