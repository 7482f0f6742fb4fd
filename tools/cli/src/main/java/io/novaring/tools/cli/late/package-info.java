/* SPDX-License-Identifier: Apache-2.0 */

/** Why events of a recorded run were late. */
package io.novaring.tools.cli.late;
