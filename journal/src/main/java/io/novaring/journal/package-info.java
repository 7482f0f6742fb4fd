/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The journal: every event of a run, in order, in one file. Written through a memory-mapped
 * Chronicle queue, read without it.
 */
package io.novaring.journal;
