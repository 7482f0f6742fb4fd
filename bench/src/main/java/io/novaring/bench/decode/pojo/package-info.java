/* SPDX-License-Identifier: Apache-2.0 */
/** What the libraries that bind to objects bind to. */
package io.novaring.bench.decode.pojo;
