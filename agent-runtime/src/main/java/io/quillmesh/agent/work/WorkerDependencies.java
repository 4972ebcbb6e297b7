package io.quillmesh.agent.work;

import io.quillmesh.agent.kafka.Publisher;
import io.quillmesh.agent.model.Models;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** What every turn's work is done with. */
record WorkerDependencies(
    Models models, Publisher publisher, InstantSource clock, LongSupplier nanoTime) {}
