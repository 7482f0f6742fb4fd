/* SPDX-License-Identifier: Apache-2.0 */
/** What every command needs to speak with a person: words, tables, curves, and an orderly end. */
package io.novaring.tools.cli.console;
