package org.workcell.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.server.client.ConnectionLostException;
import org.workcell.server.client.GrpcConnection;
import org.workcell.server.client.ServerInfo;
import org.workcell.server.session.HostOptions;

/** A port with a certificate, which the JDK's keytool makes. */
@Timeout(60)
class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;

  private void certify() throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    assertTrue(keytool.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, keytool.exitValue());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    write("cert.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
    write("key.pem", "PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
  }

  private void write(String name, String what, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what));
  }

  @Test
  void onlyWhoTrustsTheCertificateTalksToTheServer() throws Exception {
    certify();
    Path certificate = folder.resolve("cert.pem");
    try (GrpcFixture fixture =
        new GrpcFixture(
            HostOptions.defaults(),
            options -> options.withTls(certificate, folder.resolve("key.pem")))) {
      int port = fixture.server.port();
      try (GrpcConnection trusting =
          GrpcConnection.secure("127.0.0.1", port, Optional.of(certificate))) {
        assertEquals(
            fixture.host.id(), ServerInfo.hello(trusting, Optional.empty(), "test").server());
      }
      for (GrpcConnection stranger :
          List.of(
              GrpcConnection.secure("127.0.0.1", port, Optional.empty()),
              GrpcConnection.to("127.0.0.1", port))) {
        assertThrows(
            ConnectionLostException.class,
            () -> ServerInfo.hello(stranger, Optional.empty(), "test"));
      }
    }
  }

  @Test
  void aCertificateMustBeOne() throws IOException {
    Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing");
    GrpcOptions options =
        GrpcOptions.at(new InetSocketAddress("127.0.0.1", 0)).withTls(nothing, nothing);
    try (GrpcFixture fixture = new GrpcFixture()) {
      Exception refused =
          assertThrows(
              Exception.class, () -> GrpcServer.start(fixture.host, options, streams -> List.of()));
      assertTrue(
          refused instanceof IOException || refused instanceof IllegalArgumentException,
          refused::toString);
    }
  }
}
