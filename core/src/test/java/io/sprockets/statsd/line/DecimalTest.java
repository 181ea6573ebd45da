package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    private static final int ROUNDS = 100_000;

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, 0",
        "1.0, 1",
        "-1.5, -1.5",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "1.0E-4, 0.0001",
        "100.25, 100.25",
        "1.0E15, 1000000000000000",
        "9007199254740993.0, 9007199254740992",
        "1.0E17, 100000000000000000",
        "1.0E23, 100000000000000000000000",
        "123456789012345680.0, 123456789012345680",
        "2.0E-3, 0.002"
    })
    void write_givesPlainDecimalOfDoubles(double value, String expected) {
        assertThat(text(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                Double.MIN_VALUE,
                2 * Double.MIN_VALUE,
                3 * Double.MIN_VALUE,
                Double.MIN_NORMAL,
                0x1.fffffffffffffp-1023,
                Double.MAX_VALUE,
                0x1p52,
                0x1p53,
                0x1p63,
                0x1p-1022,
                2.2250738585072014E-308,
                9.5E-322,
                1.0E22
            })
    void write_readsBackAtTheEdgesOfDouble(double value) {
        assertReadsBack(value);
        assertReadsBack(-value);
    }

    @ParameterizedTest
    @CsvSource({"4.9E-324, 2", "2.0E-3, 1", "8.41E21, 3", "2.0E23, 1", "1.7976931348623157E308, 17", "9.0E15, 1"})
    void significand_isTheShortest(double value, int digits) {
        BigDecimal shortest = new BigDecimal(text(value)).stripTrailingZeros();
        assertThat(shortest.precision()).isEqualTo(digits);
    }

    @Test
    void write_readsBackForRandomBits() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < ROUNDS; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertReadsBack(value);
            }
        }
    }

    @Test
    void write_isNeverLongerThanTheJdk() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < ROUNDS; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value) && value != 0) {
                int digits = new BigDecimal(text(value)).stripTrailingZeros().precision();
                int jdk = new BigDecimal(Double.toString(value))
                        .stripTrailingZeros()
                        .precision();
                assertThat(digits).as("%s", value).isLessThanOrEqualTo(jdk);
            }
        }
    }

    @Test
    void write_readsBackForPowersOfTwoAndShortFractions() {
        for (int exponent = -1074; exponent < 1024; exponent++) {
            assertReadsBack(Math.scalb(1.0, exponent));
            assertReadsBack(Math.nextDown(Math.scalb(1.0, exponent)));
            assertReadsBack(Math.nextUp(Math.scalb(1.0, exponent)));
        }
        for (int i = 0; i < 100_000; i++) {
            assertThat(text(i / 1000.0)).isEqualTo(plain(BigDecimal.valueOf(i, 3)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9, 10, 99, 100, 12345, Long.MAX_VALUE, Long.MIN_VALUE, 1_000_000_000_000_000_000L})
    void write_givesLongsExactly(long value) {
        assertThat(text(value, 0)).isEqualTo(Long.toString(value));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.000001",
        "1000000, 1",
        "1500000, 1.5",
        "12340000000, 12340",
        "999999, 0.999999",
        "1001344919, 1001.344919",
        "9223372036854775807, 9223372036854.775807"
    })
    void write_givesNanosecondsAsMilliseconds(long nanos, String expected) {
        assertThat(text(nanos, Decimal.NANOS_AS_MILLIS)).isEqualTo(expected);
    }

    @Test
    void write_agreesWithBigDecimalForAnyExponent() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < ROUNDS; i++) {
            long significand = random.nextLong() >> random.nextInt(64);
            int exponent = random.nextInt(-18, 30);
            assertThat(text(significand, exponent)).isEqualTo(plain(BigDecimal.valueOf(significand, -exponent)));
        }
    }

    private static void assertReadsBack(double value) {
        String text = text(value);
        assertThat(Double.parseDouble(text)).as(text).isEqualTo(value == 0 ? 0.0 : value);
        assertThat(text).matches("-?[0-9]+(\\.[0-9]*[1-9])?");
    }

    private static String plain(BigDecimal value) {
        String text = value.toPlainString();
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    private static String text(double value) {
        return text(Decimal.significand(value), Decimal.exponent(value));
    }

    private static String text(long significand, int exponent) {
        int zeros = Decimal.needlessZeros(significand, exponent);
        long digits = Decimal.withoutZeros(significand, zeros);
        int length = Decimal.length(digits, exponent + zeros);
        byte[] bytes = new byte[length];
        assertThat(Decimal.write(digits, exponent + zeros, bytes, 0)).isEqualTo(length);
        return new String(bytes, US_ASCII);
    }
}
