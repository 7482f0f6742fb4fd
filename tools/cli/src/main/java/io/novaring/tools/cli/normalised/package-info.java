/* SPDX-License-Identifier: Apache-2.0 */
/** Events as normalised lines of JSON. */
package io.novaring.tools.cli.normalised;
