/* SPDX-License-Identifier: Apache-2.0 */
/** What a program wants done with orders, and what became of them. */
package io.novaring.codec.order;
