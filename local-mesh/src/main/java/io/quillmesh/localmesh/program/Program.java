package io.quillmesh.localmesh.program;

import io.quillmesh.localmesh.child.Child;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java program that is run as a child process.
 *
 * @param name of the process, of its log file and of its pid file
 * @param jvmFlags heap, compiler and system properties
 * @param jars the jars of the program itself
 * @param childJar the jar with {@link Child}, which ends the program when this process ends
 * @param mainClass the class whose main method is run
 * @param arguments of the main method
 * @param environment variables added to those of this process
 * @param niceness how low its priority is when all processors are busy, as {@code nice(1)} counts;
 *     0 is normal
 */
public record Program(
    String name,
    List<String> jvmFlags,
    List<Path> jars,
    Path childJar,
    String mainClass,
    List<String> arguments,
    Map<String, String> environment,
    int niceness) {

  /** The same program with other jars, which hold the same classes. */
  public Program from(List<Path> otherJars, Path otherChildJar, String otherMainClass) {
    return new Program(
        name, jvmFlags, otherJars, otherChildJar, otherMainClass, arguments, environment, niceness);
  }

  /** The same program as another process, with its own log and pid file. */
  public Program named(String otherName) {
    return new Program(
        otherName, jvmFlags, jars, childJar, mainClass, arguments, environment, niceness);
  }

  /** The same program with further flags, which take precedence over those that it has. */
  public Program withJvmFlags(List<String> further) {
    List<String> flags = Stream.concat(jvmFlags.stream(), further.stream()).toList();
    return new Program(name, flags, jars, childJar, mainClass, arguments, environment, niceness);
  }

  /** The same program with another priority. */
  public Program withNiceness(int otherNiceness) {
    return new Program(
        name, jvmFlags, jars, childJar, mainClass, arguments, environment, otherNiceness);
  }

  /** The same program with further variables, which take precedence over those that it has. */
  public Program withEnvironment(Map<String, String> further) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(further);
    return new Program(name, jvmFlags, jars, childJar, mainClass, arguments, all, niceness);
  }

  List<String> command() {
    List<String> command = new ArrayList<>();
    if (niceness != 0) {
      command.addAll(List.of("nice", "-n", Integer.toString(niceness)));
    }
    command.add(java().toString());
    command.addAll(jvmFlags);
    command.add("-cp");
    command.add(
        Stream.concat(jars.stream(), Stream.of(childJar))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(Child.class.getName());
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /** The JDK that runs this process. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
