/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.Lifecycle;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.wire.CertificatePins;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultPlan;
import io.novaring.tools.simulator.login.SessionListener;
import io.novaring.tools.simulator.tls.BadCertificate;
import io.novaring.tools.simulator.tls.LoopbackCertificate;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import io.novaring.venues.deribit.login.LoginGrant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A private client meets servers that are not the venue: each is refused before it is told a byte,
 * with words that say why. The same client logs in where all is well.
 */
@Timeout(120)
class BadCertificatesTest implements SessionListener {
    private static final String SECRET = "tls-secret-that-nobody-may-see";
    private static final String OTHER_PIN = "sha256/" + "A".repeat(43) + "=";
    private static final String THIRD_PIN = "sha256/" + "B".repeat(42) + "A=";
    private static final Pattern TRUST_OF_OUR_OWN =
            Pattern.compile(
                    "X509TrustManager|X509ExtendedTrustManager|HostnameVerifier"
                            + "|checkServerTrusted|setEndpointIdentificationAlgorithm\\(null");

    private final AtomicInteger requests = new AtomicInteger();

    @Override
    public void onRequest(final int connection, final String method, final boolean isKnown) {
        requests.incrementAndGet();
    }

    private static DeribitPrivateClient client(final URI uri) {
        // The grant that sends the secret itself, so that a byte too much would be the worst one.
        return new DeribitPrivateClient(
                DeribitConfig.of(uri),
                DeribitCredentials.of(
                                "tls-key", Secret.copyOf(SECRET.getBytes(StandardCharsets.UTF_8)))
                        .withGrant(LoginGrant.CLIENT_CREDENTIALS),
                DeribitAccount.of(List.of("BTC")));
    }

    /** What a connection came to. */
    private record Ending(Account account, DisconnectReason reason, String text) {}

    /** What the client trusts, by the provider that is looked at. */
    SSLContext trust() {
        return BadCertificate.clientContext();
    }

    /** Connects until the first attempt is over or the venue knows us. */
    private Ending connect(final URI uri, final CertificatePins pins) throws InterruptedException {
        final Account account = new Account(0);
        final EngineContext context =
                new EngineContext()
                        .client(client(uri))
                        .connections(ConnectionSettings.DEFAULT.withTls(trust()).withPins(pins))
                        .ioIdle(IdleMode.SELECT)
                        .handler("account", account);
        try (Engine engine = Engine.launch(context)) {
            Account.until(
                    () ->
                            account.count(Lifecycle.DISCONNECTED) > 0
                                    || account.count(Lifecycle.AUTHENTICATED) > 0,
                    "the end of an attempt");
            assertNull(engine.failure());
        }
        final List<Account.Change> changes = List.copyOf(account.changes);
        for (final Account.Change change : changes) {
            if (change.state() == Lifecycle.DISCONNECTED) {
                return new Ending(account, change.reason(), change.text());
            }
        }
        return new Ending(account, null, "");
    }

    private static void assertRefused(final Ending ending, final String expected) {
        assertEquals(DisconnectReason.TLS_FAILED, ending.reason(), ending.text());
        assertEquals(0, ending.account().count(Lifecycle.CONNECTED));
        assertEquals(0, ending.account().sent.get(), "requests");
        assertTrue(ending.text().contains(expected), ending.text());
        assertFalse(ending.text().contains(SECRET));
    }

    @ParameterizedTest
    @EnumSource(BadCertificate.class)
    void shouldTellNothingToAServerWhoseCertificateIsNotGood(final BadCertificate certificate)
            throws Exception {
        try (CountingServer server = new CountingServer(certificate.serverContext())) {
            final Ending ending = connect(server.uri(), CertificatePins.NONE);

            assertRefused(ending, wordsFor(certificate));
            assertEquals(0, server.told().length, "bytes behind the handshake");
            assertTrue(server.connections.get() > 0);
        }
    }

    private static String wordsFor(final BadCertificate certificate) {
        return switch (certificate) {
            case EXPIRED, EXPIRED_AUTHORITY -> "has expired";
            case NOT_YET_VALID -> "is not valid yet";
            case WRONG_HOST, NO_ALTERNATIVE_NAME, ADDRESS_AS_NAME -> "is not for this host";
            case SELF_SIGNED, UNKNOWN_AUTHORITY, TRUNCATED_CHAIN -> "no trusted authority";
            case IMPOSTOR_AUTHORITY, FORGED_SIGNATURE -> "forged signature";
            case LEAF_AS_AUTHORITY, CHAIN_TOO_LONG, UNKNOWN_CRITICAL_EXTENSION ->
                    "does not follow from a trusted authority";
            case AUTHORITY_AS_LEAF, WRONG_PURPOSE -> "is not for servers";
            case MD5_SIGNATURE, WEAK_KEY -> "too weak";
            case STOLEN -> "does not have the key of its certificate";
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl-3.0",
                "tls-1.0",
                "tls-1.1",
                "null-cipher",
                "anonymous-cipher",
                "compression"
            })
    void shouldTellNothingToAServerWhoseTlsIsNotSafe(final String variant) throws Exception {
        final FaultPlan plan =
                FaultPlan.builder()
                        .onConnection(1, Fault.of(FaultKind.TLS_SERVER_HELLO).withVariant(variant))
                        .build();
        try (Simulator simulator = simulator(plan)) {
            final Ending ending = connect(simulator.uri(), CertificatePins.NONE);

            assertRefused(ending, "");
            assertEquals(0, requests.get());
        }
    }

    private Simulator simulator(final FaultPlan plan) {
        return Simulator.start(
                SimulatorConfig.builder()
                        .instruments(2)
                        .ratePerSecond(0)
                        .apiKey("tls-key", SECRET, "fund")
                        .tls(BadCertificate.goodServerContext())
                        .faults(plan)
                        .sessionListener(this)
                        .build());
    }

    @Test
    void shouldTellNothingToAServerWithoutTls() throws Exception {
        try (CountingServer server = new CountingServer(null)) {
            assertRefused(
                    connect(server.uri(), CertificatePins.NONE), "the server does not speak TLS");
            final String told = new String(server.told(), StandardCharsets.ISO_8859_1);
            assertFalse(told.contains(SECRET) || told.contains("tls-key"), "its hello alone");
        }
    }

    @Test
    void shouldTellNothingToAServerThatShowsNoPinnedKey() throws Exception {
        try (CountingServer server = new CountingServer(BadCertificate.goodServerContext())) {
            final Ending ending = connect(server.uri(), CertificatePins.of(OTHER_PIN, THIRD_PIN));

            assertRefused(ending, "the server shows none of the 2 pinned keys");
            final String own = CertificatePins.pinOf(chain(server.uri())[0]);
            assertTrue(ending.text().contains(own), ending.text());
            assertEquals(0, server.told().length, "bytes behind the handshake");
        }
    }

    @Test
    void shouldLogInWhereAllIsWell() throws Exception {
        final Certificate[] shown;
        try (CountingServer server = new CountingServer(BadCertificate.goodServerContext())) {
            shown = chain(server.uri());
        }
        final String leaf = CertificatePins.pinOf(shown[0]);
        final String authority = CertificatePins.pinOf(shown[1]);
        for (final CertificatePins pins :
                List.of(
                        CertificatePins.NONE,
                        CertificatePins.of(OTHER_PIN, leaf),
                        CertificatePins.of(authority, OTHER_PIN),
                        CertificatePins.of(OTHER_PIN, THIRD_PIN).withReportOnly(true))) {
            try (Simulator simulator = simulator(FaultPlan.none())) {
                final Ending ending = connect(simulator.uri(), pins);

                assertEquals(1, ending.account().count(Lifecycle.AUTHENTICATED), ending.text());
            }
        }
        assertTrue(requests.get() >= 4);
    }

    @Test
    void shouldNotTakeAPinnedKeyThatIsMerelyShown() throws Exception {
        final Certificate[] shown;
        try (CountingServer server = new CountingServer(BadCertificate.goodServerContext())) {
            shown = chain(server.uri());
        }
        final Certificate beside = stranger();
        final CertificatePins pins = CertificatePins.of(CertificatePins.pinOf(beside), OTHER_PIN);

        final String refusal = pins.refusal(shown[0], shown[1], beside);

        assertTrue(refusal.contains("none of the 2 pinned keys"), refusal);
        assertEquals("", pins.refusal(beside), "its own");
        final CertificatePins authority =
                CertificatePins.of(CertificatePins.pinOf(shown[1]), OTHER_PIN);
        assertEquals("", authority.refusal(shown[0], beside, shown[1]), "in any order");
        assertEquals("", CertificatePins.NONE.refusal(shown));
    }

    /** A certificate that has nothing to do with the others. */
    private static Certificate stranger() throws Exception {
        final LoopbackCertificate certificate = LoopbackCertificate.create();
        try (CountingServer server = new CountingServer(certificate.serverContext())) {
            return chain(server.uri(), certificate.clientContext())[0];
        }
    }

    /** What a server shows. */
    private static Certificate[] chain(final URI uri) throws Exception {
        return chain(uri, BadCertificate.clientContext());
    }

    private static Certificate[] chain(final URI uri, final SSLContext context) throws Exception {
        try (SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256/",
                "not base64!",
                "sha256/AAAA",
                "sha1/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void shouldRefuseWhatIsNoPin(final String text) {
        final String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> CertificatePins.of(OTHER_PIN, text))
                        .getMessage();

        assertTrue(message.contains(text), message);
    }

    @Test
    void shouldWantAPinInReserve() {
        assertThrows(IllegalArgumentException.class, () -> CertificatePins.of(OTHER_PIN));
        assertThrows(
                IllegalArgumentException.class, () -> CertificatePins.of(OTHER_PIN, OTHER_PIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://www.deribit.com/ws/api/v2?key=k",
                "ws://127.0.0.1.example.com/",
                "ws://10.0.0.1/",
                "ws://localhost.example.com/",
                "WS://example.com/"
            })
    void shouldNotLogInWithoutEncryptionBeyondThisMachine(final String address) {
        final String message =
                assertThrows(IllegalArgumentException.class, () -> client(URI.create(address)))
                        .getMessage();

        assertTrue(message.contains("use wss"), message);
        assertFalse(message.contains("key=k"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://localhost:1/", "ws://127.0.0.1:1/", "ws://[::1]:1/", "wss://a/"})
    void shouldLogInWithEncryptionOrOnThisMachine(final String address) {
        assertEquals("private", client(URI.create(address)).role());
    }

    /** Trust is the JDK's, with stores of one's own; nothing here decides it. */
    @Test
    void shouldHaveNoTrustOfItsOwnAnywhere() throws IOException {
        final Path root = root();
        try (Stream<Path> files = Files.walk(root)) {
            final List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> file.toString().contains("/src/main/java/"))
                            .toList();
            assertTrue(sources.size() > 100, "only " + sources.size() + " files found");
            for (final Path source : sources) {
                assertFalse(
                        TRUST_OF_OUR_OWN.matcher(Files.readString(source)).find(),
                        source.toString());
            }
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
