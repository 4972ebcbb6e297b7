package io.quillmesh.gateway.conversation;

/**
 * A place within a run whose frames are kept.
 *
 * @param started the run's {@code RUN_STARTED}
 * @param seen the frame at the place
 */
public record RunPlace(Frame started, Frame seen) {}
