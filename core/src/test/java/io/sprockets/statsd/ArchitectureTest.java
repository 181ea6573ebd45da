package io.sprockets.statsd;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the design, and that behaviour only flows downward. */
@AnalyzeClasses(packages = "io.sprockets.statsd", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /**
     * Words that every room may use: what a user may name, but for the connector itself, and the values that a builder
     * takes.
     */
    private static final DescribedPredicate<JavaClass> VOCABULARY = belongToAnyOf(
            Aggregation.class,
            ConnectorListener.class,
            Counter.class,
            Delivery.class,
            Dialect.class,
            DropReason.class,
            Event.class,
            Gauge.class,
            Histogram.class,
            MemberSet.class,
            Origin.class,
            Overflow.class,
            Protocol.class,
            ServerAddress.class,
            ServiceCheck.class,
            Statsd.class,
            Tags.class,
            Timer.class,
            Timing.class,
            Tls.class);

    @ArchTest
    static final ArchRule A_METRIC_FLOWS_DOWNWARD = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.sprockets.statsd..")
            .layer("face")
            .definedBy(resideInAPackage("io.sprockets.statsd").and(not(VOCABULARY)))
            .layer("settings")
            .definedBy("io.sprockets.statsd.settings")
            .layer("call")
            .definedBy("io.sprockets.statsd.call")
            .layer("series")
            .definedBy("io.sprockets.statsd.series")
            .layer("line")
            .definedBy("io.sprockets.statsd.line")
            .layer("queue")
            .definedBy("io.sprockets.statsd.queue")
            .layer("sender")
            .definedBy("io.sprockets.statsd.sender")
            .layer("fold")
            .definedBy("io.sprockets.statsd.fold")
            .layer("link")
            .definedBy("io.sprockets.statsd.link")
            .layer("ledger")
            .definedBy("io.sprockets.statsd.ledger")
            .layer("transport")
            .definedBy("io.sprockets.statsd.transport")
            .layer("spi")
            .definedBy("io.sprockets.statsd.spi")
            .whereLayer("face")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("settings")
            .mayOnlyBeAccessedByLayers("face")
            .whereLayer("call")
            .mayOnlyBeAccessedByLayers("face", "settings")
            .whereLayer("series")
            .mayOnlyBeAccessedByLayers("face", "settings", "call", "sender", "fold")
            .whereLayer("line")
            .mayOnlyBeAccessedByLayers("face", "settings", "call", "series", "sender", "fold", "link")
            .whereLayer("queue")
            .mayOnlyBeAccessedByLayers("face", "settings", "call", "series", "line", "sender", "fold")
            .whereLayer("sender")
            .mayOnlyBeAccessedByLayers("face", "settings", "call")
            .whereLayer("fold")
            .mayOnlyBeAccessedByLayers("face", "settings", "sender")
            .whereLayer("link")
            .mayOnlyBeAccessedByLayers("face", "settings", "sender")
            .whereLayer("ledger")
            .mayOnlyBeAccessedByLayers("face", "settings", "call", "sender", "fold", "link")
            .whereLayer("transport")
            .mayOnlyBeAccessedByLayers("face", "settings", "sender", "link")
            .whereLayer("spi")
            .mayOnlyBeAccessedByLayers("transport")
            .ignoreDependency(VOCABULARY, DescribedPredicate.alwaysTrue());

    @ArchTest
    static final ArchRule THE_FACE_HAS_PUBLIC_TYPES_ONLY = classes()
            .that()
            .resideInAPackage("io.sprockets.statsd")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .bePublic();

    @ArchTest
    static final ArchRule ONLY_THE_SENDER_AND_WHAT_READS_SETTINGS_LOG = noClasses()
            .that()
            .resideOutsideOfPackages("io.sprockets.statsd.sender", "io.sprockets.statsd.settings")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.slf4j..");

    @ArchTest
    static final ArchRule LINE_AND_QUEUE_DO_NO_IO = noClasses()
            .that()
            .resideInAnyPackage("io.sprockets.statsd.line", "io.sprockets.statsd.queue")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.channels..", "java.io..");

    @ArchTest
    static final ArchRule NOTHING_IS_FOUND_BY_NAME = noClasses()
            .that()
            .resideOutsideOfPackage("io.sprockets.statsd.testing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .orShould()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .callMethod(Class.class, "getResource", String.class)
            .orShould()
            .callMethod(Class.class, "getResourceAsStream", String.class)
            .because("META-INF/native-image tells GraalVM so");

    @ArchTest
    static final ArchRule NO_THREAD_LOCALS =
            fields().should().notHaveRawType(ThreadLocal.class).because("virtual threads are many");
}
