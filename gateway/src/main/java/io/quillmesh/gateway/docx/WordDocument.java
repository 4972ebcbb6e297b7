package io.quillmesh.gateway.docx;

import io.quillmesh.markdown.dialect.Dialect;
import io.quillmesh.markdown.tree.Walk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTNumbering;

/**
 * An article as an Office Open XML document (ISO/IEC 29500), which Word, WPS and LibreOffice open.
 * Headings, lists, quotations, code and tables become Word's own, so that people can go on with
 * styles, an outline and a table of contents. Nothing is loaded from elsewhere, and links lead only
 * to web pages and mailboxes.
 */
public final class WordDocument {
  private WordDocument() {}

  /**
   * The bytes of the file.
   *
   * @param title for the document's properties
   * @param markdown the text, in the dialect of articles
   */
  public static byte[] of(String title, String markdown) {
    try (XWPFDocument document = Styles.emptyDocument();
        ByteArrayOutputStream file = new ByteArrayOutputStream()) {
      document.getProperties().getCoreProperties().setTitle(Characters.allowed(title));
      document.getProperties().getCoreProperties().setCreator("Quillmesh");
      ListNumbers lists = new ListNumbers();
      Walk.through(Dialect.parse(markdown), new BlockWriter(document, lists));
      CTNumbering numbering = Styles.lists();
      lists.keepIn(numbering);
      document.createNumbering().setNumbering(numbering);
      document.write(file);
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("The document could not be written", e);
    }
  }
}
