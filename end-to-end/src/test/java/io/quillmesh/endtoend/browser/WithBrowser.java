package io.quillmesh.endtoend.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * This test, or each of this class, needs a browser: Chromium or Chrome, headless, a new one with
 * an empty profile for every {@link Page} parameter. Without a browser the test is skipped, and the
 * reason says what is missing.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserExtension.class)
@interface WithBrowser {

  /** The language that the browser reports. */
  String language() default "zh-CN";

  /** Whether it is as narrow as a phone, with touch and no mouse. */
  boolean phone() default false;
}
