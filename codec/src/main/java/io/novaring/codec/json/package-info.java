/* SPDX-License-Identifier: Apache-2.0 */
/** Reading JSON through DSL-JSON and writing it, without allocation. */
package io.novaring.codec.json;
