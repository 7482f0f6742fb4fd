/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads files and what they include. Used once, by one thread. */
final class HoconReader {
    private static final long FILE_BYTES_MAX = 1 << 20;

    /** Words beside which an error of syntax might show a secret. */
    private static final Pattern GUARDED =
            Pattern.compile(
                    "(?i)secret|credential|password|passphrase|token|key-?id|(api|private)-?key");

    private static final Pattern COMMENT = Pattern.compile("(?m)(#|//).*$");
    private static final Pattern LINE = Pattern.compile(": (\\d+): ");

    private final List<Path> files = new ArrayList<>();
    private final List<String> stamps = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    /** Every file read, in the order of reading. */
    List<Path> files() {
        return List.copyOf(files);
    }

    /** What each file was before it was read. */
    List<String> stamps() {
        return List.copyOf(stamps);
    }

    /** Differs when a file was written, replaced or removed. */
    static String stamp(final Path file) {
        try {
            final BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
                    + " "
                    + attributes.size()
                    + " "
                    + attributes.fileKey();
        } catch (final IOException e) {
            return "absent";
        }
    }

    List<String> notices() {
        return List.copyOf(notices);
    }

    Config readFile(final Path file, final int depth) {
        final String stamp = stamp(file);
        final String text = textOf(file);
        files.add(file);
        stamps.add(stamp);
        final Path parent = file.toAbsolutePath().getParent();
        return parse(text, file.toString(), parent, depth);
    }

    Config parse(final String text, final String name, final Path folder, final int depth) {
        final ConfigParseOptions options =
                ConfigParseOptions.defaults()
                        .setSyntax(ConfigSyntax.CONF)
                        .setOriginDescription(name)
                        .setIncluder(new Includes(this, name, folder, depth));
        final Config parsed;
        try {
            parsed = ConfigFactory.parseString(text, options);
        } catch (final ConfigException e) {
            throw notUnderstood(e, name, text);
        }
        notices.addAll(DuplicateKeys.in(text, name));
        return parsed;
    }

    /** The library's words, without what may be a part of a secret. */
    static InvalidConfigException notUnderstood(
            final ConfigException failure, final String name, final String text) {
        final Origin origin =
                failure.origin() == null
                        ? new Origin(Origin.Kind.FILE, name, 0)
                        : Origin.of(failure.origin());
        // The origin holds the line in its text only.
        final String message = failure.getMessage();
        final Matcher line = LINE.matcher(message);
        final boolean hasLine = line.find();
        final String where =
                origin.line() == 0 && hasLine
                        ? new Origin(origin.kind(), origin.name(), Integer.parseInt(line.group(1)))
                                .toString()
                        : origin.toString();
        if (GUARDED.matcher(COMMENT.matcher(text).replaceAll("")).find()) {
            return new InvalidConfigException(
                    where
                            + ": not HOCON; look for a quote, brace or bracket that is not closed"
                            + " (details are not shown: there may be a secret near)");
        }
        final String details = hasLine ? message.substring(line.end()) : message;
        final int advice = details.indexOf(" (if you intended");
        return new InvalidConfigException(
                where + ": not HOCON: " + (advice < 0 ? details : details.substring(0, advice)));
    }

    private static String textOf(final Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new InvalidConfigException(file + " is a directory: name a file in it");
            }
            final long length = Files.size(file);
            if (length > FILE_BYTES_MAX) {
                throw new InvalidConfigException(
                        file + " has " + length + " bytes: no configuration is above 1 MiB");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (final NoSuchFileException e) {
            throw new InvalidConfigException("cannot read " + file + ": there is no such file");
        } catch (final AccessDeniedException e) {
            throw new InvalidConfigException(
                    "cannot read " + file + ": this user may not; see ls -l " + file);
        } catch (final CharacterCodingException e) {
            throw new InvalidConfigException("cannot read " + file + ": it is not UTF-8");
        } catch (final IOException e) {
            throw new InvalidConfigException("cannot read " + file + ": " + e.getMessage());
        }
    }
}
