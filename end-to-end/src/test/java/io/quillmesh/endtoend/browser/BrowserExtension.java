package io.quillmesh.endtoend.browser;

import io.quillmesh.endtoend.mesh.MeshExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/** Opens the page for a test, keeps a picture of how it looked at the end, and closes it. */
final class BrowserExtension implements ParameterResolver, AfterTestExecutionCallback {

  private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);
  private static final Path PICTURES = Path.of("target/pictures");
  private static final int PHONE_WIDTH = 375;
  private static final int PHONE_HEIGHT = 740;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Page.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Browser browser = Browser.find();
    WithBrowser wanted =
        AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), WithBrowser.class)
            .or(() ->
                AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WithBrowser.class))
            .orElseThrow();
    var gateway = MeshExtension.mesh(context).gateway();
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(Page.class, _ -> open(browser, wanted, gateway), Page.class);
  }

  private static Page open(Browser browser, WithBrowser wanted, URI gateway) {
    ChromeDriver driver = browser.start(wanted.language());
    if (wanted.phone()) {
      Browser.resize(driver, PHONE_WIDTH, PHONE_HEIGHT, true);
    }
    return Page.open(driver, gateway);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    Page page = context.getStore(NAMESPACE).get(Page.class, Page.class);
    if (page == null) {
      return;
    }
    String name =
        context.getRequiredTestClass().getSimpleName()
            + "."
            + context.getRequiredTestMethod().getName();
    try {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), page.driver().getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
