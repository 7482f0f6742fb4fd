/* SPDX-License-Identifier: Apache-2.0 */
/** Runs and replays as the commands see them: clients, figures, journals. */
package io.novaring.tools.cli.session;
