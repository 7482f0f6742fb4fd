/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Where a journal's bytes go: the mapped queue, space that is reserved before it is written, and
 * the thread that looks after both. Knows nothing of what the bytes mean.
 */
package io.novaring.journal.files;
