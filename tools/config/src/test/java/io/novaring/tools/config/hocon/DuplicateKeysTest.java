/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config.hocon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that are set twice. */
final class DuplicateKeysTest {
    @Test
    void shouldFindAKeyHoweverItIsWritten() {
        final List<String> notices =
                DuplicateKeys.in(
                        """
                        # a.b = 0
                        a { b = 1, c = "x # { \\" y" }
                        // a.b = 0
                        a.b : 2 // 3
                        "a" {
                          b = [ {b = 1, b = 2},
                            { b = 3 } ]
                          c = \"\"\" } a.d = 1
                          \"\"\"
                          d = 5 }
                        """,
                        "file");

        assertEquals(
                List.of(
                        "file line 4: a.b is set in line 2 already; this one holds",
                        "file line 6: a.b is set in line 4 already; this one holds",
                        "file line 8: a.c is set in line 2 already; this one holds"),
                notices);
    }

    @Test
    void shouldSayNothingOfWhatIsMeant() {
        final List<String> notices =
                DuplicateKeys.in(
                        """
                        { include "other.conf"
                          a = 1
                          a = ${?A}
                          b = [1]
                          b += 2
                          c { x = 1 }
                          c { y = 2 }
                          c = ${c} { z = 3 }
                          d =
                            7
                          e = 1, f = 2; g = 3
                        }""",
                        "file");

        assertEquals(List.of(), notices);
    }
}
