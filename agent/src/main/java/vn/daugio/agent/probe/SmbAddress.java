package vn.daugio.agent.probe;

import java.net.URI;

/**
 * Where a shared folder is: {@code smb://host[:port]/share[/folder…]}.
 *
 * @param folder below the share with backslashes; empty: the share itself
 */
record SmbAddress(String host, int port, String share, String folder) {
  private static final int PORT = 445;

  static SmbAddress parse(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "not a URL", e);
    }
    String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("^/+|/+$", "");
    String[] parts = path.split("/+", 2);
    boolean up = path.contains("\\") || ("/" + path + "/").contains("/../");
    if (!"smb".equals(uri.getScheme()) || uri.getHost() == null || parts[0].isEmpty() || up) {
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "smb://host/share is expected");
    }
    int port = uri.getPort() > 0 ? uri.getPort() : PORT;
    String folder = parts.length > 1 ? parts[1].replaceAll("/+", "\\\\") : "";
    return new SmbAddress(HttpGet.host(uri), port, parts[0], folder);
  }
}
