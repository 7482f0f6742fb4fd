/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.generate;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.Engine;
import io.novaring.journal.JournalWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The NovaRing that runs, as a Maven repository in a folder: jars, the poms they were built with,
 * and checksums. A project that names it needs no NovaRing installed.
 *
 * <p>The version it gets is made of what is in it. Maven copies what it finds into the local
 * repository of the user and never looks again: with the version of the build, which stays the same
 * from change to change, it would go on with whichever came first.
 */
final class EngineRepository {
    private static final String GROUP_FOLDER = "repository/io/novaring/";
    private static final String PARENT = "novaring";
    private static final Pattern PARENT_VERSION =
            Pattern.compile("<artifactId>novaring</artifactId>\\s*<version>([^<]+)</version>");
    private static final int DIGEST_DIGITS = 12;

    private static final List<Module> MODULES =
            List.of(
                    new Module("codec", MarketEvent.class),
                    new Module("engine", Engine.class),
                    new Module("journal", JournalWriter.class));

    private EngineRepository() {}

    /** A module, and a class to find it by. */
    private record Module(String folder, Class<?> member) {
        String artifact() {
            return "novaring-" + folder;
        }
    }

    /**
     * Writes the repository and the JVM flags of the engine into this folder.
     *
     * @return the version NovaRing has there.
     */
    static String write(final Path folder) throws IOException {
        final Map<String, String> poms = new LinkedHashMap<>();
        final Map<String, byte[]> jars = new LinkedHashMap<>();
        poms.put(PARENT, pom("pom.xml"));
        for (final Module module : MODULES) {
            poms.put(module.artifact(), pom(module.folder() + "/pom.xml"));
            jars.put(module.artifact(), jar(module.member()));
        }
        final String built = builtVersion(poms.get(PARENT));
        final String version = version(built, poms, jars);
        for (final Map.Entry<String, String> pom : poms.entrySet()) {
            final String text = pom.getValue().replace(versionTag(built), versionTag(version));
            put(folder, pom.getKey(), version, "pom", text.getBytes(StandardCharsets.UTF_8));
        }
        for (final Map.Entry<String, byte[]> jar : jars.entrySet()) {
            put(folder, jar.getKey(), version, "jar", jar.getValue());
        }
        try (InputStream options = Engine.class.getResourceAsStream("jvm.options")) {
            Files.write(folder.resolve("jvm.options"), options.readAllBytes());
        }
        return version;
    }

    private static String pom(final String path) throws IOException {
        return new String(VenueTemplate.bytes("novaring/" + path), StandardCharsets.UTF_8);
    }

    private static String builtVersion(final String parentPom) {
        final Matcher matcher = PARENT_VERSION.matcher(parentPom);
        if (!matcher.find()) {
            throw new IllegalStateException("no version in the pom of NovaRing");
        }
        return matcher.group(1);
    }

    private static String version(
            final String built, final Map<String, String> poms, final Map<String, byte[]> jars) {
        final MessageDigest digest = digest("SHA-256");
        poms.values().forEach(pom -> digest.update(pom.getBytes(StandardCharsets.UTF_8)));
        jars.values().forEach(digest::update);
        final String digits = HexFormat.of().formatHex(digest.digest());
        return built.replace("-SNAPSHOT", "") + '-' + digits.substring(0, DIGEST_DIGITS);
    }

    private static String versionTag(final String version) {
        return "<version>" + version + "</version>";
    }

    private static void put(
            final Path folder,
            final String artifact,
            final String version,
            final String type,
            final byte[] bytes)
            throws IOException {
        final String name = artifact + '-' + version + '.' + type;
        final Path file = folder.resolve(GROUP_FOLDER + artifact + '/' + version).resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        final String sum = HexFormat.of().formatHex(digest("SHA-1").digest(bytes));
        Files.writeString(file.resolveSibling(name + ".sha1"), sum);
    }

    /** The jar this class was loaded from, or one made of the folder. */
    private static byte[] jar(final Class<?> member) throws IOException {
        final Path place;
        try {
            place = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (final URISyntaxException e) {
            throw new IOException("cannot find where " + member.getName() + " is from", e);
        }
        return Files.isDirectory(place) ? zip(place) : Files.readAllBytes(place);
    }

    /** Always the same bytes for the same files. */
    private static byte[] zip(final Path folder) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                final ZipEntry entry =
                        new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
                entry.setTime(0);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
            }
        }
        return bytes.toByteArray();
    }

    private static MessageDigest digest(final String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
