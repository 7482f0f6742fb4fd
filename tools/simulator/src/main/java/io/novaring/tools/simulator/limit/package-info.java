/* SPDX-License-Identifier: Apache-2.0 */
/** What the venue lets one client ask of it. */
package io.novaring.tools.simulator.limit;
