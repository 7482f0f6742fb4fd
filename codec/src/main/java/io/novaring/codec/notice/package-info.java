/* SPDX-License-Identifier: Apache-2.0 */
/** Columns of the rarer kinds of events, made in a slot when it first carries one. */
package io.novaring.codec.notice;
