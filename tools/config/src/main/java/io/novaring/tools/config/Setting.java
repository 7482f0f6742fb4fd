/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.tools.config.hocon.Origin;

/**
 * One key as it is in force.
 *
 * @param key its whole path.
 * @param value as a person reads it; {@code ***} for a secret one that is set.
 * @param hocon the value as a file would have it; {@code ***} as well.
 * @param isSecret neither text is the value.
 */
public record Setting(String key, String value, String hocon, boolean isSecret, Origin origin) {
    static final String HIDDEN = "***";
}
