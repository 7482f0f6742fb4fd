/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Writes {@code agreement.json} and {@code agreement.html}, beside the files of a result. Equal
 * runs give files that are equal to the byte.
 */
public final class AgreementWriter {
    /** For programs. */
    public static final String JSON = "agreement.json";

    /** For people. */
    public static final String PAGE = "agreement.html";

    private AgreementWriter() {}

    /**
     * Writes both; each under another name and renamed when it is whole.
     *
     * @param directory made when it is not there.
     * @param title what was run on what.
     * @param runs the first of each kind of orders is drawn.
     */
    public static void write(final Path directory, final String title, final List<Compared> runs)
            throws IOException {
        Files.createDirectories(directory);
        replace(directory.resolve(PAGE), AgreementPage.of(title, runs));
        replace(directory.resolve(JSON), AgreementJson.text(runs));
    }

    private static void replace(final Path file, final String text) throws IOException {
        final Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.write(partial, text.getBytes(StandardCharsets.UTF_8));
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
