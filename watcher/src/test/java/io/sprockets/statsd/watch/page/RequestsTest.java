package io.sprockets.statsd.watch.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests at the edges of what one can ask for. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RequestsTest {
    private static OpenPage page;

    @BeforeAll
    static void open() throws IOException {
        page = new OpenPage(100);
        page.receive("a:1|c\nb:2|c\nc:3|g\n");
    }

    @AfterAll
    static void close() {
        page.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/series, 3",
        "/api/series?, 3",
        "/api/series?&&, 3",
        "/api/series?offset=1, 2",
        "/api/series?offset=3, 0",
        "/api/series?offset=2147483647, 0",
        "/api/series?offset=1&limit=2147483647, 2",
        "/api/series?offset=99999999999999999999999, 0",
        "/api/series?limit=99999999999999999999999, 3",
        "/api/series?limit=0, 0",
        "/api/series?limit=1, 1",
        "/api/series?limit=&offset=&sort=&order=&type=&tag=&prefix=&q=, 3",
        "/api/series?order=asc, 3",
        "/api/series?order=desc&sort=rate, 3",
        "/api/series?q=%FF, 0",
        "/api/series?=x&unknown=1, 3",
    })
    void seriesAreAskedForAtTheEdges(String target, int series) throws IOException {
        OpenPage.Answer answer = page.get(target);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().split("\"spark\"", -1)).hasSize(series + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/series?limit=-1",
                "/api/series?offset=-9999999999",
                "/api/series?offset=x",
                "/api/series?limit=1.5",
                "/api/series?limit=1&limit=2",
                "/api/series?q=a&q=b",
                "/api/series?sort=bogus",
                "/api/series?order=sideways",
                "/api/series?type=bogus",
                "/api/series?type=%3F",
                "/events",
                "/events?view=",
                "/events?view=bogus",
                "/events?view=one&id=x",
                "/events?view=one&id=-1",
                "/events?view=series&limit=-1",
                "/events?view=series&sort=bogus",
                "/events?view=series&view=one",
            })
    void whatIsWrongIsSaidInPlainWords(String target) throws IOException {
        OpenPage.Answer answer = page.get(target);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("io.sprockets", "java", "Exception", "URLDecoder", "enum", "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/series?q=%2", "/api/series?q=%zz", "/events?%zz=1", "/api/series?q=|", "/api/%2"})
    void whatIsNoAddressIsRefused(String target) throws IOException {
        assertThat(page.get(target).status()).isEqualTo(400);
    }

    @Test
    void aSortKeyThatIsNoneIsAnsweredWithThoseThatAre() throws IOException {
        assertThat(page.get("/api/series?sort=bogus").body())
                .contains("sort is bogus, expected name, type, dialect, rate, last, sum");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/page.css",
                "/api/series",
                "/api/series/1",
                "/api/lines",
                "/api/wrong",
                "/api/connections",
                "/events?view=series",
                "/events?view=lines",
                "/events?view=one&id=1",
                "/nothing"
            })
    void everyPathHasHeadersAlone_andTakesNoOtherMethod(String target) throws IOException {
        List<String> logged = new ArrayList<>();
        Handler handler = listener(logged);
        Logger logger = Logger.getLogger("com.sun.net.httpserver");
        logger.addHandler(handler);
        try {
            OpenPage.Answer head = page.ask("HEAD", target);
            assertThat(head.status()).isEqualTo(target.equals("/nothing") ? 404 : 200);
            assertThat(head.headers()).contains("Content-security-policy").contains("Content-type");
            assertThat(head.body()).isEmpty();
            for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"}) {
                OpenPage.Answer other = page.ask(method, target);
                assertThat(other.status()).as(method).isEqualTo(405);
                assertThat(other.headers()).containsIgnoringCase("Allow: GET, HEAD");
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "mailto:somebody", "http://localhost/api/series", "//", "/%zz", "/%00", "/../../etc"})
    void aTargetThatIsNoPathHurtsNobody(String target) throws IOException {
        assertThat(page.get(target).status()).isIn(OpenPage.NONE, 200, 400, 404);
        assertThat(page.get("/api/lines").status()).isEqualTo(200);
    }

    private static Handler listener(List<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
