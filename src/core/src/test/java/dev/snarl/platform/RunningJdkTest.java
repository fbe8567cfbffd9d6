package dev.snarl.platform;

import static org.junit.jupiter.api.Assertions.*;

import dev.snarl.facts.TypeRef;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
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

    @BeforeAll
    static void readTheRunningJdk() throws IOException {
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
                    if (type != null && nameable(type)) REAL.put(type.getCanonicalName(), type);
                }
            }
        }
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

    private static String spell(PlatformMethod m) {
        return m.name() + m.parameters().stream().map(RunningJdkTest::spell).toList() + spell(m.returns());
    }

    private static String spell(TypeRef type) {
        String args = type.args().isEmpty() ? "" : type.args().stream().map(RunningJdkTest::spell).collect(Collectors.joining(", ", "<", ">"));
        String wildcard = switch (type.wildcard()) {
            case '+' -> "? extends ";
            case '-' -> "? super ";
            default -> "";
        };
        return wildcard + type.name() + args + "[]".repeat(type.dims());
    }

    private static String spell(Type type) {
        if (type instanceof Class<?> c) return c.getCanonicalName();
        if (type instanceof java.lang.reflect.GenericArrayType a) return spell(a.getGenericComponentType()) + "[]";
        if (type instanceof java.lang.reflect.WildcardType w) {
            if (w.getLowerBounds().length > 0) return "? super " + spell(w.getLowerBounds()[0]);
            return w.getUpperBounds()[0] == Object.class ? "?" : "? extends " + spell(w.getUpperBounds()[0]);
        }
        if (type instanceof java.lang.reflect.ParameterizedType p) {
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
        assertTrue(RUNNING <= INDEX.newestRelease(), "the index is older than the JDK: generate it anew");
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
            if (real.getGenericSuperclass() != null) actual.add(spell(real.getGenericSuperclass()));
            for (Type each : real.getGenericInterfaces()) actual.add(spell(each));
            Set<String> stored = new TreeSet<>();
            for (TypeRef each : type.supertypes(RUNNING)) stored.add(spell(each));
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
            Set<String> methods = declared(real).stream().map(RunningJdkTest::spell).collect(Collectors.toSet());
            for (PlatformMethod m : type.methods()) {
                if (m.existsIn(RUNNING) && !methods.contains(spell(m))) wrong.add("no " + type.name() + "." + spell(m));
            }
            Set<String> fields = declaredFields(real).stream().map(f -> f.getName() + " " + spell(f.getGenericType())).collect(Collectors.toSet());
            for (PlatformField f : type.fields()) {
                if (f.existsIn(RUNNING) && !fields.contains(f.name() + " " + spell(f.type()))) wrong.add("no " + type.name() + "." + f);
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
            if (!there) wrong.add("says that it lacks " + name);
            Set<String> methods = type.methods().stream().filter(m -> !there || m.existsIn(RUNNING)).map(RunningJdkTest::spell).collect(Collectors.toSet());
            for (Executable e : declared(real)) if (!methods.contains(spell(e))) wrong.add("lacks " + name + "." + spell(e));
            for (Field f : declaredFields(real)) {
                PlatformField field = type.field(f.getName());
                if (field == null || there && !field.existsIn(RUNNING)) wrong.add("lacks " + name + "." + f.getName());
            }
        });
        assertNone(wrong);
    }

    @Test
    void membersHaveTheFlagsAndExceptionsOfTheNewestRelease() {
        List<String> wrong = new ArrayList<>();
        for (PlatformType type : expected()) {
            Class<?> real = REAL.get(type.name());
            if (real == null) continue;
            Map<String, PlatformMethod> stored = new TreeMap<>();
            for (PlatformMethod m : type.methods()) if (m.existsIn(RUNNING)) stored.put(spell(m), m);
            for (Executable e : declared(real)) {
                PlatformMethod m = stored.get(spell(e));
                if (m == null) continue;
                String where = type.name() + "." + spell(e);
                compare(where, e, m, wrong);
                if (e.isVarArgs() != m.isVarargs()) wrong.add(where + ": varargs");
                if (e instanceof Method r && r.isDefault() != m.isDefault()) wrong.add(where + ": default");
                if (RUNNING < INDEX.newestRelease()) continue;
                if (Modifier.isSynchronized(e.getModifiers()) != m.isSynchronized()) wrong.add(where + ": synchronized");
                if (e.isAnnotationPresent(Deprecated.class) != m.isDeprecated()) wrong.add(where + ": deprecated");
                Type[] thrown = e.getGenericExceptionTypes();
                if (!Arrays.stream(thrown).map(RunningJdkTest::spell).toList().equals(m.thrown().stream().map(RunningJdkTest::spell).toList())) {
                    wrong.add(where + " throws " + Arrays.toString(thrown) + " but " + m.thrown());
                }
            }
            for (Field f : declaredFields(real)) {
                PlatformField field = type.field(f.getName());
                if (field == null) continue;
                compare(type.name() + "." + f.getName(), f, field, wrong);
                if (Modifier.isVolatile(f.getModifiers()) != field.isVolatile()) wrong.add(type.name() + "." + f.getName() + ": volatile");
            }
        }
        assertNone(wrong);
    }

    private static void compare(String where, Member real, PlatformElement stored, List<String> wrong) {
        int bits = real.getModifiers();
        if (Modifier.isPublic(bits) != stored.isPublic()) wrong.add(where + ": public");
        if (Modifier.isProtected(bits) != stored.isProtected()) wrong.add(where + ": protected");
        if (Modifier.isStatic(bits) != stored.isStatic()) wrong.add(where + ": static");
        if (RUNNING < INDEX.newestRelease()) return;
        if (Modifier.isFinal(bits) != stored.isFinal()) wrong.add(where + ": final");
        if (Modifier.isAbstract(bits) != stored.isAbstract()) wrong.add(where + ": abstract");
    }

    @Test
    void functionalInterfacesAreThoseOfTheJdk() {
        List<String> wrong = new ArrayList<>();
        int marked = 0;
        for (PlatformType type : expected()) {
            Class<?> real = REAL.get(type.name());
            if (real == null || !real.isInterface() || type.removedIn() != 0 || RUNNING < INDEX.newestRelease()
                    && !real.isAnnotationPresent(FunctionalInterface.class)) continue;
            Optional<PlatformMethod> found = INDEX.functionalMethod(type);
            Set<String> open = Arrays.stream(real.getMethods()).filter(m -> Modifier.isAbstract(m.getModifiers()))
                    .map(Method::getName).filter(n -> !Set.of("equals", "hashCode", "toString").contains(n)).collect(Collectors.toCollection(TreeSet::new));
            if (real.isAnnotationPresent(FunctionalInterface.class)) {
                marked++;
                if (found.isEmpty()) wrong.add(type.name() + " is functional");
            }
            if (found.isPresent() && !open.equals(Set.of(found.get().name()))) wrong.add(type.name() + ": " + open + " but " + found.get());
            boolean alone = Arrays.stream(real.getMethods()).filter(m -> Modifier.isAbstract(m.getModifiers())).count() == 1;
            if (alone && open.size() == 1 && !real.isSealed() && !real.isAnnotation() && found.isEmpty()) wrong.add(type.name() + " has one open method: " + open);
        }
        assertNone(wrong);
        assertTrue(marked > 40, "only " + marked);
    }
}
