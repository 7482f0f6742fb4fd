/* SPDX-License-Identifier: Apache-2.0 */

/** Recordings in one plain file, to be handed on: slices, copies and merges. */
package io.novaring.journal.flat;
