/* SPDX-License-Identifier: Apache-2.0 */
/** Orders between a program's thread and the ring: entry, credits, futures, the kill switch. */
package io.novaring.engine.order;
