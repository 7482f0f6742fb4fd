/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever becomes of the answer to a login on its way: nothing of a token is published. */
final class LoginHandlerProperties {
    /** So much of a token is none any more. */
    private static final int PIECE = 8;

    private static void assertNoToken(final LoginRig rig) {
        final String text = rig.event.rawText();
        for (final String token : List.of(LoginRig.ACCESS, LoginRig.REFRESH)) {
            for (int i = 0; i + PIECE <= token.length(); i++) {
                final String piece = token.substring(i, i + PIECE);
                assertFalse(text.contains(piece), () -> piece + " in " + text);
            }
        }
        final byte[] published = Arrays.copyOf(rig.event.raw, rig.event.rawLength);
        final EventKind kind = rig.event.kind;
        final long requestId = rig.event.requestId;
        final long errorCode = rig.event.errorCode;
        rig.decode(published);
        assertEquals(kind, rig.event.kind, "a replay sees something else");
        assertEquals(requestId, rig.event.requestId);
        if (kind == EventKind.ERROR) {
            assertEquals(errorCode, rig.event.errorCode);
        }
    }

    @Example
    void shouldHideTokensOfEveryTruncation() {
        final int length = new LoginRig().grant(900).length();
        for (int i = 0; i <= length; i++) {
            final LoginRig rig = new LoginRig();
            rig.request();
            final byte[] answer = rig.grant(900).getBytes(StandardCharsets.UTF_8);
            rig.read(Arrays.copyOf(answer, Math.min(i, answer.length)));
            assertNoToken(rig);
        }
    }

    /** Each byte replaced by each of these, one at a time. */
    @Example
    void shouldHideTokensWhateverByteIsWrong() {
        final LoginRig rig = new LoginRig();
        for (final char wrong : "\"\\{}[],: x0e-\n\u00e9".toCharArray()) {
            final int length = rig.grant(900).length();
            for (int i = 0; i < length; i++) {
                rig.handler.onDisconnect();
                rig.request();
                final byte[] mutated = rig.grant(900).getBytes(StandardCharsets.UTF_8);
                mutated[Math.min(i, mutated.length - 1)] = (byte) wrong;
                rig.read(mutated);
                assertNoToken(rig);
            }
        }
    }

    @Property(tries = 5_000)
    void shouldHideTokensOfMutations(
            @ForAll @Size(min = 1, max = 4) final List<@IntRange(max = 1_000) Integer> places,
            @ForAll @Size(4) final List<Byte> bytes,
            @ForAll final boolean isFirst) {
        final LoginRig rig = new LoginRig();
        if (!isFirst) {
            rig.logIn(900);
        }
        rig.request();
        final byte[] answer = rig.grant(900).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < places.size(); i++) {
            answer[places.get(i) % answer.length] = bytes.get(i);
        }
        rig.read(answer);
        assertNoToken(rig);
    }

    @Property(tries = 2_000)
    void shouldHideTokensWhereverTheyStand(@ForAll("objects") final String object) {
        for (final String body : List.of("\"result\":", "\"error\":", "\"result\":1,\"extra\":")) {
            final LoginRig rig = new LoginRig();
            rig.request();
            rig.read(rig.envelope(body + object));
            assertTrue(rig.event.kind != EventKind.REJECT, () -> rig.event.rawText());
            assertNoToken(rig);
            assertFalse(rig.event.rawText().contains("4815162342"), () -> rig.event.rawText());
        }
    }

    /** Objects of tokens and nonsense, in any order, nested, with escapes and names said twice. */
    @Provide
    Arbitrary<String> objects() {
        final Arbitrary<String> names =
                Arbitraries.of(
                        "access_token",
                        "refresh_token",
                        "access\\u005ftoken",
                        "scope",
                        "token_type",
                        "message",
                        "data",
                        "reason",
                        "state",
                        "x",
                        LoginRig.ACCESS);
        final Arbitrary<String> values =
                Arbitraries.of(
                        '"' + LoginRig.ACCESS + '"',
                        '"' + LoginRig.REFRESH + '"',
                        "\"\\\"" + LoginRig.REFRESH + "\\\\\"",
                        "\"\\u0041" + LoginRig.ACCESS + "\\n\"",
                        "[\"" + LoginRig.ACCESS + "\", {\"a\": \"" + LoginRig.REFRESH + "\"}]",
                        "{}",
                        "[]",
                        "\"\"",
                        "null",
                        "true",
                        "-4815162342.4815162342");
        final Arbitrary<String> fields =
                Combinators.combine(names, values).as((n, v) -> '"' + n + "\" : " + v);
        final Arbitrary<String> flat =
                fields.list().ofMaxSize(5).map(list -> '{' + String.join(" , ", list) + '}');
        return Combinators.combine(flat, names, flat)
                .as(
                        (outer, name, inner) ->
                                outer.equals("{}")
                                        ? inner
                                        : outer.substring(0, outer.length() - 1)
                                                + ",\""
                                                + name
                                                + "\":"
                                                + inner
                                                + '}');
    }
}
