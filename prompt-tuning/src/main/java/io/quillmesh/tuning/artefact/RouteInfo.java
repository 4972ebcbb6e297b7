package io.quillmesh.tuning.artefact;

/**
 * What a route of an artefact is, and how well it does on the dev split.
 *
 * @param encoder the frozen encoder's name, for example {@code bge-small-zh}
 * @param method how it was trained, for example {@code v2}
 * @param accuracy share of messages with the right label, from 0 to 1
 * @param threshold the confidence from which on a label without slots is answered
 * @param precision share of answers that are right at this threshold
 * @param coverage share of the messages without slots that are answered
 * @param baseline how confidence and labels are distributed
 */
public record RouteInfo(
    String encoder,
    String method,
    double accuracy,
    double threshold,
    double precision,
    double coverage,
    Baseline baseline) {}
