package io.sprockets.statsd.testing.inbox;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** The names most similar to a misspelt one. Stateless. */
final class Nearest {
    private static final double INSIDE = 0.25; // as far as a name is from one that has it inside, at most
    private static final int LONGEST = 400; // characters that are compared

    private record Candidate(String name, double distance) {}

    private Nearest() {}

    /** The nearest names, the nearest first. */
    static List<String> of(String wanted, Stream<String> names, int count) {
        Comparator<Candidate> nearestFirst =
                Comparator.comparingDouble(Candidate::distance).thenComparing(Candidate::name);
        PriorityQueue<Candidate> nearest = new PriorityQueue<>(nearestFirst.reversed());
        names.map(name -> new Candidate(name, distance(wanted, name))).forEach(candidate -> {
            nearest.add(candidate);
            if (nearest.size() > count) {
                nearest.remove(); // the farthest
            }
        });
        return nearest.stream().sorted(nearestFirst).map(Candidate::name).toList();
    }

    /** From 0, the same, to 1, nothing in common. A missing prefix or missing tags count for little. */
    static double distance(String wanted, String name) {
        String a = cut(wanted);
        String b = cut(name);
        int longer = Math.max(a.length(), b.length());
        if (longer == 0 || a.equals(b)) {
            return 0;
        }
        double edits = (double) edits(a, b) / longer;
        boolean inside = !a.isEmpty() && !b.isEmpty() && (isPart(a, b) || isPart(b, a));
        return inside ? Math.min(edits, INSIDE) : edits;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** Whether one name is in another as a whole: between dots, semicolons, or the ends. */
    private static boolean isPart(String part, String whole) {
        for (int at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) {
            int end = at + part.length();
            if ((at == 0 || isSeparator(whole.charAt(at - 1)))
                    && (end == whole.length() || isSeparator(whole.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == ';';
    }

    /** How many characters must be put in, taken out or changed. */
    private static int edits(String a, String b) {
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            int[] spare = above;
            above = row;
            row = spare;
        }
        return above[b.length()];
    }
}
