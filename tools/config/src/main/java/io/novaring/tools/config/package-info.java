/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Configuration from HOCON: {@link io.novaring.tools.config.NovaRingConfig} reads the same file for
 * {@code novaring run} and for a program that embeds the engine.
 */
package io.novaring.tools.config;
