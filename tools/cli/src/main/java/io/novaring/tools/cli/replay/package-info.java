/* SPDX-License-Identifier: Apache-2.0 */
/** Takes recorded decisions again, and shows what was known at an instant. */
package io.novaring.tools.cli.replay;
