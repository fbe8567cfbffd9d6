package dev.snarl.platform;

import static dev.snarl.platform.IndexFormat.*;

import dev.snarl.facts.TypeRef;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the index: first counts what is used how often, then gives the small numbers to what is used most. */
final class IndexWriter {
    private final int newest;
    private final SortedMap<String, PlatformType> types;
    private final TreeMap<String, TreeSet<String>> packages = new TreeMap<>();
    private final Map<String, Integer> stringUses = new HashMap<>();
    private final Map<TypeRef, Integer> refUses = new HashMap<>();
    private Map<String, Integer> strings;
    private Map<TypeRef, Integer> refs;
    private ByteArrayOutputStream out;

    private IndexWriter(int newest, SortedMap<String, PlatformType> types) {
        this.newest = newest;
        this.types = types;
        types.forEach((name, type) -> {
            if (type.isHidden()) return;
            TreeSet<String> tops = packages.computeIfAbsent(type.packageName(), p -> new TreeSet<>());
            if (name.lastIndexOf('.') == type.packageName().length()) tops.add(name);
        });
    }

    static byte[] write(int newest, SortedMap<String, PlatformType> types) {
        return new IndexWriter(newest, types).write();
    }

    private byte[] write() {
        writeTypes();
        number();
        List<byte[]> stringRecords = strings.keySet().stream().map(s -> s.getBytes(StandardCharsets.ISO_8859_1)).toList();
        List<byte[]> refRecords = new ArrayList<>();
        for (TypeRef ref : refs.keySet()) refRecords.add(record(() -> writeRef(ref)));
        List<byte[]> typeRecords = writeTypes();
        List<byte[]> packageRecords = new ArrayList<>();
        packages.forEach((name, tops) -> packageRecords.add(record(() -> names(List.copyOf(tops)))));

        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ByteBuffer header = ByteBuffer.allocate(H_SIZE);
        header.putInt(H_MAGIC, MAGIC).putInt(H_VERSION, VERSION).putInt(H_RELEASE, newest).putInt(H_TYPES, types.size())
                .putInt(H_PACKAGES, packages.size()).putInt(H_STRINGS, strings.size()).putInt(H_REFS, refs.size());
        section(body, header, H_STRING_OFFSETS, H_STRING_BYTES, stringRecords);
        section(body, header, H_REF_OFFSETS, H_REF_BYTES, refRecords);
        section(body, header, H_TYPE_OFFSETS, H_TYPE_BYTES, typeRecords);
        section(body, header, H_PACKAGE_OFFSETS, H_PACKAGE_BYTES, packageRecords);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header.array());
        all.writeBytes(body.toByteArray());
        return all.toByteArray();
    }

    private static void section(ByteArrayOutputStream body, ByteBuffer header, int offsets, int bytes, List<byte[]> records) {
        header.putInt(offsets, H_SIZE + body.size());
        int at = 0;
        for (int i = 0; i <= records.size(); i++) {
            if (at >>> 24 != 0) throw new IllegalStateException("a section is longer than its offsets can tell");
            body.write(at >>> 16);
            body.write(at >>> 8);
            body.write(at);
            if (i < records.size()) at += records.get(i).length;
        }
        header.putInt(bytes, H_SIZE + body.size());
        records.forEach(body::writeBytes);
    }

    private void number() {
        for (TypeRef ref : new ArrayList<>(refUses.keySet())) countName(ref);
        for (String s : stringUses.keySet()) {
            if (!StandardCharsets.US_ASCII.newEncoder().canEncode(s)) throw new IllegalStateException("not ASCII: " + s);
        }
        strings = new LinkedHashMap<>();
        types.keySet().forEach(name -> strings.put(name, strings.size()));
        packages.keySet().forEach(name -> {
            if (strings.put(name, strings.size()) != null) throw new IllegalStateException("a package is a type: " + name);
        });
        for (String s : byUse(stringUses, Comparator.naturalOrder())) strings.putIfAbsent(s, strings.size());
        refs = new LinkedHashMap<>();
        for (TypeRef ref : byUse(refUses, Comparator.comparing(SignatureParser::spell))) refs.put(ref, refs.size());
    }

    private void countName(TypeRef ref) {
        stringUses.merge(ref.name(), 1, Integer::sum);
        for (TypeRef arg : ref.args()) {
            if (refUses.merge(arg, 1, Integer::sum) == 1) countName(arg);
        }
    }

    private static <T> List<T> byUse(Map<T, Integer> uses, Comparator<T> ties) {
        return uses.keySet().stream().sorted(Comparator.<T, Integer>comparing(uses::get).reversed().thenComparing(ties)).toList();
    }

    private List<byte[]> writeTypes() {
        List<byte[]> records = new ArrayList<>();
        for (PlatformType type : types.values()) records.add(record(() -> writeType(type)));
        return records;
    }

    private byte[] record(Runnable content) {
        out = new ByteArrayOutputStream();
        content.run();
        return out.toByteArray();
    }

    private void writeRef(TypeRef ref) {
        string(ref.name());
        int wildcard = PlatformIndex.WILDCARDS.indexOf(ref.wildcard());
        number(ref.dims() << 3 | (ref.args().isEmpty() ? 0 : 4) | wildcard);
        if (!ref.args().isEmpty()) refs(ref.args());
    }

    private void writeType(PlatformType type) {
        number(type.kind().ordinal());
        number(type.flags());
        number(type.since());
        number(type.removedIn());
        string(type.packageName());
        names(type.nested().stream().filter(types::containsKey).toList());
        typeParameters(type.typeParameters());
        supertypes(type, type.superclasses());
        supertypes(type, type.interfaces());
        number(type.fields().size());
        for (PlatformField field : type.fields()) {
            string(field.name());
            flagsAndLife(type, field, 0);
            ref(field.type());
        }
        number(type.methods().size());
        for (PlatformMethod method : type.methods()) {
            string(method.name());
            flagsAndLife(type, method, (method.typeParameters().isEmpty() ? 0 : GENERIC) | (method.thrown().isEmpty() ? 0 : THROWS));
            if (!method.typeParameters().isEmpty()) typeParameters(method.typeParameters());
            ref(method.returns());
            refs(method.parameters());
            if (!method.thrown().isEmpty()) refs(method.thrown());
        }
    }

    private static boolean sameLife(PlatformType type, Lifespan part) {
        return part.since() == type.since() && part.removedIn() == type.removedIn();
    }

    private void flagsAndLife(PlatformType type, PlatformElement member, int stored) {
        boolean own = !sameLife(type, member);
        number(member.flags() | stored | (own ? OWN_LIFE : 0));
        if (own) life(member);
    }

    private void life(Lifespan part) {
        number(part.since());
        number(part.removedIn());
    }

    private void supertypes(PlatformType type, List<Supertype> edges) {
        number(edges.size());
        for (Supertype edge : edges) {
            boolean own = !sameLife(type, edge);
            number(refNumber(edge.type()) << 1 | (own ? 1 : 0));
            if (own) life(edge);
        }
    }

    private void typeParameters(List<TypeParameter> parameters) {
        number(parameters.size());
        for (TypeParameter parameter : parameters) {
            string(parameter.name());
            refs(parameter.bounds());
        }
    }

    private void refs(List<TypeRef> all) {
        number(all.size());
        all.forEach(this::ref);
    }

    private void names(List<String> names) {
        number(names.size());
        names.forEach(this::string);
    }

    private void ref(TypeRef ref) {
        number(refNumber(ref));
    }

    private int refNumber(TypeRef ref) {
        if (refs != null) return refs.get(ref);
        refUses.merge(ref, 1, Integer::sum);
        return 0;
    }

    private void string(String s) {
        if (strings != null) number(strings.get(s));
        else stringUses.merge(s, 1, Integer::sum);
    }

    private void number(int value) {
        int rest = value;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
