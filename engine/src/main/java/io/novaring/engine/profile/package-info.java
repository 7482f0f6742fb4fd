/* SPDX-License-Identifier: Apache-2.0 */
/** Sets of figures for how a connection behaves. */
package io.novaring.engine.profile;
