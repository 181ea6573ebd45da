import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks a folder that {@code mvn deploy -Drelease} has staged against what Maven Central asks for: complete poms,
 * sources, javadoc, checksums and signatures. {@code java release/CheckStaged.java FOLDER} prints what is missing, and
 * fails if anything is.
 */
final class CheckStaged {
    private final List<String> missing = new ArrayList<>();
    private int poms;

    public static void main(String[] args) throws Exception {
        CheckStaged check = new CheckStaged();
        try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
            for (Path pom : files.filter(file -> file.toString().endsWith(".pom")).toList()) {
                check.artifact(pom);
            }
        }
        check.missing.forEach(System.out::println);
        System.out.println(check.poms + " artifacts, " + check.missing.size() + " things missing");
        if (check.poms == 0 || !check.missing.isEmpty()) {
            System.exit(1);
        }
    }

    private void artifact(Path pom) throws Exception {
        poms++;
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
        for (String name : List.of("groupId", "artifactId", "version", "name", "description", "url")) {
            need(pom, !text(project, name).isBlank(), "<" + name + ">");
        }
        need(pom, hasText(project, "licenses", "license", "url"), "a licence's <url>");
        need(pom, hasText(project, "scm", "url"), "<scm><url>");
        need(pom, hasText(project, "developers", "developer", "name"), "a developer's <name>");
        need(pom, !text(project, "version").endsWith("-SNAPSHOT"), "a release version");
        need(pom, child(project, "parent") == null, "a pom without a parent");
        need(pom, !Files.readString(pom).contains("${"), "a pom without open properties");
        need(pom, !text(project, "url").contains(text(project, "artifactId")), "the <url> of the project itself");
        ours(pom, child(project, "dependencies"));
        Element managed = child(project, "dependencyManagement");
        ours(pom, managed == null ? null : child(managed, "dependencies")); // what the BOM lists
        files(pom, text(project, "packaging"));
    }

    /** What a consumer resolves together with this has to be published with it. */
    private void ours(Path pom, Element dependencies) {
        Node node = dependencies == null ? null : dependencies.getFirstChild();
        for (; node != null; node = node.getNextSibling()) {
            if (node instanceof Element dependency
                    && text(dependency, "groupId").startsWith("io.sprockets")
                    && !text(dependency, "scope").equals("provided")) {
                String artifact = text(dependency, "artifactId");
                String version = text(dependency, "version");
                Path needed = pom.resolve("../../..").resolve(artifact).resolve(version);
                need(pom, Files.exists(needed.normalize()), artifact + " beside it");
            }
        }
    }

    private void files(Path pom, String packaging) throws IOException {
        String base = pom.toString().substring(0, pom.toString().length() - ".pom".length());
        List<String> files = new ArrayList<>(List.of(".pom"));
        if (!packaging.equals("pom")) {
            files.addAll(List.of(".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json"));
        }
        for (String file : files) {
            for (String suffix : List.of("", ".asc", ".md5", ".sha1")) {
                Path path = Path.of(base + file + suffix);
                need(pom, Files.exists(path) && Files.size(path) > 0, path.getFileName().toString());
            }
        }
    }

    private void need(Path pom, boolean there, String what) {
        if (!there) {
            missing.add(pom.getFileName() + " has not " + what);
        }
    }

    private static boolean hasText(Element element, String... path) {
        Element at = element;
        for (String name : path) {
            at = at == null ? null : child(at, name);
        }
        return at != null && !at.getTextContent().isBlank();
    }

    private static String text(Element element, String name) {
        Element child = child(element, name);
        return child == null ? "" : child.getTextContent().strip();
    }

    private static Element child(Element element, String name) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element found && found.getTagName().equals(name)) {
                return found;
            }
        }
        return null;
    }
}
