package io.quillmesh.agent.work;

import io.quillmesh.agent.chunk.ChunkSink;
import io.quillmesh.agent.model.Models;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** What every turn's work is done with. */
record WorkerDependencies(
    Models models, ChunkSink chunks, InstantSource clock, LongSupplier nanoTime) {}
