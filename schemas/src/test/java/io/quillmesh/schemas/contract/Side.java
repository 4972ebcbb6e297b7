package io.quillmesh.schemas.contract;

import org.apache.avro.Schema;

/**
 * One of the two that must understand each other.
 *
 * @param name what to call it in an explanation
 * @param schema what it reads or writes with
 */
public record Side(String name, Schema schema) {}
