/* SPDX-License-Identifier: Apache-2.0 */
/** Keeps threads on cores that were named for them. */
package io.novaring.engine.pinning;
