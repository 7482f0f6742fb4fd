/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The module rules of docs/architecture.md, held. */
final class ArchitectureTest {
    /** Beside the page that describes the package. */
    private static final int FILES_PER_PACKAGE_MAX = 25;

    private static final JavaClasses NOVARING =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.novaring");

    /** Module, and the modules it may use. */
    private static final Map<String, List<String>> MAY_USE =
            Map.of(
                    "io.novaring.codec..", List.of(),
                    "io.novaring.engine..", List.of("io.novaring.codec.."),
                    "io.novaring.journal..", List.of("io.novaring.codec.."),
                    "io.novaring.venues..", List.of("io.novaring.codec..", "io.novaring.engine.."),
                    "io.novaring.tools.simulator..", List.of("io.novaring.codec.."),
                    "io.novaring.tools.config..",
                            List.of(
                                    "io.novaring.codec..",
                                    "io.novaring.engine..",
                                    "io.novaring.venues..",
                                    "io.novaring.journal.."),
                    "io.novaring.tools.telemetry..",
                            List.of("io.novaring.codec..", "io.novaring.engine.."),
                    "io.novaring.tools.backtest..",
                            List.of(
                                    "io.novaring.codec..",
                                    "io.novaring.engine..",
                                    "io.novaring.venues..",
                                    "io.novaring.journal..",
                                    "io.novaring.tools.simulator.."),
                    "io.novaring.tools.data..",
                            List.of(
                                    "io.novaring.codec..",
                                    "io.novaring.engine..",
                                    "io.novaring.venues..",
                                    "io.novaring.journal.."),
                    "io.novaring.examples..",
                            List.of(
                                    "io.novaring.codec..",
                                    "io.novaring.engine..",
                                    "io.novaring.venues..",
                                    "io.novaring.journal..",
                                    "io.novaring.tools.simulator.."));

    /** Library, and the only packages that may know it. */
    private static final Map<String, List<String>> OWNERS =
            Map.of(
                    "com.dslplatform..", List.of("io.novaring.codec.json"),
                    "org.java_websocket..", List.of("io.novaring.engine.connection.wire"),
                    "net.openhft..", List.of("io.novaring.journal.files"),
                    "org.HdrHistogram..",
                            List.of("io.novaring.engine.telemetry", "io.novaring.tools.cli.."),
                    "io.micrometer..", List.of("io.novaring.tools.telemetry"),
                    "picocli..", List.of("io.novaring.tools.cli.."),
                    "org.duckdb..", List.of("io.novaring.tools.data.."),
                    "org.apache.arrow..", List.of("io.novaring.tools.data.."),
                    "com.typesafe.config..", List.of("io.novaring.tools.config.."),
                    "com.fasterxml.jackson..", List.of("io.novaring.tools.."));

    @Test
    void shouldSeeEveryModule() {
        // Rules over nothing always hold.
        for (final String module : MAY_USE.keySet()) {
            final String prefix = module.replace("..", "");
            assertTrue(
                    NOVARING.stream().filter(c -> c.getPackageName().startsWith(prefix)).count()
                            > 2,
                    "no classes below " + module);
        }
    }

    @TestFactory
    List<DynamicTest> shouldUseOnlyTheModulesDrawn() {
        return MAY_USE.entrySet().stream()
                .map(
                        entry -> {
                            final List<String> allowed =
                                    new java.util.ArrayList<>(entry.getValue());
                            allowed.add(entry.getKey());
                            final ArchRule rule =
                                    classes()
                                            .that()
                                            .resideInAPackage(entry.getKey())
                                            .should()
                                            .onlyDependOnClassesThat(outsideOrIn(allowed));
                            return DynamicTest.dynamicTest(
                                    entry.getKey(), () -> rule.check(NOVARING));
                        })
                .toList();
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> outsideOrIn(
            final List<String> allowed) {
        return JavaClass.Predicates.resideOutsideOfPackage("io.novaring..")
                .or(JavaClass.Predicates.resideInAnyPackage(allowed.toArray(new String[0])));
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().matching("io.novaring.(**)").should().beFreeOfCycles().check(NOVARING);
    }

    @TestFactory
    List<DynamicTest> shouldKeepEachLibraryWithItsOwner() {
        return OWNERS.entrySet().stream()
                .map(
                        entry -> {
                            final ArchRule rule =
                                    noClasses()
                                            .that()
                                            .resideOutsideOfPackages(
                                                    entry.getValue().toArray(new String[0]))
                                            .should()
                                            .dependOnClassesThat()
                                            .resideInAPackage(entry.getKey());
                            return DynamicTest.dynamicTest(
                                    entry.getKey(), () -> rule.check(NOVARING));
                        })
                .toList();
    }

    @Test
    void shouldKeepVenuesOutOfTheEngine() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.novaring.codec..", "io.novaring.engine..", "io.novaring.journal..")
                .should()
                .haveNameMatching("(?i).*deribit.*")
                .check(NOVARING);
    }

    @Test
    void shouldKeepStagesAndBooksFreeOfClocksSocketsAndThreads() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.novaring.engine.stage",
                        "io.novaring.engine.book",
                        "io.novaring.engine.snapshot",
                        "io.novaring.engine.quality",
                        "io.novaring.engine.reconnect",
                        "io.novaring.engine.risk",
                        "io.novaring.engine.venue",
                        "io.novaring.venues..",
                        "io.novaring.codec..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.channels..", "java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .callMethodWhere(
                        target(owner(assignableTo(Thread.class)))
                                .and(target(not(name("onSpinWait")))))
                .check(NOVARING);
    }

    @Test
    void shouldNeitherPrintNorSleepInLibraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.novaring.tools.cli..")
                // A program, not a library.
                .and()
                .doNotHaveFullyQualifiedName("io.novaring.examples.Quickstart")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(NOVARING);
    }

    @Test
    void shouldKeepPackagesSmallEnoughToHoldInOnesHead() {
        final Map<String, Set<String>> files =
                NOVARING.stream()
                        .filter(c -> c.getSource().isPresent())
                        .filter(c -> !c.getSimpleName().equals("package-info"))
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName,
                                        Collectors.mapping(
                                                c ->
                                                        c.getSource()
                                                                .get()
                                                                .getFileName()
                                                                .orElse(c.getName()),
                                                Collectors.toSet())));
        files.forEach(
                (name, sources) ->
                        assertTrue(
                                sources.size() <= FILES_PER_PACKAGE_MAX,
                                name + " has " + sources.size() + " files"));
    }
}
