package io.sprockets.statsd.api;

import static java.util.stream.Collectors.joining;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The public and protected signatures of types, as their sources have them: a line each, in alphabetical order. */
final class Signatures {
    private static final Set<String> OF_THE_INSIDE = Set.of("@Override", "@SuppressWarnings", "@SafeVarargs");
    private static final Pattern NO_ARGUMENTS = Pattern.compile("(@\\w+)\\(\\)");

    private final List<String> types = new ArrayList<>();

    /** Adds a type and the types in it, if they can be seen. */
    void add(String qualifier, ClassTree type, boolean inInterface) {
        if (!isSeen(type.getModifiers(), inInterface)) {
            return;
        }
        String name = qualifier + "." + type.getSimpleName();
        boolean isInterface = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
        Stream<String> members = type.getMembers().stream()
                .flatMap(member -> member(type, member, isInterface).stream())
                .sorted();
        types.add(tidy(declaration(name, type))
                + members.map(line -> "\n    " + line).collect(joining()) + "\n");
        for (Tree member : type.getMembers()) {
            if (member instanceof ClassTree nested) {
                add(name, nested, isInterface);
            }
        }
    }

    @Override
    public String toString() {
        return types.stream().sorted().collect(joining("\n"));
    }

    private static String declaration(String name, ClassTree type) {
        Stream<? extends Tree> components = type.getMembers().stream().filter(Signatures::isComponent);
        return modifiers(type.getModifiers()) + kind(type) + " " + name + list("<", type.getTypeParameters(), ">")
                + (type.getKind() == Tree.Kind.RECORD ? "(" + joined(components) + ")" : "")
                + (type.getExtendsClause() == null ? "" : " extends " + type.getExtendsClause())
                + list(" implements ", type.getImplementsClause(), "")
                + list(" permits ", type.getPermitsClause(), "");
    }

    private static String kind(ClassTree type) {
        return switch (type.getKind()) {
            case ANNOTATION_TYPE -> "@interface";
            case ENUM -> "enum";
            case INTERFACE -> "interface";
            case RECORD -> "record";
            default -> "class";
        };
    }

    private static List<String> member(ClassTree type, Tree member, boolean inInterface) {
        if (member instanceof MethodTree method && isSeen(method.getModifiers(), inInterface)) {
            return List.of(tidy(method(type, method)));
        } else if (member instanceof VariableTree field && isSeen(field.getModifiers(), inInterface)) {
            return List.of(tidy(field(type, field)));
        }
        return List.of();
    }

    private static String method(ClassTree type, MethodTree method) {
        String name = method.getReturnType() == null
                ? type.getSimpleName().toString()
                : method.getReturnType() + " " + method.getName();
        return modifiers(method.getModifiers()) + list("<", method.getTypeParameters(), "> ") + name
                + "(" + joined(method.getParameters().stream()) + ")"
                + list(" throws ", method.getThrows(), "")
                + (method.getDefaultValue() == null ? "" : " default " + method.getDefaultValue());
    }

    private static String field(ClassTree type, VariableTree field) {
        boolean isConstant = type.getKind() == Tree.Kind.ENUM
                && type.getSimpleName().contentEquals(field.getType().toString());
        if (isConstant) {
            return field.getName().toString();
        }
        String value = field.getInitializer() instanceof LiteralTree literal ? " = " + literal : "";
        return modifiers(field.getModifiers()) + field.getType() + " " + field.getName() + value;
    }

    private static boolean isComponent(Tree member) {
        return member instanceof VariableTree field
                && !field.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    private static boolean isSeen(ModifiersTree modifiers, boolean inInterface) {
        Set<Modifier> flags = modifiers.getFlags();
        return flags.contains(Modifier.PUBLIC)
                || flags.contains(Modifier.PROTECTED)
                || (inInterface && !flags.contains(Modifier.PRIVATE));
    }

    private static String modifiers(ModifiersTree modifiers) {
        Stream<String> annotations = modifiers.getAnnotations().stream()
                .map(Object::toString)
                .filter(text -> OF_THE_INSIDE.stream().noneMatch(text::startsWith));
        Stream<String> words = modifiers.getFlags().stream()
                .filter(flag -> flag != Modifier.SYNCHRONIZED && flag != Modifier.VOLATILE)
                .map(Modifier::toString);
        return Stream.concat(annotations, words).map(word -> word + " ").collect(joining());
    }

    private static String list(String before, List<? extends Tree> trees, String after) {
        return trees.isEmpty() ? "" : before + joined(trees.stream()) + after;
    }

    private static String joined(Stream<? extends Tree> trees) {
        return trees.map(tree -> tree instanceof VariableTree parameter ? parameter(parameter) : tree.toString())
                .collect(joining(", "));
    }

    private static String parameter(VariableTree parameter) {
        String annotations = parameter.getModifiers().getAnnotations().stream()
                .map(annotation -> annotation + " ")
                .collect(joining());
        String written = parameter.toString(); // which alone tells "..." from "[]"
        String type = written.contains("...")
                ? parameter.getType().toString().replaceAll("\\[\\]$", "...")
                : parameter.getType().toString();
        return annotations + type + " " + parameter.getName();
    }

    private static String tidy(String line) {
        return NO_ARGUMENTS.matcher(line).replaceAll("$1").replaceAll("\\s+", " ");
    }
}
