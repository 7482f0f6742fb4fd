/* SPDX-License-Identifier: Apache-2.0 */
/** Commands that turn recordings into data for others. */
package io.novaring.tools.cli.data;
