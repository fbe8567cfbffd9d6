package dev.snarl.inputs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What one pom.xml says about its parent, its modules and the Java release, as it is written. Profiles are left aside: which of them are
 * active is known to a build alone.
 *
 * @param relativePath where the parent is, null for Maven's default, empty for "not on disk"
 * @param release      of the compiler plugin's configuration, as {@code source} and {@code target}; null where absent
 */
record Pom(String artifactId, boolean hasParent, String parentArtifactId, String relativePath, Map<String, String> properties,
           List<String> modules, String release, String source, String target) {
    private static final long MAX_BYTES = 4L << 20;
    private static final int MAX_DEPTH = 200;

    /** @throws IOException when it cannot be read, or is no well-formed XML without a DTD */
    static Pom read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) throw new IOException("larger than " + (MAX_BYTES >> 20) + " MiB");
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            try {
                return new Reading().all(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException malformed) {
            int line = malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNumber();
            throw new IOException("line " + line + ": not well-formed", malformed);
        } catch (RuntimeException odd) {
            // The JDK's reader answers some damaged encodings with runtime exceptions.
            throw new IOException("not readable as XML", odd);
        }
    }

    /** The state of one pass over a pom. */
    private static final class Reading {
        private static final String PLUGIN = "/project/build/plugins/plugin";
        private static final String MANAGED = "/project/build/pluginManagement/plugins/plugin";

        private final Map<String, String> found = new HashMap<>();
        private final Map<String, String> properties = new HashMap<>();
        private final List<String> modules = new ArrayList<>();
        private final Map<String, String> compiler = new HashMap<>();
        private Map<String, String> plugin = new HashMap<>();

        Pom all(XMLStreamReader reader) throws XMLStreamException, IOException {
            Deque<String> paths = new ArrayDeque<>();
            paths.push("");
            StringBuilder text = new StringBuilder();
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (paths.size() > MAX_DEPTH) throw new IOException("nested too deep");
                    paths.push(paths.peek() + "/" + reader.getLocalName());
                    text.setLength(0);
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    text.append(reader.getText());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    end(paths.pop(), paths.peek(), reader.getLocalName(), text.toString().strip());
                    text.setLength(0);
                }
            }
            return new Pom(found.get("/project/artifactId"), found.containsKey("/project/parent"), found.get("/project/parent/artifactId"),
                    found.get("/project/parent/relativePath"), Map.copyOf(properties), List.copyOf(modules),
                    compiler.get("release"), compiler.get("source"), compiler.get("target"));
        }

        private void end(String path, String above, String name, String text) {
            if (above.equals("/project/properties")) properties.put(name, text);
            else if (above.equals("/project/modules") || above.equals("/project/subprojects")) modules.add(text);
            else if (above.equals("/project") || above.equals("/project/parent")) found.put(path, text);
            else if (above.equals(PLUGIN) || above.equals(MANAGED)) {
                if (name.equals("artifactId")) plugin.put(name, text);
            } else if (above.equals(PLUGIN + "/configuration") || above.equals(MANAGED + "/configuration")) {
                if (name.equals("release") || name.equals("source") || name.equals("target")) plugin.put(name, text);
            } else if (path.equals(PLUGIN) || path.equals(MANAGED)) {
                endOfPlugin(path.equals(PLUGIN));
            }
        }

        /** What the plugin says in the build goes before what the management says. */
        private void endOfPlugin(boolean inBuild) {
            if ("maven-compiler-plugin".equals(plugin.get("artifactId"))) {
                plugin.remove("artifactId");
                if (inBuild) compiler.putAll(plugin);
                else plugin.forEach(compiler::putIfAbsent);
            }
            plugin = new HashMap<>();
        }
    }
}
