package io.quillmesh.localmesh.program;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a program over HTTP whether it is ready. */
public final class Health {

  private static final int PATIENCE_MILLIS = 2000;

  private Health() {}

  public static boolean isReady(URI uri) {
    try {
      var connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
