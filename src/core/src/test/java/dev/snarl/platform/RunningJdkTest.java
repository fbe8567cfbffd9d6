package dev.snarl.platform;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snarl.facts.TypeRef;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the index with the JDK that runs the test, in both directions. */
class RunningJdkTest {
    private static final int RUNNING = Runtime.version().feature();
    private static final PlatformIndex INDEX = PlatformIndex.get();
    /** The nameable types of packages that the system's modules export to all, by qualified name. */
    private static final Map<String, Class<?>> REAL = new TreeMap<>();
    /** Previews of the running release: types, and members as type and name. The index dates them later. */
    private static final Set<String> PREVIEWS = new TreeSet<>();
    /** What updates of an older release took over from later ones, by the start of its name. */
    private static final List<String> TAKEN_OVER = List.of("javax.crypto.KEM", "javax.crypto.DecapsulateException",
            "com.sun.management.ThreadMXBean.getTotalThreadAllocatedBytes");
    /** No symbols tell which of its members older releases had. */
    private static final String WITHOUT_HISTORY = "jdk.swing.interop";
    private static final boolean NEWEST = RUNNING == INDEX.newestRelease();

    @BeforeAll
    static void readTheRunningJdk() throws IOException {
        assumeTrue(RUNNING <= INDEX.newestRelease(), "the index is older than this JDK: docs/platform-index.md tells how to renew it");
        for (Module module : ModuleLayer.boot().modules()) {
            if (!module.getName().startsWith("java.") && !module.getName().startsWith("jdk.")) continue;
            Set<String> exported = module.getDescriptor().exports().stream().filter(e -> !e.isQualified())
                    .map(ModuleDescriptor.Exports::source).collect(Collectors.toSet());
            ModuleReference where = module.getLayer().configuration().findModule(module.getName()).orElseThrow().reference();
            try (var reader = where.open(); var names = reader.list()) {
                for (String file : names.filter(n -> n.endsWith(".class") && n.contains("/")).sorted().toList()) {
                    String binary = file.substring(0, file.length() - 6).replace('/', '.');
                    if (!exported.contains(binary.substring(0, binary.lastIndexOf('.')))) continue;
                    Class<?> type = Class.forName(module, binary);
                    if (type == null || !nameable(type)) continue;
                    REAL.put(type.getCanonicalName(), type);
                    try (var in = reader.open(file).orElseThrow()) {
                        notePreviews(ClassFileReader.read(in.readAllBytes()));
                    }
                }
            }
        }
    }

    private static void notePreviews(ClassFileReader.Shape shape) {
        if ((shape.flags() & PlatformElement.PREVIEW) != 0) PREVIEWS.add(shape.name());
        for (var m : shape.methods()) if (m.preview()) PREVIEWS.add(shape.name() + "." + m.name());
        for (var f : shape.fields()) if (f.preview()) PREVIEWS.add(shape.name() + "." + f.name());
    }

    /** Whether the index may date something later than the running release, although it is there. */
    private static boolean mayBeLater(String name) {
        if (TAKEN_OVER.stream().anyMatch(name::startsWith)) return !NEWEST;
        String at = name;
        while (at.indexOf('.') > 0) {
            if (PREVIEWS.contains(at)) return true;
            at = at.substring(0, at.lastIndexOf('.'));
        }
        return false;
    }

    private static boolean nameable(Class<?> type) {
        if (type.isSynthetic() || type.getCanonicalName() == null) return false;
        for (Class<?> at = type; at != null; at = at.getDeclaringClass()) {
            if (!seen(at.getModifiers())) return false;
        }
        return true;
    }

    private static boolean seen(int modifiers) {
        return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static List<PlatformType> expected() {
        return INDEX.typeNames().stream().map(n -> INDEX.type(n).orElseThrow())
                .filter(t -> !t.isHidden() && !t.name().startsWith("jdk.incubator.") && t.existsIn(RUNNING)).toList();
    }

    private static List<Executable> declared(Class<?> type) {
        List<Executable> found = new ArrayList<>();
        for (Method m : type.getDeclaredMethods()) if (seen(m.getModifiers()) && !m.isSynthetic()) found.add(m);
        for (Constructor<?> c : type.getDeclaredConstructors()) if (seen(c.getModifiers()) && !c.isSynthetic()) found.add(c);
        return found;
    }

    private static List<Field> declaredFields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields()).filter(f -> seen(f.getModifiers()) && !f.isSynthetic()).toList();
    }

    private static String name(Executable e) {
        return e instanceof Constructor ? PlatformMethod.CONSTRUCTOR : e.getName();
    }

    /** Name, generic parameter types and return type, as the index and reflection can both spell them. */
    private static String spell(Executable e) {
        Type returns = e instanceof Method m ? m.getGenericReturnType() : void.class;
        return name(e) + Arrays.stream(parameters(e)).map(RunningJdkTest::spell).toList() + spell(returns);
    }

    private static Type[] parameters(Executable e) {
        Type[] all = e.getGenericParameterTypes();
        Class<?> outer = e.getDeclaringClass().getDeclaringClass();
        boolean inner = e instanceof Constructor && outer != null && !Modifier.isStatic(e.getDeclaringClass().getModifiers());
        return inner && all.length == e.getParameterCount() && all.length > 0 && all[0] == outer
                ? Arrays.copyOfRange(all, 1, all.length) : all;
    }

    /** Name and erased parameters: what stays the same where a later release refines a signature. */
    private static String erase(Executable e) {
        Class<?>[] all = e.getParameterTypes();
        Class<?> outer = e.getDeclaringClass().getDeclaringClass();
        boolean inner = e instanceof Constructor && outer != null && !Modifier.isStatic(e.getDeclaringClass().getModifiers());
        return name(e) + Arrays.stream(all).skip(inner ? 1 : 0).map(Class::getCanonicalName).toList();
    }

    private static String erase(PlatformMethod m, PlatformType type) {
        return m.name() + m.parameters().stream().map(p -> erase(p.name(), m, type) + "[]".repeat(p.dims())).toList();
    }

    private static String erase(String name, PlatformMethod m, PlatformType type) {
        if (name.indexOf('.') > 0) return name;
        List<TypeParameter> inScope = new ArrayList<>(m.typeParameters());
        for (Optional<PlatformType> at = Optional.of(type); at.isPresent();) {
            inScope.addAll(at.get().typeParameters());
            String enclosed = at.get().name();
            at = INDEX.type(enclosed.substring(0, enclosed.lastIndexOf('.')));
        }
        for (TypeParameter each : inScope) {
            if (!each.name().equals(name)) continue;
            return each.bounds().isEmpty() ? "java.lang.Object" : erase(each.bounds().get(0).name(), m, type);
        }
        return name;
    }

    private static String spell(PlatformMethod m) {
        return m.name() + m.parameters().stream().map(RunningJdkTest::spell).toList() + spell(m.returns());
    }

    private static String spell(TypeRef type) {
        String args = type.args().isEmpty() ? ""
                : type.args().stream().map(RunningJdkTest::spell).collect(Collectors.joining(", ", "<", ">"));
        String wildcard = switch (type.wildcard()) {
            case '+' -> "? extends ";
            case '-' -> "? super ";
            default -> "";
        };
        // Class files tell "? extends Object" from "?"; reflection does not.
        if (type.wildcard() == '+' && type.name().equals("java.lang.Object") && type.dims() == 0) return "?";
        return wildcard + type.name() + args + "[]".repeat(type.dims());
    }

    private static String spell(Type type) {
        if (type instanceof Class<?> c) return c.getCanonicalName();
        if (type instanceof GenericArrayType a) return spell(a.getGenericComponentType()) + "[]";
        if (type instanceof WildcardType w) {
            if (w.getLowerBounds().length > 0) return "? super " + spell(w.getLowerBounds()[0]);
            return w.getUpperBounds()[0] == Object.class ? "?" : "? extends " + spell(w.getUpperBounds()[0]);
        }
        if (type instanceof ParameterizedType p) {
            String args = p.getActualTypeArguments().length == 0 ? ""
                    : Arrays.stream(p.getActualTypeArguments()).map(RunningJdkTest::spell).collect(Collectors.joining(", ", "<", ">"));
            return spell(p.getRawType()) + args;
        }
        return type.getTypeName();
    }

    private static void assertNone(List<String> wrong) {
        assertTrue(wrong.isEmpty(), () -> wrong.size() + " differences from " + RUNNING + ":\n" + String.join("\n", wrong));
    }

    @Test
    void theTestSeesTheJdk() {
        assertTrue(REAL.size() > 3000, () -> "only " + REAL.size());
        assertTrue(expected().size() > 3000, () -> "only " + expected().size());
    }

    @Test
    void everyTypeOfTheIndexExists() {
        List<String> wrong = new ArrayList<>();
        for (PlatformType type : expected()) {
            Class<?> real = REAL.get(type.name());
            if (real == null) {
                wrong.add("no " + type.name());
                continue;
            }
            PlatformKind kind = real.isAnnotation() ? PlatformKind.ANNOTATION : real.isInterface() ? PlatformKind.INTERFACE
                    : real.isEnum() ? PlatformKind.ENUM : real.isRecord() ? PlatformKind.RECORD : PlatformKind.CLASS;
            if (kind != type.kind()) wrong.add(type.name() + " is " + kind + ", not " + type.kind());
            if (!real.getPackageName().equals(type.packageName())) wrong.add(type.name() + " is not in " + type.packageName());
            int bits = real.getModifiers();
            if (Modifier.isStatic(bits) != type.isStatic()) wrong.add(type.name() + ": static");
            if (Modifier.isAbstract(bits) != type.isAbstract()) wrong.add(type.name() + ": abstract");
            List<String> variables = Arrays.stream(real.getTypeParameters()).map(v -> v.getName()).toList();
            if (!variables.equals(type.typeParameters().stream().map(TypeParameter::name).toList())) wrong.add(type.name() + variables);
        }
        assertNone(wrong);
    }

    @Test
    void supertypesAreThoseOfTheRunningRelease() {
        List<String> wrong = new ArrayList<>();
        for (PlatformType type : expected()) {
            Class<?> real = REAL.get(type.name());
            if (real == null) continue;
            Set<String> actual = new TreeSet<>();
            if (real.getSuperclass() != null) actual.add(spell(NEWEST ? real.getGenericSuperclass() : real.getSuperclass()));
            for (Type each : NEWEST ? real.getGenericInterfaces() : real.getInterfaces()) actual.add(spell(each));
            Set<String> stored = new TreeSet<>();
            for (TypeRef each : type.supertypes(RUNNING)) stored.add(NEWEST ? spell(each) : each.name());
            if (!actual.equals(stored)) wrong.add(type.name() + ": " + actual + " but " + stored);
            for (TypeRef each : type.supertypes(RUNNING)) {
                if (INDEX.type(each.name()).isEmpty()) wrong.add(type.name() + ": nothing known of " + each.name());
            }
        }
        assertNone(wrong);
    }

    @Test
    void everyMemberOfTheIndexExists() {
        List<String> wrong = new ArrayList<>();
        for (PlatformType type : expected()) {
            Class<?> real = REAL.get(type.name());
            if (real == null) continue;
            Set<String> methods = new TreeSet<>();
            for (Executable e : declared(real)) {
                methods.add(erase(e));
                if (NEWEST) methods.add(spell(e));
            }
            for (PlatformMethod m : type.methods()) {
                if (!m.existsIn(RUNNING) || !NEWEST && type.packageName().equals(WITHOUT_HISTORY)) continue;
                if (!methods.contains(erase(m, type))) wrong.add("no " + type.name() + "." + erase(m, type));
                else if (NEWEST && !methods.contains(spell(m))) wrong.add("no " + type.name() + "." + spell(m));
            }
            Set<String> fields = new TreeSet<>();
            for (Field f : declaredFields(real)) fields.add(f.getName() + " " + (NEWEST ? spell(f.getGenericType()) : ""));
            for (PlatformField f : type.fields()) {
                if (!f.existsIn(RUNNING)) continue;
                if (!fields.contains(f.name() + " " + (NEWEST ? spell(f.type()) : ""))) wrong.add("no " + type.name() + "." + f);
            }
        }
        assertNone(wrong);
    }

    @Test
    void nothingOfTheRunningJdkIsMissing() {
        List<String> wrong = new ArrayList<>();
        REAL.forEach((name, real) -> {
            Optional<PlatformType> found = INDEX.type(name);
            if (found.isEmpty() || !INDEX.hasPackage(real.getPackageName())) {
                wrong.add("lacks " + name);
                return;
            }
            PlatformType type = found.get();
            boolean there = type.existsIn(RUNNING);
            if (!there && !mayBeLater(name)) wrong.add("says that it lacks " + name);
            Map<String, PlatformMethod> methods = new TreeMap<>();
            for (PlatformMethod m : type.methods()) methods.put(erase(m, type), m);
            for (Executable e : declared(real)) missing(name, name(e), erase(e), there, methods.get(erase(e)), wrong);
            for (Field f : declaredFields(real)) missing(name, f.getName(), f.getName(), there, type.field(f.getName()), wrong);
        });
        assertNone(wrong);
    }

    /** A preview that changed before it was final may be gone from the index. */
    private static void missing(String type, String name, String spelled, boolean there, PlatformElement found, List<String> wrong) {
        if (mayBeLater(type + "." + name)) return;
        if (found == null) wrong.add("lacks " + type + "." + spelled);
        else if (there && !found.existsIn(RUNNING)) wrong.add("says that it lacks " + type + "." + spelled);
    }

    @Test
    void membersHaveTheirFlagsAndExceptions() {
        List<String> wrong = new ArrayList<>();
        for (PlatformType type : expected()) {
            Class<?> real = REAL.get(type.name());
            if (real == null) continue;
            Map<String, PlatformMethod> stored = new TreeMap<>();
            for (PlatformMethod m : type.methods()) if (m.existsIn(RUNNING)) stored.put(erase(m, type), m);
            for (Executable e : declared(real)) {
                PlatformMethod m = stored.get(erase(e));
                if (m != null) compare(type.name() + "." + erase(e), e, m, wrong);
            }
            for (Field f : declaredFields(real)) {
                PlatformField field = type.field(f.getName());
                if (field == null || !field.existsIn(RUNNING)) continue;
                String where = type.name() + "." + f.getName();
                compareModifiers(where, f, field, wrong);
                if (NEWEST && Modifier.isVolatile(f.getModifiers()) != field.isVolatile()) wrong.add(where + ": volatile");
            }
        }
        assertNone(wrong);
    }

    private static void compare(String where, Executable real, PlatformMethod m, List<String> wrong) {
        // The flight recorder rewrites the methods of this one as it loads.
        if (!where.startsWith("jdk.jfr.Event.")) compareModifiers(where, real, m, wrong);
        if (!NEWEST) return;
        if (real.isVarArgs() != m.isVarargs()) wrong.add(where + ": varargs");
        if (real instanceof Method r && r.isDefault() != m.isDefault()) wrong.add(where + ": default");
        if (Modifier.isSynchronized(real.getModifiers()) != m.isSynchronized()) wrong.add(where + ": synchronized");
        if (real.isAnnotationPresent(Deprecated.class) != m.isDeprecated()) wrong.add(where + ": deprecated");
        List<String> thrown = Arrays.stream(real.getGenericExceptionTypes()).map(RunningJdkTest::spell).toList();
        if (!thrown.equals(m.thrown().stream().map(RunningJdkTest::spell).toList())) wrong.add(where + " throws " + thrown);
    }

    private static void compareModifiers(String where, Member real, PlatformElement stored, List<String> wrong) {
        int bits = real.getModifiers();
        if (Modifier.isStatic(bits) != stored.isStatic()) wrong.add(where + ": static");
        if (!NEWEST) return;
        if (Modifier.isPublic(bits) != stored.isPublic()) wrong.add(where + ": public");
        if (Modifier.isProtected(bits) != stored.isProtected()) wrong.add(where + ": protected");
        if (Modifier.isFinal(bits) != stored.isFinal()) wrong.add(where + ": final");
        if (Modifier.isAbstract(bits) != stored.isAbstract()) wrong.add(where + ": abstract");
    }

    @Test
    void functionalInterfacesAreThoseOfTheJdk() {
        List<String> wrong = new ArrayList<>();
        int marked = 0;
        for (PlatformType type : expected()) {
            Class<?> real = REAL.get(type.name());
            if (real == null || !real.isInterface() || type.removedIn() != 0 || !NEWEST
                    && !real.isAnnotationPresent(FunctionalInterface.class)) continue;
            Optional<PlatformMethod> found = INDEX.functionalMethod(type);
            Set<String> open = Arrays.stream(real.getMethods()).filter(m -> Modifier.isAbstract(m.getModifiers()))
                    .map(Method::getName).filter(n -> !Set.of("equals", "hashCode", "toString").contains(n))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (real.isAnnotationPresent(FunctionalInterface.class)) {
                marked++;
                if (found.isEmpty()) wrong.add(type.name() + " is functional");
            }
            if (found.isPresent() && !open.equals(Set.of(found.get().name()))) {
                wrong.add(type.name() + ": " + open + " but " + found.get());
            }
            boolean alone = Arrays.stream(real.getMethods()).filter(m -> Modifier.isAbstract(m.getModifiers())).count() == 1;
            if (alone && open.size() == 1 && !real.isSealed() && !real.isAnnotation() && found.isEmpty()) {
                wrong.add(type.name() + " has one open method: " + open);
            }
        }
        assertNone(wrong);
        assertTrue(marked > 40, "only " + marked);
    }
}
