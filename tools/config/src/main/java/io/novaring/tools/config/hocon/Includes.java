/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config.hocon;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import java.nio.file.Path;

/**
 * What {@code include} may do: name a file, relative to the one that names it. An address would let
 * whoever serves it configure this process; a class path is not the operator's to see.
 */
final class Includes
        implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    private static final int DEPTH_MAX = 8;

    private final HoconReader reader;
    private final String includer;
    private final Path folder;
    private final int depth;

    /**
     * @param folder of the file that includes; null when it is no file.
     */
    Includes(final HoconReader reader, final String includer, final Path folder, final int depth) {
        this.reader = reader;
        this.includer = includer;
        this.folder = folder;
        this.depth = depth;
    }

    @Override
    public ConfigIncluder withFallback(final ConfigIncluder fallback) {
        // The library's own includer would read addresses and class paths.
        return this;
    }

    @Override
    public ConfigObject include(final ConfigIncludeContext context, final String what) {
        if (what.contains("://")) {
            throw refused("an address", what);
        }
        return read(what);
    }

    @Override
    public ConfigObject includeFile(final ConfigIncludeContext context, final File what) {
        return read(what.getPath());
    }

    @Override
    public ConfigObject includeURL(final ConfigIncludeContext context, final URL what) {
        throw refused("an address", what.toString());
    }

    @Override
    public ConfigObject includeResources(final ConfigIncludeContext context, final String what) {
        throw refused("the class path", what);
    }

    private ConfigObject read(final String what) {
        if (folder == null) {
            throw refused("a file from a text that is none", what);
        }
        if (depth >= DEPTH_MAX) {
            throw new InvalidConfigException(
                    includer
                            + ": includes go deeper than "
                            + DEPTH_MAX
                            + ": does a file include"
                            + " itself? "
                            + what);
        }
        return reader.readFile(folder.resolve(what), depth + 1).root();
    }

    private InvalidConfigException refused(final String source, final String what) {
        return new InvalidConfigException(
                includer
                        + ": include of "
                        + source
                        + " is refused: "
                        + what
                        + "; copy it to a file beside this one and include that");
    }
}
