/* SPDX-License-Identifier: Apache-2.0 */
/** Writes new projects from the templates among the resources of this package. */
package io.novaring.tools.cli.generate;
