/* SPDX-License-Identifier: Apache-2.0 */
/** Reading HOCON: files, includes, environment, and where each value came from. */
package io.novaring.tools.config.hocon;
