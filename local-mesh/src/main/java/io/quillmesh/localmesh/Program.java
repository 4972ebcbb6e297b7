package io.quillmesh.localmesh;

import io.quillmesh.localmesh.child.Child;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Java program to be run as a child process.
 *
 * @param name of the process, of its log file and of its pid file
 * @param jvmFlags heap, compiler and system properties
 * @param classPath the program's own jars
 * @param mainClass the class whose main method is run
 * @param arguments of the main method
 * @param environment added to that of this process
 * @param health answers 200 when the program is ready; null when there is no such thing
 */
record Program(
    String name,
    List<String> jvmFlags,
    List<Path> classPath,
    String mainClass,
    List<String> arguments,
    Map<String, String> environment,
    @Nullable URI health) {

  Program withJvmFlags(List<String> more) {
    List<String> all = new ArrayList<>(jvmFlags);
    all.addAll(more);
    return new Program(name, all, classPath, mainClass, arguments, environment, health);
  }

  /** The command that runs this program so that it ends with this process. */
  List<String> command(Checkout checkout) {
    List<Path> jars = new ArrayList<>(classPath);
    jars.add(checkout.childJar());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.add("-cp");
    command.add(Checkout.classPath(jars));
    command.add(Child.class.getName());
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }
}
