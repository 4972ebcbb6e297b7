package io.quillmesh.schemas.contract;

import org.apache.avro.Schema;

/**
 * One of the two sides that must be able to read each other.
 *
 * @param name its name in an explanation
 * @param schema the schema with which it reads or writes
 */
public record Side(String name, Schema schema) {}
