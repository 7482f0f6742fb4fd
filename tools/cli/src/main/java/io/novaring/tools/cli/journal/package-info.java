/* SPDX-License-Identifier: Apache-2.0 */
/** Looks into journals: what they hold, whether it is whole, and what of it is cut out. */
package io.novaring.tools.cli.journal;
