/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cores, who else may use them, how fast they run, and the clock they read. */
final class CpuChecks {
    private static final String CPU = "/sys/devices/system/cpu/";
    private static final String CLOCKS = "/sys/devices/system/clocksource/clocksource0/";
    private static final int CORES_FOR_THREADS = 3;

    private CpuChecks() {}

    static List<Finding> of(final Machine machine, final int coresOfJvm) {
        final List<Finding> findings = new ArrayList<>();
        findings.add(cores(machine, coresOfJvm));
        findings.add(siblings(machine));
        findings.add(isolation(machine));
        findings.add(governor(machine));
        findings.add(clockSource(machine));
        findings.add(CpuQuota.check(machine));
        return findings;
    }

    private static Finding cores(final Machine machine, final int coresOfJvm) {
        final int online =
                machine.text(CPU + "online").map(Machine::cores).map(List::size).orElse(0);
        final String found =
                coresOfJvm + (online > coresOfJvm ? " of " + online : "") + " for the JVM";
        if (coresOfJvm == 1) {
            return Finding.problem(
                    "cores",
                    found,
                    "sockets, stages, journal and the JVM's own threads take turns of milliseconds:"
                            + " give it two at least",
                    "");
        }
        if (coresOfJvm < CORES_FOR_THREADS) {
            return Finding.advice(
                    "cores",
                    found,
                    "the I/O thread runs the stages itself; with three and more they have a thread"
                            + " of their own",
                    "");
        }
        return Finding.ok("cores", found);
    }

    private static Finding siblings(final Machine machine) {
        final Optional<String> list = machine.text(CPU + "cpu0/topology/thread_siblings_list");
        if (list.isEmpty()) {
            return Finding.unknown("SMT", "no core tells of its siblings");
        }
        if (Machine.cores(list.get()).size() > 1) {
            return Finding.advice(
                    "SMT",
                    "two threads a core, such as " + list.get(),
                    "a busy sibling takes up to half of a spinning thread's core: pin spinners to"
                            + " cores of their own, or turn it off",
                    "echo off | sudo tee " + CPU + "smt/control");
        }
        return Finding.ok("SMT", "one thread a core");
    }

    private static Finding isolation(final Machine machine) {
        final String isolated = machine.text(CPU + "isolated").orElse("");
        final String tickless =
                machine.text(CPU + "nohz_full").filter(t -> !t.contains("null")).orElse("");
        final String fix =
                "sudo grubby --update-kernel=ALL --args='isolcpus=CORES nohz_full=CORES"
                        + " rcu_nocbs=CORES'";
        if (isolated.isEmpty()) {
            return Finding.advice(
                    "isolation",
                    "no core is isolated",
                    "any process may run where a thread of the engine spins; isolate its cores and"
                            + " pin it there (engine.pin)",
                    fix);
        }
        if (tickless.isEmpty()) {
            return Finding.advice(
                    "isolation",
                    isolated + " isolated, with ticks",
                    "the kernel's tick stops a spinning thread 100 to 1,000 times a second",
                    fix);
        }
        return Finding.ok("isolation", isolated + " isolated, " + tickless + " without ticks");
    }

    private static Finding governor(final Machine machine) {
        final Optional<String> governor = machine.text(CPU + "cpu0/cpufreq/scaling_governor");
        if (governor.isEmpty()) {
            return Finding.unknown(
                    "governor", "frequencies are not this machine's to set, as in most VMs");
        }
        if (!"performance".equals(governor.get())) {
            return Finding.advice(
                    "governor",
                    governor.get(),
                    "a core that slept wakes slowly and at a low frequency",
                    "sudo cpupower frequency-set -g performance");
        }
        return Finding.ok("governor", governor.get());
    }

    private static Finding clockSource(final Machine machine) {
        final Optional<String> source = machine.text(CLOCKS + "current_clocksource");
        if (source.isEmpty()) {
            return Finding.unknown("clock source", "this kernel has no such file");
        }
        final boolean hasTsc =
                machine.text(CLOCKS + "available_clocksource").orElse("").contains("tsc");
        return switch (source.get()) {
            case "tsc", "arch_sys_counter" -> Finding.ok("clock source", source.get());
            case "kvm-clock", "hyperv_clocksource_tsc_page" ->
                    Finding.advice(
                            "clock source",
                            source.get(),
                            "readable without the kernel, but slower than tsc",
                            hasTsc ? fixClock() : "");
            default ->
                    Finding.problem(
                            "clock source",
                            source.get(),
                            "each look at the time is a call of the kernel: about a microsecond,"
                                    + " several times a message",
                            hasTsc ? fixClock() : "");
        };
    }

    private static String fixClock() {
        return "echo tsc | sudo tee " + CLOCKS + "current_clocksource";
    }
}
