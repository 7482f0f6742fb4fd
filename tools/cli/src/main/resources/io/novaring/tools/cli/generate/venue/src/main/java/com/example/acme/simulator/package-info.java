/* SPDX-License-Identifier: Apache-2.0 */
/**
 * An acme on loopback, for tests and the demo. It shares no code with the client it judges: a
 * mistake made on both sides would be seen by nobody.
 */
package com.example.acme.simulator;
