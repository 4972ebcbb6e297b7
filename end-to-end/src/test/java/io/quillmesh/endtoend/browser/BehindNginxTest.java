package io.quillmesh.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import io.quillmesh.testing.ReverseProxy;
import io.quillmesh.testing.ReverseProxy.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person with a browser. In front of the gateway is nginx with TLS, under a path, with only the
 * headers of nginx's WebSocket manual. The gateway's ProxiesTest has the other proxies.
 */
@WithMesh
class BehindNginxTest {
  @Test
  void anArticleIsWritten(Mesh mesh, @TempDir Path folder) throws Exception {
    new OfflineModel(mesh.offlineModel()).behaveWell();
    Browser browser = Browser.find();
    String target = "http://127.0.0.1:%d/".formatted(mesh.gateway().getPort());
    String config = ReverseProxy.nginxOfManual("/quill/", target);
    try (ReverseProxy proxy = ReverseProxy.start(Kind.NGINX, folder, config);
        Page page = Page.open(browser.start("en-US"), proxy.address().resolve("/quill"))) {

      page.say("Help me write a travelogue about London");

      page.awaitVersion(1);
      assertThat(page.article()).contains("London");
      assertThat(page.awaitReply(1)).isNotBlank();
      assertThat(page.errors()).isEmpty();
    }
  }
}
