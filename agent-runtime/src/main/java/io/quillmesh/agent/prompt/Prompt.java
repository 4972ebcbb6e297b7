package io.quillmesh.agent.prompt;

/**
 * Instructions for a model, with placeholders such as <code>{{capabilities}}</code>.
 *
 * @param name the file's name without its ending
 * @param text the instructions
 * @param version a hash of the text, which every result bears
 */
public record Prompt(String name, String text, String version) {}
