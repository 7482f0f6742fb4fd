/* SPDX-License-Identifier: Apache-2.0 */
/** The engine: what an embedding program starts, asks and stops. */
package io.novaring.engine;
