package io.sprockets.statsd.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RebuiltMountsTest {
    private final RebuiltMounts mounts = new RebuiltMounts();

    @Test
    void of_replacesTheValuesOfParametersThatTheRouteHasNot() {
        assertThat(mounts.of("/tenants/42/", "/orders/:id", Map.of("tenant", "42", "id", "7")))
                .isEqualTo("/tenants/:tenant/");
        assertThat(mounts.of("/api/", "/orders/:id", Map.of("id", "api"))).isEqualTo("/api/");
    }

    @Test
    void of_takesTheLastSegmentOfAValueThatIsAlsoAStaticText() {
        assertThat(mounts.of("/tenants/tenants/", "/orders", Map.of("tenant", "tenants")))
                .isEqualTo("/tenants/:tenant/");
    }

    @Test
    void of_replacesEveryParameterWhenTheirValuesAreEqual() {
        assertThat(mounts.of("/a/7/b/7/", "/orders", Map.of("tenant", "7", "user", "7")))
                .isEqualTo("/a/:tenant/b/:user/");
    }

    @Test
    void of_keepsTheOrderItHasSeenWhenValuesAreEqual() {
        assertThat(mounts.of("/7/8/", "/orders", Map.of("user", "7", "tenant", "8")))
                .isEqualTo("/:user/:tenant/");
        assertThat(mounts.of("/9/9/", "/orders", Map.of("user", "9", "tenant", "9")))
                .isEqualTo("/:user/:tenant/");
    }

    @Test
    void of_comparesDecodedValues() {
        assertThat(mounts.of("/tenants/a%20b+c%2Fd/", "/orders", Map.of("tenant", "a b+c/d")))
                .isEqualTo("/tenants/:tenant/");
    }

    @Test
    void of_hasALimitWhereNoParameterShowsWhatTheClientChose() {
        Set<String> patterns = new HashSet<>();
        for (int tenant = 0; tenant < 10_000; tenant++) {
            patterns.add(mounts.of("/v" + tenant + "/", "/orders", Map.of("version", "" + tenant)));
        }

        assertThat(patterns).hasSize(33).contains(RebuiltMounts.ANY);
    }
}
