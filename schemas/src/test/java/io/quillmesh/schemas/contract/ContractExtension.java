package io.quillmesh.schemas.contract;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Implements {@link ReadsTopic} and {@link WritesTopic}. */
final class ContractExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    var method = context.getRequiredTestMethod();
    History history = History.ofTests();
    return Stream.concat(
        AnnotationSupport.findAnnotation(method, ReadsTopic.class).stream()
            .flatMap(reads -> history.of(reads.value()).stream())
            .flatMap(version -> version.samples().stream())
            .map(sample -> new Invocation(sample.toString(), sample)),
        AnnotationSupport.findAnnotation(method, WritesTopic.class).stream()
            .flatMap(writes -> history.of(writes.value()).stream())
            .map(version -> new Invocation(version.toString(), new MeshReader(version))));
  }

  /** One run of a test with its one argument. */
  private record Invocation(String name, Object argument)
      implements TestTemplateInvocationContext, ParameterResolver {

    @Override
    public String getDisplayName(int number) {
      return name;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == argument.getClass();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return argument;
    }
  }
}
