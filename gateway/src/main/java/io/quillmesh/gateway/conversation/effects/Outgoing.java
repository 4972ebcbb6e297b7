package io.quillmesh.gateway.conversation.effects;

import io.quillmesh.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/** A record to emit. */
public record Outgoing<T extends SpecificRecord>(Topic<T> topic, String key, T event) {}
