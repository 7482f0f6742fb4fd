/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UpgradeTest {
    private static final String HEAD = "HTTP/1.1 101 Switching Protocols\r\nA: b\r\n\r\n";

    @Test
    void shouldStopAtTheBlankLineWhereverTheBytesAreCut() {
        final byte[] bytes = (HEAD + "\u0081\u0000").getBytes(StandardCharsets.ISO_8859_1);
        for (int cut = 0; cut <= HEAD.length(); cut++) {
            final Upgrade upgrade = new Upgrade();
            final ByteBuffer first = ByteBuffer.wrap(bytes, 0, cut);
            final ByteBuffer second = ByteBuffer.wrap(bytes, cut, bytes.length - cut);

            final boolean complete = upgrade.take(first) || upgrade.take(second);

            assertTrue(complete);
            assertTrue(upgrade.isSwitchingProtocols());
            assertEquals(HEAD.length(), upgrade.head().remaining());
            assertEquals(2, second.remaining(), "the first frame stays");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 101 x, 101",
        "HTTP/1.1 429 Too Many Requests, 429",
        "HTTP/1.0 302, 302",
        "HTTP/1.1 1010 x, 0",
        "HTTP/1.1  101 x, 0",
        "HTTP/1.1, 0",
        "SSH-2.0-x 101 x, 0",
        "'', 0"
    })
    void shouldReadTheStatus(final String line, final int status) {
        assertEquals(status, of(line + "\r\n\r\n").status());
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After: 7, 7",
        "RETRY-AFTER:7, 7",
        "Retry-After:  120  , 120",
        "Retry-After: 999999999, 999999999",
        "Retry-After: 99999999999999999999, 0",
        "Retry-After: -5, 0",
        "Retry-After:, 0",
        "Retry-After: soon, 0",
        "X-Retry-After: 7, 0",
        "'Retry-After: Thu, 01 Jan 1970 00:16:50 GMT', 10",
        "'Retry-After: Thu, 01 Jan 1970 00:00:01 GMT', 0",
    })
    void shouldReadRetryAfter(final String header, final long seconds) {
        final Upgrade upgrade = of("HTTP/1.1 429 x\r\nServer: y\r\n" + header + "\r\n\r\n");

        assertEquals(seconds, upgrade.retryAfterSeconds(1_000));
    }

    @Test
    void shouldGiveUpOnAnAnswerWithoutEnd() {
        final Upgrade upgrade = new Upgrade();

        assertFalse(upgrade.take(ByteBuffer.allocate(1 << 20)));
        assertTrue(upgrade.isTooLong());
        assertEquals(0, upgrade.status());
    }

    @Test
    void shouldReadRandomBytesWithoutThrowing() {
        final Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            final byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            final Upgrade upgrade = new Upgrade();
            upgrade.take(ByteBuffer.wrap(bytes));
            assertEquals(0, upgrade.status());
            assertEquals(0, upgrade.retryAfterSeconds(0));
        }
    }

    private static Upgrade of(final String head) {
        final Upgrade upgrade = new Upgrade();
        upgrade.take(ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1)));
        return upgrade;
    }
}
