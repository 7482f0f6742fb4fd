/* SPDX-License-Identifier: Apache-2.0 */
/** Order books that know whether they may be believed. */
package io.novaring.engine.book;
