/* SPDX-License-Identifier: Apache-2.0 */
/** What happens when things break: each fault the simulator can make, against a whole engine. */
package io.novaring.tools.cli.failure;
