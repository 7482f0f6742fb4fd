/* SPDX-License-Identifier: Apache-2.0 */
/** A journal that is opened while the engine starts. */
package io.novaring.journal.beside;
