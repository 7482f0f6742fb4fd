/* SPDX-License-Identifier: Apache-2.0 */
/** Eight bytes at a time: words of a message, and digits of a number. */
package io.novaring.codec.swar;
