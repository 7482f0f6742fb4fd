/* SPDX-License-Identifier: Apache-2.0 */
/** From bytes to an event and back, measured beside other libraries and beside floors. */
package io.novaring.bench.decode;
