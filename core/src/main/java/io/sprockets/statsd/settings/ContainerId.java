package io.sprockets.statsd.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The id of the container that this process runs in, from Linux. */
public final class ContainerId {
    private static final String ID =
            "([0-9a-f]{64}|[0-9a-f]{32}-[0-9]+|[0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12})";

    /** The path of a control group, whose last folder is named after the container. */
    private static final Pattern GROUP = Pattern.compile(".*" + ID + "(?:\\.scope)?");

    /**
     * The file that a container engine mounts as {@code /etc/hostname}; the engine names its folder after the
     * container.
     */
    private static final Pattern HOSTNAME = Pattern.compile(".*/([^\\s/]+)/" + ID + "/\\S*hostname .*");

    /** The pod's own container, which does nothing but hold its namespaces. */
    private static final String SANDBOX = "sandboxes";

    private static final long HOST_NAMESPACE = 0xEFFFFFFBL; // inode of the first namespace of control groups
    private static final long LAST_RESERVED_INODE = 2; // the root of a file system

    private final Path root;

    private ContainerId(Path root) {
        this.root = root;
    }

    /**
     * The container's id; or else {@code in-} and the inode of its control group, by which the agent finds the
     * container too; empty outside of a container, or if the system does not reveal it.
     *
     * @param root of the file system
     */
    public static String read(Path root) {
        ContainerId files = new ContainerId(root);
        List<String> groups = files.lines("proc/self/cgroup");
        return Stream.concat(
                        groups.stream()
                                .map(ContainerId::path)
                                .map(GROUP::matcher)
                                .filter(Matcher::matches)
                                .map(matcher -> matcher.group(1)),
                        files.lines("proc/self/mountinfo").stream()
                                .map(HOSTNAME::matcher)
                                .filter(Matcher::matches)
                                .filter(matcher -> !matcher.group(1).equals(SANDBOX))
                                .map(matcher -> matcher.group(2)))
                .findFirst()
                .orElseGet(() -> files.inode(groups));
    }

    /** The inode of the group that limits memory, or of the only one that version 2 has. */
    private String inode(List<String> groups) {
        if (inode(root.resolve("proc/self/ns/cgroup")) == HOST_NAMESPACE) {
            return ""; // the path of a container's group would have had the id
        }
        return groups.stream()
                .filter(group ->
                        controller(group).isEmpty() || controller(group).equals("memory"))
                .map(group -> inode(root.resolve("sys/fs/cgroup/" + controller(group) + path(group))))
                .filter(inode -> inode > LAST_RESERVED_INODE)
                .map(inode -> "in-" + inode)
                .findFirst()
                .orElse("");
    }

    /** The second part of {@code 5:memory:/path}. */
    private static String controller(String group) {
        String[] parts = group.split(":", 3);
        return parts.length == 3 ? parts[1] : "none";
    }

    private static String path(String group) {
        String[] parts = group.split(":", 3);
        return parts.length == 3 ? parts[2] : "";
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException | RuntimeException e) {
            return List.of(); // another system, or it is forbidden
        }
    }

    private static long inode(Path path) {
        try {
            return (Long) Files.getAttribute(path, "unix:ino");
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
