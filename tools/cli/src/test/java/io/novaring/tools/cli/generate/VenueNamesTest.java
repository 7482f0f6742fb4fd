/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VenueNamesTest {
    @ParameterizedTest
    @CsvSource({
        "acme, com.example.acme, Acme",
        "acme-futures, com.example.acmefutures, AcmeFutures",
        "x1, com.example.x1, X1",
        "a-1-b, com.example.a1b, A1B"
    })
    void shouldMakePackageAndClassesOfTheName(
            final String name, final String packageName, final String classPrefix) {
        assertEquals(new VenueNames(name, packageName, classPrefix), VenueNames.of(name, null));
    }

    @Test
    void shouldTakeAnotherPackage() {
        final VenueNames names = VenueNames.of("new", "io.novaring.venues.fresh");

        assertEquals("io.novaring.venues.fresh", names.packageName());
        assertEquals("New", names.classPrefix());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Acme",
                "1acme",
                "acme_x",
                "-acme",
                "acme-",
                "a--b",
                "acme.x",
                "../acme",
                "a b",
                "ümlaut",
                "abcdefghijklmnopqrstuvwxyzabcdefghijklmno"
            })
    void shouldRefuseOtherNamesAndShowThem(final String name) {
        final String message = refusal(name, null);

        assertTrue(message.startsWith("NAME must be lower-case letters"), message);
        assertTrue(message.endsWith("'" + name + "'"), message);
    }

    @Test
    void shouldSayWhatToDoWhenTheDefaultPackageIsNone() {
        assertEquals(
                "no name of a Java package: 'com.example.new'; choose another with --package",
                refusal("new", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "com..acme", "com.1acme", "com.class", "com/acme", "com.acme "})
    void shouldRefuseWhatIsNoPackage(final String packageName) {
        assertEquals(
                "no name of a Java package: '" + packageName + '\'', refusal("acme", packageName));
    }

    @Test
    void shouldKeepOutOfThePackagesOfTheJdk() {
        assertEquals("a package of the JDK's own: 'java.acme'", refusal("acme", "java.acme"));
    }

    private static String refusal(final String name, final String packageName) {
        return assertThrows(IllegalArgumentException.class, () -> VenueNames.of(name, packageName))
                .getMessage();
    }
}
