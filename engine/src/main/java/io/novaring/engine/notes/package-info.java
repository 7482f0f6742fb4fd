/* SPDX-License-Identifier: Apache-2.0 */

/** The way of notes from whoever takes them to the recorder's thread. */
package io.novaring.engine.notes;
