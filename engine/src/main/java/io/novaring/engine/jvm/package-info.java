/* SPDX-License-Identifier: Apache-2.0 */
/** What the engine asks of the JVM it runs in. */
package io.novaring.engine.jvm;
