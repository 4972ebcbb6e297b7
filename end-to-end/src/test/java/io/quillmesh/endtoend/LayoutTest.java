package io.quillmesh.endtoend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The layout of the whole project: which module may know which, and where things are. It is read
 * from the modules' classes.
 */
class LayoutTest {
  private static final Path ROOT = Path.of(System.getProperty("quillmesh.root", ".."));

  /** Every module with its package and the modules that it may know. */
  private static final Map<String, Module> MODULES = modules();

  private static final JavaClasses ALL =
      new ClassFileImporter().importPaths(MODULES.values().stream().map(Module::classes).toList());

  record Module(String folder, String name, List<String> mayKnow) {
    Path classes() {
      return ROOT.resolve(folder).resolve("target/classes");
    }

    String packages() {
      return "io.quillmesh." + name + "..";
    }

    @Override
    public String toString() {
      return folder;
    }
  }

  private static Map<String, Module> modules() {
    Map<String, Module> modules = new LinkedHashMap<>();
    Stream.of(
            new Module("schemas", "schemas", List.of()),
            new Module("markdown", "markdown", List.of()),
            new Module("conformance", "conformance", List.of()),
            new Module("writing", "writing", List.of("schemas")),
            new Module("local-mesh", "localmesh", List.of("schemas")),
            new Module("testing", "testing", List.of("schemas", "localmesh")),
            new Module("offline-model", "offlinemodel", List.of()),
            new Module("prompt-tuning", "tuning", List.of()),
            new Module("agent-runtime", "agent", List.of("schemas")),
            new Module(
                "intent-service", "intent", List.of("schemas", "agent", "writing", "markdown")),
            new Module("context-service", "context", List.of("schemas", "agent", "writing")),
            new Module(
                "generator-service",
                "generator",
                List.of("schemas", "agent", "writing", "markdown")),
            new Module(
                "reply-service", "reply", List.of("schemas", "agent", "writing", "markdown")),
            new Module("phase-service", "phase", List.of("schemas", "agent", "writing")),
            new Module(
                "agent-host", "agenthost", List.of("schemas", "agent", "writing", "markdown")),
            new Module("tuned-model", "tunedmodel", List.of("tuning")),
            new Module("gateway", "gateway", List.of("schemas", "markdown")),
            new Module("model-check", "modelcheck", List.of("agent")),
            new Module("dead-letters", "deadletters", List.of("schemas")))
        .forEach(module -> modules.put(module.name(), module));
    return modules;
  }

  static Stream<Module> everyModule() {
    return MODULES.values().stream();
  }

  @ParameterizedTest
  @MethodSource("everyModule")
  void aModuleKeepsToItsPackageAndKnowsOnlyWhatItMay(Module module) {
    assertThat(module.classes()).as("build the whole project first").isDirectory();
    JavaClasses own = new ClassFileImporter().importPath(module.classes());
    String[] others =
        everyModule()
            .filter(other -> !other.equals(module) && !module.mayKnow().contains(other.name()))
            .map(Module::packages)
            .toArray(String[]::new);

    noClasses().should().dependOnClassesThat().resideInAnyPackage(others).check(own);
    classes().that(areOurs()).should().resideInAPackage(module.packages()).check(own);
  }

  @Test
  void packagesAreNamedAfterFeatures() {
    noClasses()
        .that(areOurs())
        .should()
        .resideInAnyPackage("..impl..", "..dto..", "..service..", "..util..", "..utils..")
        .check(ALL);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(ALL.getDefaultPackage().getSubpackagesInTree())
        .filteredOn(found -> found.getName().startsWith("io.quillmesh"))
        .filteredOn(found -> !found.getClasses().isEmpty())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            found -> assertThat(isNullMarked(found)).as("@NullMarked " + found.getName()).isTrue());
  }

  @Test
  void nothingIsInjectedIntoFields() {
    noFields()
        .that()
        .areDeclaredInClassesThat(areOurs())
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .check(ALL);
  }

  @Test
  void featuresOfAModuleDoNotGoInCircles() {
    everyModule()
        .filter(module -> !module.name().equals("schemas"))
        .forEach(module ->
            slices()
                .matching("io.quillmesh." + module.name() + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(ALL));
  }

  @Test
  void eventsAreImmutable() {
    assertThat(Files.exists(ROOT.resolve("schemas/target/classes"))).isTrue();
    assertThat(ALL.get("io.quillmesh.schemas.Turn").getMethods())
        .extracting(method -> method.getName())
        .doesNotContain("setMessage");
  }

  private static boolean isNullMarked(JavaPackage found) {
    return found.isAnnotatedWith(NullMarked.class);
  }

  private static DescribedPredicate<JavaClass> areOurs() {
    return DescribedPredicate.describe(
        "are ours", type -> type.getPackageName().startsWith("io.quillmesh"));
  }
}
