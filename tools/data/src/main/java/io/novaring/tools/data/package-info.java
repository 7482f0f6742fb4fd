/* SPDX-License-Identifier: Apache-2.0 */

/** Recordings as tables for researchers, and others' recordings as journals. */
package io.novaring.tools.data;
