/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.fault;

/**
 * A fault with its trigger. It fires once.
 *
 * @param number its place in the plan, from 0; what is asked for later counts on.
 */
public record PlannedFault(int number, FaultTrigger trigger, Fault fault) {
    public PlannedFault {
        final boolean ofChannel = trigger.kind() == FaultTrigger.Kind.AFTER_FRAMES;
        if (fault.kind().scope() == FaultScope.CHANNEL && fault.channel() == null && !ofChannel) {
            throw new IllegalArgumentException(
                    fault.kind().word() + " needs a channel, unless it comes after its frames");
        }
        if (fault.kind().isOfBooks() && fault.channel() == null && !Fault.isBook(trigger.name())) {
            throw new IllegalArgumentException(
                    fault.kind().word()
                            + " is of book.{instrument}.{interval}, not of "
                            + trigger.name());
        }
        final boolean named = fault.kind().parameters().contains(FaultParameter.CHANNEL);
        if (named && fault.kind().scope() == FaultScope.SUBSCRIBE && fault.channel() == null) {
            throw new IllegalArgumentException(fault.kind().word() + " needs a channel");
        }
    }

    /** The channel it is of, or null. */
    public String channel() {
        if (fault.channel() != null) {
            return fault.channel();
        }
        return trigger.kind() == FaultTrigger.Kind.AFTER_FRAMES ? trigger.name() : null;
    }

    /** Its line in a plan's text. */
    @Override
    public String toString() {
        return trigger + ": " + fault;
    }
}
