/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.generate;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs every test of a folder of classes, in a process of its own: with the JVM flags of the
 * project, and without the settings of this build. Ends with 0 when there were some and all passed.
 */
public final class GeneratedTests {
    private GeneratedTests() {}

    public static void main(final String... args) {
        final LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(
                                DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(args[0]))))
                        .build();
        final SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        final TestExecutionSummary summary = listener.getSummary();
        final PrintWriter out = new PrintWriter(System.out, true);
        summary.printFailuresTo(out, 30);
        out.println("passed: " + summary.getTestsSucceededCount());
        final boolean isGood =
                summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0;
        System.exit(isGood ? 0 : 1);
    }
}
