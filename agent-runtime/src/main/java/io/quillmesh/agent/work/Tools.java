package io.quillmesh.agent.work;

import io.quillmesh.agent.model.Models;
import io.quillmesh.agent.wire.Publisher;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** What every turn's work is done with. */
record Tools(Models models, Publisher publisher, InstantSource clock, LongSupplier nanoTime) {}
