package dev.snarl.inputs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the Java release out of Gradle scripts of both languages without running them: the settings are looked for in the text without
 * comments. {@code options.release} goes before the compatibility settings, these before the tool chain; of several values for one setting
 * the smallest counts, as it is safe for all sources.
 */
final class GradleFiles {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_CONVENTIONS = 200;
    private static final String ASSIGN = "\\s*(?:=|\\.set\\s*\\(|\\.convention\\s*\\(|\\(|\\s)\\s*";
    private static final List<Pattern> SETTINGS = List.of(
            Pattern.compile("\\boptions\\.release" + ASSIGN + "([^\\n;]+)"),
            Pattern.compile("--release[\"']?\\s*,\\s*([^\\n;]+)"),
            Pattern.compile("\\b(?:setS|s)ourceCompatibility" + ASSIGN + "([^\\n;]+)"),
            Pattern.compile("\\b(?:setT|t)argetCompatibility" + ASSIGN + "([^\\n;]+)"),
            Pattern.compile("\\b(JavaLanguageVersion\\.of\\s*\\([^\\n;]+)"),
            Pattern.compile("\\bjvmToolchain\\s*\\(\\s*([^\\n;{]+)"));

    private static final Pattern CALL = Pattern.compile("^(?:JavaVersion\\.toVersion|JavaLanguageVersion\\.of|Integer\\.(?:parseInt|valueOf))\\s*\\(\\s*(.*)", Pattern.DOTALL);
    private static final Pattern CONSTANT = Pattern.compile("^[\"']?(?:org\\.gradle\\.api\\.)?(?:JavaVersion\\.)?VERSION_(\\d+(?:_\\d+)?)");
    private static final Pattern LITERAL = Pattern.compile("^[\"']?(\\d+(?:\\.\\d+)*)");
    private static final Pattern PROPERTY = Pattern.compile("^(?:[\\w.]+\\.)?(?:property|findProperty|gradleProperty|getProperty)\\s*\\(\\s*[\"']([\\w.-]+)");
    private static final Pattern CATALOG = Pattern.compile("^libs\\.versions\\.([\\w.]+?)(?:\\.get\\(\\)|\\.asProvider\\(\\)).*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("^[\"']?\\$?\\{?([A-Za-z_][\\w.]*)");

    /** The release that the script says, or 0; {@code gradle.properties} and the version catalog of the root help to resolve names. */
    int release(Path script, Path root) {
        String text = withoutComments(read(script));
        for (Pattern setting : SETTINGS) {
            int smallest = 0;
            Matcher matcher = setting.matcher(text);
            while (matcher.find()) {
                int value = value(matcher.group(1).strip(), text, script.getParent(), root, 0);
                if (value > 0 && (smallest == 0 || value < smallest)) smallest = value;
            }
            if (smallest > 0) return smallest;
        }
        return 0;
    }

    /** The smallest release that any script below the folder says, or 0. */
    int smallestBelow(Path folder, Path root) {
        try (Stream<Path> all = Files.walk(folder, 8)) {
            return all.filter(p -> p.toString().endsWith(".gradle") || p.toString().endsWith(".gradle.kts")).sorted().limit(MAX_CONVENTIONS)
                    .mapToInt(p -> release(p, root)).filter(r -> r > 0).min().orElse(0);
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return 0;
        }
    }

    private int value(String expression, String text, Path folder, Path root, int depth) {
        if (depth > 5) return 0;
        Matcher m = CALL.matcher(expression);
        if (m.find()) return value(m.group(1), text, folder, root, depth + 1);
        m = CONSTANT.matcher(expression);
        if (m.find()) return JavaRelease.parse(m.group(1));
        m = LITERAL.matcher(expression);
        if (m.find()) return JavaRelease.parse(m.group(1));
        m = PROPERTY.matcher(expression);
        if (m.find()) return named(m.group(1), text, folder, root, depth);
        m = CATALOG.matcher(expression);
        if (m.find()) return catalog(m.group(1), root);
        m = NAME.matcher(expression);
        if (m.find()) return named(m.group(1).substring(m.group(1).lastIndexOf('.') + 1), text, folder, root, depth);
        return 0;
    }

    private int named(String name, String text, Path folder, Path root, int depth) {
        if (name.equals("sourceCompatibility") || name.equals("targetCompatibility")) return 0;
        Matcher assigned = Pattern.compile("(?<![\\w.])(?:ext\\.|extra\\.)?" + Pattern.quote(name) + "\\s*=\\s*([^\\n;=]+)").matcher(text);
        if (assigned.find()) return value(assigned.group(1).strip(), text, folder, root, depth + 1);
        for (Path at : folder.equals(root) ? List.of(root) : List.of(folder, root)) {
            Properties properties = new Properties();
            try (java.io.StringReader reader = new java.io.StringReader(read(at.resolve("gradle.properties")))) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException malformed) {
                continue;
            }
            String value = properties.getProperty(name);
            if (value != null) return JavaRelease.parse(value);
        }
        return 0;
    }

    private int catalog(String alias, Path root) {
        String toml = read(root.resolve("gradle/libs.versions.toml"));
        String key = Pattern.quote(alias).replace(".", "\\E[._-]\\Q");
        Matcher matcher = Pattern.compile("(?m)^\\s*\"?" + key + "\"?\\s*=\\s*\"([^\"]+)\"").matcher(toml);
        return matcher.find() ? JavaRelease.parse(matcher.group(1)) : 0;
    }

    private static String read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) return "";
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Comments become spaces; a comment sign inside quotes is none. */
    static String withoutComments(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (text.startsWith("//", i)) {
                while (i < text.length() && text.charAt(i) != '\n') i++;
            } else if (text.startsWith("/*", i)) {
                int end = text.indexOf("*/", i + 2);
                out.append(' ');
                i = end < 0 ? text.length() : end + 2;
            } else if (c == '"' || c == '\'') {
                int end = endOfString(text, i, c);
                out.append(text, i, end);
                i = end;
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static int endOfString(String text, int start, char quote) {
        String triple = String.valueOf(quote).repeat(3);
        if (text.startsWith(triple, start)) {
            int end = text.indexOf(triple, start + 3);
            return end < 0 ? text.length() : end + 3;
        }
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != quote && text.charAt(i) != '\n') {
            if (text.charAt(i) == '\\') i++;
            i++;
        }
        return Math.min(text.length(), i + 1);
    }
}
