// The name of a download, as the server gives it.

/** The name in a Content-Disposition header (RFC 6266), or another one if there is none. */
export function fileName(header, otherwise) {
  const extended = /filename\*=utf-8''([^;\s]+)/iu.exec(header ?? '')?.[1];
  if (extended) {
    try {
      return decodeURIComponent(extended);
    } catch {
      // then the plain one
    }
  }
  return /filename="([^"]+)"/u.exec(header ?? '')?.[1] ?? otherwise;
}
