/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import io.novaring.tools.cli.console.Units;
import java.util.Optional;

/** Whether the time of day is right: what is compared with a venue's time needs it. */
final class ClockChecks {
    private static final String NAME = "time of day";
    private static final double OFFSET_MAX_SECONDS = 0.1;
    private static final double OFFSET_GOOD_SECONDS = 0.001;
    private static final int OFFSET_FIELD = 4;
    private static final int LEAP_FIELD = 13;
    private static final String FIX =
            "sudo apt-get install chrony    # or: sudo timedatectl set-ntp true";

    private ClockChecks() {}

    static Finding check(final Machine machine) {
        final Optional<Finding> chrony =
                machine.run("chronyc", "-c", "tracking").map(ClockChecks::ofChrony);
        if (chrony.isPresent()) {
            return chrony.get();
        }
        final Optional<String> synchronised =
                machine.run("timedatectl", "show", "-p", "NTPSynchronized", "--value");
        if (synchronised.isPresent()) {
            return "yes".equals(synchronised.get())
                    ? Finding.ok(NAME, "synchronised; by how much it is off is not told")
                    : notSynchronised("timedatectl: not synchronised");
        }
        if (machine.text("/run/systemd/timesync/synchronized").isPresent()) {
            return Finding.ok(NAME, "synchronised by systemd; by how much it is off is not told");
        }
        return Finding.unknown(
                NAME, "neither chronyc nor timedatectl answers: the host of a VM may keep it");
    }

    /** Comma-separated: the offset of the system's time is the fifth field, the leap state last. */
    private static Finding ofChrony(final String tracking) {
        final String[] fields = tracking.split(",");
        final double seconds;
        try {
            seconds = Math.abs(Double.parseDouble(fields[OFFSET_FIELD]));
        } catch (final NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Finding.unknown(NAME, "chronyc answers in words that are not known");
        }
        if (fields.length > LEAP_FIELD && "Not synchronised".equals(fields[LEAP_FIELD].strip())) {
            return notSynchronised("chrony: not synchronised");
        }
        final String found = "chrony: off by " + Units.duration((long) (seconds * 1e9));
        if (seconds > OFFSET_MAX_SECONDS) {
            return Finding.problem(
                    NAME,
                    found,
                    "books count as late or from the future, and venues refuse requests",
                    "sudo chronyc makestep");
        }
        if (seconds > OFFSET_GOOD_SECONDS) {
            return Finding.advice(
                    NAME, found, "the age of messages is wrong by as much", "chronyc sources -v");
        }
        return Finding.ok(NAME, found);
    }

    private static Finding notSynchronised(final String found) {
        return Finding.problem(
                NAME, found, "the age of messages and the time of records drift away", FIX);
    }
}
