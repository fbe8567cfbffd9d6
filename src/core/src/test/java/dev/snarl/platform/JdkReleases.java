package dev.snarl.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What one JDK home knows of its own release, from its image, and of older releases, from {@code lib/ct.sym}. */
final class JdkReleases {
    /** A class of a release; {@code exported} to all by its module, or by the lists of 8, which had none. */
    record Declared(ClassFileReader.Shape shape, String module, String packageName, boolean exported) {
        boolean incubating() {
            return module.startsWith("jdk.incubator.");
        }
    }

    private static final int OLDEST = 8;

    private record Entry(String releases, String module, ZipEntry zip) {
    }

    private final SortedMap<Integer, SortedMap<String, Declared>> releases = new TreeMap<>();
    private final int newest;

    private JdkReleases(int newest) {
        this.newest = newest;
    }

    int newest() {
        return newest;
    }

    /** Release to type name to declaration, oldest first. */
    SortedMap<Integer, SortedMap<String, Declared>> all() {
        return releases;
    }

    static JdkReleases read(Path home) throws IOException {
        Properties about = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("release"))) {
            about.load(in);
        }
        String version = about.getProperty("JAVA_VERSION").replace("\"", "");
        JdkReleases read = new JdkReleases(Integer.parseInt(version.split("[.+-]")[0]));
        read.symbols(home.resolve("lib/ct.sym"));
        read.image(home);
        return read;
    }

    private void put(int release, Declared declared) {
        releases.computeIfAbsent(release, r -> new TreeMap<>()).put(declared.shape().name(), declared);
    }

    private void symbols(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<Entry> modules = new ArrayList<>();
            List<Entry> classes = new ArrayList<>();
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements();) {
                ZipEntry entry = all.nextElement();
                String[] parts = entry.getName().split("/", 3);
                if (parts.length < 3 || !parts[2].endsWith(".sig")) continue;
                boolean module = parts[2].equals("module-info.sig");
                (module ? modules : classes).add(new Entry(parts[0], parts[1], entry));
            }
            Map<String, List<String>> exports = new TreeMap<>();
            for (Entry each : modules) {
                List<String> packages = ClassFileReader.exports(bytes(zip, each));
                each.releases.chars().forEach(r -> exports.put((char) r + each.module, packages));
            }
            for (Entry each : classes) {
                ClassFileReader.Shape shape = ClassFileReader.read(bytes(zip, each));
                String path = each.zip.getName().split("/", 3)[2];
                String packageName = path.substring(0, path.lastIndexOf('/')).replace('/', '.');
                for (char r : each.releases.toCharArray()) {
                    int release = Character.digit(r, 36);
                    if (release >= newest) continue;
                    boolean exported = release == OLDEST
                            || exports.getOrDefault(r + each.module, List.of()).contains(packageName);
                    put(release, new Declared(shape, each.module, packageName, exported));
                }
            }
        }
    }

    private static byte[] bytes(ZipFile zip, Entry entry) throws IOException {
        try (var in = zip.getInputStream(entry.zip)) {
            return in.readAllBytes();
        }
    }

    private void image(Path home) throws IOException {
        try (FileSystem jrt = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", home.toString()));
             Stream<Path> modules = Files.list(jrt.getPath("/modules"))) {
            for (Path module : new TreeSet<>(modules.toList())) imageModule(module);
        }
    }

    private void imageModule(Path module) throws IOException {
        List<String> exports = ClassFileReader.exports(Files.readAllBytes(module.resolve("module-info.class")));
        try (Stream<Path> files = Files.walk(module)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                Path inside = module.relativize(file);
                if (inside.getNameCount() < 2) continue;
                String packageName = inside.getParent().toString().replace('/', '.');
                ClassFileReader.Shape shape = ClassFileReader.read(Files.readAllBytes(file));
                put(newest, new Declared(shape, module.getFileName().toString(), packageName, exports.contains(packageName)));
            }
        }
    }
}
