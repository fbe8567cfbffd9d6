package dev.snarl.platform;

import static dev.snarl.platform.IndexFormat.*;

import dev.snarl.facts.TypeRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The exported types of the JDK, from 8 to the newest release that was at hand when the index was generated.
 * Opening it reads its bytes and decodes nothing; a type is decoded when first asked for and kept. Immutable to its
 * callers and safe for use by many threads.
 */
public final class PlatformIndex {
    private static final class Shared {
        static final PlatformIndex INSTANCE = open();
    }

    private final byte[] bytes;
    private final int types;
    private final int packages;
    private final int stringOffsets;
    private final int stringBytes;
    // Decoded strings and references may be computed twice by racing threads: both results are equal and immutable.
    private final String[] strings;
    private final TypeRef[] refs;
    private final AtomicReferenceArray<PlatformType> decoded;
    private final Map<PlatformType, Optional<PlatformMethod>> functional = new ConcurrentHashMap<>();

    PlatformIndex(byte[] bytes) {
        this.bytes = bytes;
        if (bytes.length < H_SIZE || header(H_MAGIC) != MAGIC || header(H_VERSION) != VERSION) {
            throw new IllegalArgumentException("not a platform index of version " + VERSION);
        }
        types = header(H_TYPES);
        packages = header(H_PACKAGES);
        stringOffsets = header(H_STRING_OFFSETS);
        stringBytes = header(H_STRING_BYTES);
        strings = new String[header(H_STRINGS)];
        refs = new TypeRef[header(H_REFS)];
        decoded = new AtomicReferenceArray<>(types);
    }

    /** The index that travels in the jar. */
    public static PlatformIndex get() {
        return Shared.INSTANCE;
    }

    private static PlatformIndex open() {
        try (InputStream in = PlatformIndex.class.getResourceAsStream("jdk.idx")) {
            if (in == null) throw new IllegalStateException("jdk.idx is missing from the jar");
            return new PlatformIndex(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest feature release that the index knows. */
    public int newestRelease() {
        return header(H_RELEASE);
    }

    /**
     * The type of that qualified name (nested types after a dot), whatever the release; empty where no release has
     * it. The same instance is given every time. Hidden supertypes are found too.
     */
    public Optional<PlatformType> type(String qualifiedName) {
        int index = find(qualifiedName, 0, types);
        return index < 0 ? Optional.empty() : Optional.of(type(index));
    }

    /** Whether some release of the JDK exports a package of that name. */
    public boolean hasPackage(String name) {
        return find(name, types, types + packages) >= 0;
    }

    /** The names of all exported packages, sorted. */
    public List<String> packages() {
        List<String> names = new ArrayList<>(packages);
        for (int i = 0; i < packages; i++) names.add(string(types + i));
        return names;
    }

    /** Qualified names of the top-level types of a package that a program can name, sorted; empty for a strange one. */
    public List<String> typesIn(String packageName) {
        int found = find(packageName, types, types + packages);
        if (found < 0) return List.of();
        int start = IndexCursor.fixed(bytes, header(H_PACKAGE_OFFSETS) + 3 * (found - types), 3);
        IndexCursor in = new IndexCursor(bytes, header(H_PACKAGE_BYTES) + start);
        return names(in);
    }

    /** The names of all types, nested and hidden ones too, sorted. */
    public List<String> typeNames() {
        List<String> names = new ArrayList<>(types);
        for (int i = 0; i < types; i++) names.add(string(i));
        return names;
    }

    /**
     * The method that a lambda for an interface implements, its types in terms of that interface's own type
     * parameters ({@code BinaryOperator<T>}: {@code T apply(T, T)}); empty for what is no functional interface.
     */
    public Optional<PlatformMethod> functionalMethod(PlatformType type) {
        return functional.computeIfAbsent(type, t -> FunctionalShape.method(this, t));
    }

    private PlatformType type(int index) {
        PlatformType known = decoded.get(index);
        if (known != null) return known;
        PlatformType fresh = decodeType(index);
        return decoded.compareAndSet(index, null, fresh) ? fresh : decoded.get(index);
    }

    private PlatformType decodeType(int index) {
        int start = IndexCursor.fixed(bytes, header(H_TYPE_OFFSETS) + 3 * index, 3);
        IndexCursor in = new IndexCursor(bytes, header(H_TYPE_BYTES) + start);
        PlatformKind kind = KINDS[in.number()];
        int flags = in.number();
        int since = in.number();
        int removedIn = in.number();
        String packageName = string(in.number());
        List<String> nested = names(in);
        List<TypeParameter> parameters = typeParameters(in);
        List<Supertype> superclasses = supertypes(in, since, removedIn);
        List<Supertype> interfaces = supertypes(in, since, removedIn);
        int members = in.at();
        return new PlatformType(string(index), packageName, kind, flags, since, removedIn, parameters, superclasses,
                interfaces, nested, () -> decodeMembers(members, since, removedIn));
    }

    private PlatformType.Members decodeMembers(int at, int since, int removedIn) {
        IndexCursor in = new IndexCursor(bytes, at);
        PlatformField[] fields = new PlatformField[in.number()];
        for (int i = 0; i < fields.length; i++) {
            String name = string(in.number());
            int flags = in.number();
            boolean own = (flags & OWN_LIFE) != 0;
            int from = own ? in.number() : since;
            int to = own ? in.number() : removedIn;
            fields[i] = new PlatformField(name, ref(in.number()), flags & ~STORED_ONLY, from, to);
        }
        PlatformMethod[] methods = new PlatformMethod[in.number()];
        for (int i = 0; i < methods.length; i++) {
            String name = string(in.number());
            int flags = in.number();
            boolean own = (flags & OWN_LIFE) != 0;
            int from = own ? in.number() : since;
            int to = own ? in.number() : removedIn;
            List<TypeParameter> variables = (flags & GENERIC) != 0 ? typeParameters(in) : List.of();
            TypeRef returns = ref(in.number());
            List<TypeRef> parameters = refs(in);
            List<TypeRef> thrown = (flags & THROWS) != 0 ? refs(in) : List.of();
            methods[i] = new PlatformMethod(name, variables, parameters, returns, thrown, flags & ~STORED_ONLY, from, to);
        }
        return new PlatformType.Members(List.of(fields), List.of(methods));
    }

    private List<String> names(IndexCursor in) {
        int count = in.number();
        if (count == 0) return List.of();
        String[] names = new String[count];
        for (int i = 0; i < count; i++) names[i] = string(in.number());
        return List.of(names);
    }

    private List<Supertype> supertypes(IndexCursor in, int since, int removedIn) {
        int count = in.number();
        if (count == 0) return List.of();
        Supertype[] edges = new Supertype[count];
        for (int i = 0; i < count; i++) {
            int refAndLife = in.number();
            boolean own = (refAndLife & 1) != 0;
            int from = own ? in.number() : since;
            int to = own ? in.number() : removedIn;
            edges[i] = new Supertype(ref(refAndLife >>> 1), from, to);
        }
        return List.of(edges);
    }

    private List<TypeParameter> typeParameters(IndexCursor in) {
        int count = in.number();
        if (count == 0) return List.of();
        TypeParameter[] parameters = new TypeParameter[count];
        for (int i = 0; i < count; i++) parameters[i] = new TypeParameter(string(in.number()), refs(in));
        return List.of(parameters);
    }

    private List<TypeRef> refs(IndexCursor in) {
        int count = in.number();
        if (count == 0) return List.of();
        if (count == 1) return List.of(ref(in.number()));
        TypeRef[] found = new TypeRef[count];
        for (int i = 0; i < count; i++) found[i] = ref(in.number());
        return List.of(found);
    }

    private TypeRef ref(int index) {
        TypeRef known = refs[index];
        if (known != null) return known;
        int start = IndexCursor.fixed(bytes, header(H_REF_OFFSETS) + 3 * index, 3);
        IndexCursor in = new IndexCursor(bytes, header(H_REF_BYTES) + start);
        String name = string(in.number());
        int shape = in.number();
        List<TypeRef> args = (shape & 4) != 0 ? refs(in) : List.of();
        TypeRef fresh = new TypeRef(name, args, shape >>> 3, WILDCARDS.charAt(shape & 3));
        refs[index] = fresh;
        return fresh;
    }

    private String string(int index) {
        String known = strings[index];
        if (known != null) return known;
        int from = stringStart(index);
        String fresh = new String(bytes, stringBytes + from, stringStart(index + 1) - from, StandardCharsets.ISO_8859_1);
        strings[index] = fresh;
        return fresh;
    }

    private int stringStart(int index) {
        return IndexCursor.fixed(bytes, stringOffsets + 3 * index, 3);
    }

    /** The index of a string in a sorted part of the string table, compared on its bytes; negative if absent. */
    private int find(String wanted, int from, int to) {
        int low = from;
        int high = to - 1;
        while (low <= high) {
            int mid = (low + high) >>> 1;
            int order = compare(mid, wanted);
            if (order == 0) return mid;
            if (order < 0) low = mid + 1;
            else high = mid - 1;
        }
        return -1;
    }

    private int compare(int index, String wanted) {
        int at = stringBytes + stringStart(index);
        int length = stringBytes + stringStart(index + 1) - at;
        int shared = Math.min(length, wanted.length());
        for (int i = 0; i < shared; i++) {
            int order = (bytes[at + i] & 0xff) - wanted.charAt(i);
            if (order != 0) return order;
        }
        return length - wanted.length();
    }

    private int header(int at) {
        return IndexCursor.fixed(bytes, at, 4);
    }

    static final String WILDCARDS = "\0+-*";
    private static final PlatformKind[] KINDS = PlatformKind.values();
}
