/* SPDX-License-Identifier: Apache-2.0 */
/** What is looked at before an order is sent: see docs/risk.md. */
package io.novaring.engine.risk;
