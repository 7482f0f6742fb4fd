/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import java.util.List;

/**
 * Which indices are locked.
 *
 * @param locked {@code true} for all, {@code partial}, {@code false}; null when not said.
 * @param lockedIndices those that are, when only some are.
 */
public record PlatformStatus(String locked, List<String> lockedIndices) {}
