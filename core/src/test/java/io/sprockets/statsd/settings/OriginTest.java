package io.sprockets.statsd.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process finds out about its container, with the files of Linux in a folder. */
class OriginTest {
    private static final String ID = "0123456789abcdef".repeat(4);
    private static final String TASK = "0123456789abcdef".repeat(2) + "-1234567890";
    private static final String UUID = "01234567-89ab-cdef-0123-456789abcdef";

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3:cpu:/\n2:memory:/docker/ID\n1:name=systemd:/docker/ID",
                "11:memory:/kubepods/besteffort/pod3d274242-8ee0-11e9-a8a6-1e68d864ef1a/ID",
                "5:memory:/ecs/55091c13-b8cf-4801-b527-f4601742204d/TASK",
                "5:memory:/garden/UUID",
                "0::/system.slice/docker-ID.scope",
                "0::/kubepods.slice/kubepods-pod3d27.slice/cri-containerd-ID.scope",
                "0::/kubepods/pod3d27/ID\n"
            })
    void theControlGroupIsNamedAfterTheContainer(String groups) throws IOException {
        write("proc/self/cgroup", groups.replace("ID", ID).replace("TASK", TASK).replace("UU" + ID, UUID));
        assertThat(NameSettings.fields(detected(Map.of()))).isIn("|c:" + ID, "|c:" + TASK, "|c:" + UUID);
    }

    @Test
    void anEngineMountsTheContainersHostName() throws IOException {
        write("proc/self/cgroup", "0::/");
        write(
                "proc/self/mountinfo",
                "7 1 8:1 /sandboxes/" + ID.replace('0', 'f') + "/hostname /etc/hostname rw - ext4 x rw\n"
                        + "8 1 8:1 /var/lib/docker/containers/" + ID + "/hostname /etc/hostname rw - ext4 x rw\n");
        assertThat(NameSettings.fields(detected(Map.of()))).isEqualTo("|c:" + ID);
    }

    @ParameterizedTest
    @CsvSource({"0::/, sys/fs/cgroup", "'3:cpu:/\n2:memory:/a/b', sys/fs/cgroup/memory/a/b"})
    void elseTheInodeOfTheGroupTellsTheAgent(String groups, String folder) throws IOException {
        write("proc/self/cgroup", groups);
        Path group = Files.createDirectories(root.resolve(folder));
        assertThat(NameSettings.fields(detected(Map.of()))).isEqualTo("|c:in-" + Files.getAttribute(group, "unix:ino"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "::", "4:memory:/user.slice/session-14.scope", "0::/"})
    void outsideOfAContainerNothingIsSaid(String groups) throws IOException {
        write("proc/self/cgroup", groups);
        assertThat(NameSettings.fields(detected(Map.of()))).isEmpty();
    }

    @Test
    void withoutSuchFilesNothingIsSaid() {
        assertThat(detected(Map.of())).isEqualTo(Origin.NONE);
    }

    @Test
    void theVariablesSayTheRest() throws IOException {
        write("proc/self/cgroup", "0::/docker/" + ID);
        Map<String, String> variables = new HashMap<>();
        variables.put("DD_EXTERNAL_ENV", " it-false,cn-web|x ");
        variables.put("DD_CARDINALITY", "Low");
        assertThat(NameSettings.fields(detected(variables))).isEqualTo("|c:" + ID + "|e:it-false,cn-web_x|card:low");
    }

    @ParameterizedTest
    @CsvSource({"false, ''", "No, ''", "0, ''", "off, ''", "true, |e:x", "1, |e:x", "' ', |e:x"})
    void detectionCanBeSwitchedOff(String enabled, String external) {
        Map<String, String> variables =
                Map.of("DD_ORIGIN_DETECTION_ENABLED", enabled, "DD_EXTERNAL_ENV", "x", "DD_CARDINALITY", "high");
        assertThat(NameSettings.fields(detected(variables))).isEqualTo(external + "|card:high");
    }

    @Test
    void aCardinalityThatTheAgentDoesNotKnowIsNamed() {
        assertThatThrownBy(() -> detected(Map.of("DD_CARDINALITY", "much")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DD_CARDINALITY is much");
        assertThatThrownBy(() -> Origin.NONE.cardinality("much"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cardinality is much");
    }

    @Test
    void onlyTheAgentIsTold() throws IOException {
        Map<String, String> variables = Map.of("DD_EXTERNAL_ENV", "x", "DD_ORIGIN_DETECTION_ENABLED", "1");
        assertThat(NameSettings.fields(new AgentEnvironment(Words.of(variables)).origin()))
                .endsWith("|e:x");
        assertThat(Origin.detected()).isEqualTo(Origin.detected());
    }

    private Origin detected(Map<String, String> variables) {
        Detection found = Detection.in(Words.of(variables), root);
        return Origin.NONE
                .containerId(found.containerId())
                .externalData(found.externalData())
                .cardinality(found.cardinality());
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
