package dev.snarl.platform;

import dev.snarl.facts.TypeRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes one declaration with life spans out of a type's declarations in all releases. */
final class ReleaseMerge {
    /** The releases in which something stands; a preview counts only where nothing final follows. */
    private static final class Life {
        private int first;
        private int firstFinal;
        private int last;

        void add(int release, boolean preview) {
            if (first == 0) first = release;
            if (!preview && firstFinal == 0) firstFinal = release;
            last = release;
        }

        boolean neverFinal() {
            return firstFinal == 0;
        }

        int since() {
            return neverFinal() ? first : firstFinal;
        }
    }

    private static final Comparator<PlatformMethod> BY_SIGNATURE = Comparator.comparing(PlatformMethod::name)
            .thenComparing(m -> m.parameters().size()).thenComparing(m -> spell(m.parameters()))
            .thenComparing(m -> m.typeParameters().stream().map(p -> p.name() + spell(p.bounds())).toList().toString());

    private static String spell(List<TypeRef> types) {
        return types.stream().map(SignatureParser::spell).toList().toString();
    }

    /** The true age of packages that the symbol files leave out. */
    private static final Map<String, Integer> UNLISTED = Map.of("javax.smartcardio", 8, "jdk.net", 8, "jdk.swing.interop", 11);

    private final JdkReleases jdk;
    private final Set<String> inEight;
    private final Map<String, TreeMap<Integer, JdkReleases.Declared>> byName = new TreeMap<>();
    private final TreeMap<String, PlatformType> merged = new TreeMap<>();

    private ReleaseMerge(JdkReleases jdk) {
        this.jdk = jdk;
        inEight = jdk.all().get(8).values().stream().map(JdkReleases.Declared::packageName).collect(Collectors.toSet());
        jdk.all().forEach((release, types) -> types.forEach((name, declared) ->
                byName.computeIfAbsent(name, n -> new TreeMap<>()).put(release, declared)));
    }

    /** Exported types and the hidden ones that they inherit from, by name. */
    static SortedMap<String, PlatformType> of(JdkReleases jdk) {
        ReleaseMerge merge = new ReleaseMerge(jdk);
        merge.exported();
        merge.hidden();
        return merge.merged;
    }

    private void exported() {
        byName.forEach((name, all) -> {
            TreeMap<Integer, JdkReleases.Declared> named = new TreeMap<>(all);
            named.values().removeIf(d -> !d.exported() || !nameable(d, all));
            if (!named.isEmpty()) merged.put(name, merge(name, named, 0));
        });
    }

    private boolean nameable(JdkReleases.Declared declared, SortedMap<Integer, JdkReleases.Declared> all) {
        int release = all.entrySet().stream().filter(e -> e.getValue() == declared).findFirst().orElseThrow().getKey();
        SortedMap<String, JdkReleases.Declared> types = jdk.all().get(release);
        JdkReleases.Declared at = declared;
        while (true) {
            if (!at.shape().accessible() || at.shape().synthetic()) return false;
            String name = at.shape().name();
            String outer = name.substring(0, name.lastIndexOf('.'));
            if (outer.equals(at.packageName())) return true;
            at = types.get(outer);
            if (at == null) return false;
        }
    }

    private void hidden() {
        List<PlatformType> open = new ArrayList<>(merged.values());
        while (!open.isEmpty()) {
            PlatformType type = open.remove(open.size() - 1);
            List<Supertype> edges = new ArrayList<>(type.superclasses());
            edges.addAll(type.interfaces());
            for (Supertype edge : edges) {
                String name = edge.type().name();
                TreeMap<Integer, JdkReleases.Declared> all = byName.get(name);
                if (all == null || merged.containsKey(name)) continue;
                PlatformType found = merge(name, all, PlatformElement.HIDDEN);
                merged.put(name, found);
                open.add(found);
            }
        }
    }

    private PlatformType merge(String name, TreeMap<Integer, JdkReleases.Declared> releases, int extraFlags) {
        JdkReleases.Declared last = releases.lastEntry().getValue();
        Life life = new Life();
        releases.forEach((release, declared) -> life.add(release, preview(declared, release)));
        int since = since(life, last.packageName());
        int removedIn = removedIn(life);
        List<Supertype> superclasses = edges(releases, since,
                d -> d.shape().superclass() == null ? List.of() : List.of(d.shape().superclass()));
        List<Supertype> interfaces = edges(releases, since, d -> d.shape().interfaces());
        TreeSet<String> nested = new TreeSet<>();
        releases.values().forEach(d -> nested.addAll(d.shape().nested()));
        PlatformType.Members members = new PlatformType.Members(fields(releases, since), methods(releases, since));
        int flags = last.shape().flags() & ~PlatformElement.PREVIEW | extraFlags;
        if (life.neverFinal()) flags |= PlatformElement.PREVIEW;
        return new PlatformType(name, last.packageName(), last.shape().kind(), flags, since, removedIn,
                last.shape().typeParameters(), superclasses, interfaces, List.copyOf(nested), () -> members);
    }

    private boolean preview(JdkReleases.Declared declared, int release) {
        JdkReleases.Declared at = declared;
        while (at != null) {
            if (at.incubating() || (at.shape().flags() & PlatformElement.PREVIEW) != 0) return true;
            String name = at.shape().name();
            int dot = name.lastIndexOf('.');
            at = dot < 0 ? null : jdk.all().get(release).get(name.substring(0, dot));
        }
        return false;
    }

    /** The symbols of 8 list only what was supported then, and no release's list a module for the desktop's own use. */
    private int since(Life life, String packageName) {
        Integer known = UNLISTED.get(packageName);
        if (known != null) return Math.min(known, life.since());
        boolean specified = packageName.startsWith("java.") || packageName.startsWith("javax.") || packageName.startsWith("jdk.");
        return life.since() == 9 && !specified && !inEight.contains(packageName) ? 8 : life.since();
    }

    private int removedIn(Life life) {
        return life.last == jdk.newest() ? 0 : life.last + 1;
    }

    /** A part that stood in the type's first release is as old as the type. */
    private static int since(Life life, int firstRelease, int typeSince) {
        return life.first == firstRelease && !life.neverFinal() && life.since() == firstRelease
                ? typeSince : Math.max(life.since(), typeSince);
    }

    private List<Supertype> edges(TreeMap<Integer, JdkReleases.Declared> releases, int typeSince,
                                  Function<JdkReleases.Declared, List<TypeRef>> direct) {
        Map<String, Life> lives = new LinkedHashMap<>();
        Map<String, TypeRef> newest = new LinkedHashMap<>();
        releases.descendingMap().values().forEach(d -> direct.apply(d).forEach(t -> newest.putIfAbsent(t.name(), t)));
        releases.forEach((release, d) -> direct.apply(d).forEach(
                t -> lives.computeIfAbsent(t.name(), n -> new Life()).add(release, preview(d, release))));
        List<Supertype> edges = new ArrayList<>();
        newest.forEach((name, type) -> {
            Life life = lives.get(name);
            int since = since(life, releases.firstKey(), typeSince);
            int removedIn = removedIn(life);
            if (removedIn == 0 || removedIn > since) edges.add(new Supertype(type, since, removedIn));
        });
        return edges;
    }

    private interface Build<T> {
        T build(ClassFileReader.Member member, int flags, int since, int removedIn);
    }

    private <T> List<T> members(TreeMap<Integer, JdkReleases.Declared> releases, int typeSince,
                                Function<ClassFileReader.Shape, List<ClassFileReader.Member>> declared, Build<T> build) {
        Map<String, Life> lives = new TreeMap<>();
        Map<String, ClassFileReader.Member> newest = new TreeMap<>();
        releases.forEach((release, d) -> {
            boolean preview = preview(d, release);
            for (ClassFileReader.Member member : declared.apply(d.shape())) {
                lives.computeIfAbsent(member.key(), k -> new Life()).add(release, preview || member.preview());
                newest.put(member.key(), member);
            }
        });
        List<T> found = new ArrayList<>();
        newest.forEach((key, member) -> {
            Life life = lives.get(key);
            int since = since(life, releases.firstKey(), typeSince);
            int removedIn = removedIn(life);
            if (removedIn != 0 && removedIn <= since) return;
            int flags = member.flags() & ~PlatformElement.PREVIEW;
            if (life.neverFinal()) flags |= PlatformElement.PREVIEW;
            found.add(build.build(member, flags, since, removedIn));
        });
        return found;
    }

    private List<PlatformField> fields(TreeMap<Integer, JdkReleases.Declared> releases, int typeSince) {
        return members(releases, typeSince, ClassFileReader.Shape::fields,
                (m, flags, since, removedIn) -> new PlatformField(m.name(), m.type(), flags, since, removedIn));
    }

    private List<PlatformMethod> methods(TreeMap<Integer, JdkReleases.Declared> releases, int typeSince) {
        List<PlatformMethod> methods = members(releases, typeSince, ClassFileReader.Shape::methods,
                (m, flags, since, removedIn) -> new PlatformMethod(m.name(), m.typeParameters(), m.parameters(), m.type(),
                        m.thrown(), flags, since, removedIn));
        methods.sort(BY_SIGNATURE);
        return methods;
    }
}
