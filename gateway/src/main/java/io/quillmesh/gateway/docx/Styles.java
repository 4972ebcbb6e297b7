package io.quillmesh.gateway.docx;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.xmlbeans.XmlException;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTNumbering;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.NumberingDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;

/**
 * The styles and the two kinds of lists, as Word keeps them: {@code styles.xml} and {@code
 * numbering.xml} beside this class.
 */
final class Styles {
  /** The lists of {@code numbering.xml}. */
  static final int BULLETS = 0;

  static final int NUMBERS = 1;

  /** The deepest level of a list that Word has; deeper lists stay there. */
  static final int DEEPEST = 8;

  private Styles() {}

  static XWPFDocument emptyDocument() throws IOException {
    XWPFDocument document = new XWPFDocument();
    try (InputStream styles = resource("styles.xml")) {
      document.createStyles().setStyles(StylesDocument.Factory.parse(styles).getStyles());
    } catch (XmlException e) {
      throw new IllegalStateException("The styles are damaged", e);
    }
    return document;
  }

  /** The two kinds of lists, without a list. */
  static CTNumbering lists() throws IOException {
    try (InputStream numbering = resource("numbering.xml")) {
      return NumberingDocument.Factory.parse(numbering).getNumbering();
    } catch (XmlException e) {
      throw new IllegalStateException("The lists are damaged", e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Styles.class.getResourceAsStream(name), name);
  }
}
