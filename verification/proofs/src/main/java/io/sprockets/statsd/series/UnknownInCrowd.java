package io.sprockets.statsd.series;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Who looks for a path that is not there finds none, though another comes to the place where it would be. */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "It is not there.")
@Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "It has the series of the other.")
@State
public class UnknownInCrowd {
    private static final int PLACES = 16; // of a crowd of few
    private static final Hashing HASHING = new Hashing(new SplittableRandom(7));
    private static final String UNKNOWN = "unknown";
    private static final String OTHER = IntStream.range(0, Integer.MAX_VALUE)
            .mapToObj(i -> "other" + i)
            .filter(path -> (HASHING.hash(path) - HASHING.hash(UNKNOWN)) % PLACES == 0)
            .findFirst()
            .orElseThrow();
    private static final byte[] LINE = "x:0|c\n".getBytes(StandardCharsets.UTF_8);
    private static final Series SERIES = new Series(0, LINE, 2, 100, 0);

    private final Crowd crowd = new Crowd(HASHING).with("first", SERIES);

    @Actor
    public void look(Z_Result r) {
        r.r1 = crowd.find(UNKNOWN) == null;
    }

    @Actor
    public void add() {
        crowd.with(OTHER, SERIES);
    }
}
