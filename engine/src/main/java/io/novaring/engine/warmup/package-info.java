/* SPDX-License-Identifier: Apache-2.0 */
/** Has the hot path compiled before the first live message. */
package io.novaring.engine.warmup;
