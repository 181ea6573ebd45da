package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public face stays small enough to learn in a minute. */
class ApiSizeTest {
    private static final int MOST_METHODS = 22; // overloads aside
    private static final int MOST_TYPES = 20; // nested ones too

    private static final Set<String> EXPORTED = Set.of("io.sprockets.statsd", "io.sprockets.statsd.spi");

    private static final Set<Class<?>> INSTRUMENTS =
            Set.of(Counter.class, Gauge.class, Histogram.class, MemberSet.class, Timer.class, Timing.class);

    @Test
    void statsdHasFewMethods() {
        Set<String> names = Stream.of(Statsd.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).hasSizeLessThanOrEqualTo(MOST_METHODS).contains("incr", "at", "noop");
    }

    @Test
    void connectorAddsNothingThatRecords() {
        Set<String> recording = Stream.of(Statsd.class.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        Set<String> own = Stream.of(StatsdConnector.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .filter(name -> !recording.contains(name))
                .collect(Collectors.toSet());
        assertThat(own)
                .containsExactlyInAnyOrder(
                        "builder",
                        "fromEnvironment",
                        "start",
                        "stop",
                        "close",
                        "stats",
                        "flush",
                        "relay",
                        "lastValues",
                        "dialect",
                        "prefix",
                        "toString");
    }

    @Test
    void thereAreFewPublicTypesBesidesTheInstruments() {
        Set<String> types = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.sprockets.statsd").stream()
                        .filter(type -> EXPORTED.contains(type.getPackageName()))
                        .filter(ApiSizeTest::isPublic)
                        .filter(type -> INSTRUMENTS.stream().noneMatch(type::isEquivalentTo))
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(types)
                .hasSizeLessThanOrEqualTo(MOST_TYPES)
                .contains(Statsd.class.getName(), StatsdConnector.Builder.class.getName());
    }

    @Test
    void noOtherPackageIsExported() {
        assertThat(Statsd.class.getModule().getDescriptor().exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrderElementsOf(EXPORTED);
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ApiSizeTest::isPublic).orElse(true);
    }
}
