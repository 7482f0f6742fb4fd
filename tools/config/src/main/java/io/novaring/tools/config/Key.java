/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

/**
 * A key of the configuration.
 *
 * @param path within its section.
 * @param byDefault null for one that depends on something else.
 * @param isSecret its value is shown nowhere.
 * @param comment what it means, for the example; one sentence or two.
 */
record Key<T>(String path, ValueType<T> type, T byDefault, boolean isSecret, String comment) {
    static <T> Key<T> of(
            final String path, final ValueType<T> type, final T byDefault, final String comment) {
        return new Key<>(path, type, byDefault, false, comment);
    }

    static Key<String> secret(final String path, final String comment) {
        return new Key<>(path, ValueType.TEXT, "", true, comment);
    }
}
