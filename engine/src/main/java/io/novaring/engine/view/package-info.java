/* SPDX-License-Identifier: Apache-2.0 */
/** What is known of many instruments behind one event: see docs/views.md. */
package io.novaring.engine.view;
