package io.quillmesh.agent;

/**
 * The shape of a structured answer: a JSON schema, which travels to the model and checks what comes
 * back, and the record that it is read into.
 *
 * @param name what the model knows the schema by, such as {@code intent_recognition}
 * @param schema JSON Schema, as text
 * @param type the record
 * @param <T> the record
 */
public record Answer<T>(String name, String schema, Class<T> type) {}
