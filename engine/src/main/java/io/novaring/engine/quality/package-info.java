/* SPDX-License-Identifier: Apache-2.0 */

/** When which book could be trusted. */
package io.novaring.engine.quality;
