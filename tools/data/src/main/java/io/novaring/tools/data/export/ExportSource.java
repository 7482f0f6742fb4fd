/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

/**
 * What an export was made of.
 *
 * @param journal its name.
 * @param run of the journal.
 * @param until sequence behind the last event that was exported.
 * @param problem what is wrong with the journal behind that, or null.
 */
public record ExportSource(String journal, int run, long until, String problem) {}
