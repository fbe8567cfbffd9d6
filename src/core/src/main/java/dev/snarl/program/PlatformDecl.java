package dev.snarl.program;

import dev.snarl.facts.Mods;
import dev.snarl.facts.TypeKind;
import dev.snarl.facts.TypeRef;
import dev.snarl.platform.PlatformElement;
import dev.snarl.platform.PlatformField;
import dev.snarl.platform.PlatformMethod;
import dev.snarl.platform.PlatformType;
import dev.snarl.platform.Supertype;
import dev.snarl.platform.TypeParameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.HashSet;

/** A type of the JDK, from the index. */
final class PlatformDecl extends Decl {
    private final Universe universe;
    private final PlatformType type;
    private final List<String> typeParams;
    private volatile Map<String, List<MethodDecl>> methods;
    // Supertypes name other types, and at last this one again (Comparable of itself): resolved when first asked for.
    private volatile Type superclass;
    private volatile List<Type> interfaces;

    PlatformDecl(Universe universe, PlatformType type) {
        this.universe = universe;
        this.type = type;
        List<String> params = new ArrayList<>();
        for (TypeParameter p : type.typeParameters()) params.add(p.name());
        this.typeParams = List.copyOf(params);
    }

    private void resolveSupertypes() {
        Set<String> vars = Set.copyOf(typeParams);
        superclass = type.superclass() == null ? null : universe.platformType(type.superclass(), vars);
        List<Type> ifs = new ArrayList<>();
        for (Supertype s : type.interfaces()) if (s.removedIn() == 0) ifs.add(universe.platformType(s.type(), vars));
        interfaces = List.copyOf(ifs);
    }

    @Override
    public String name() {
        return type.name();
    }

    @Override
    public TypeKind kind() {
        return switch (type.kind()) {
            case CLASS -> TypeKind.CLASS;
            case INTERFACE -> TypeKind.INTERFACE;
            case ENUM -> TypeKind.ENUM;
            case RECORD -> TypeKind.RECORD;
            case ANNOTATION -> TypeKind.ANNOTATION;
        };
    }

    @Override
    public int mods() {
        return mods(type);
    }

    private static int mods(PlatformElement e) {
        int m = 0;
        if (e.isPublic()) m |= Mods.PUBLIC;
        if (e.isProtected()) m |= Mods.PROTECTED;
        if (e.isStatic()) m |= Mods.STATIC;
        if (e.isFinal()) m |= Mods.FINAL;
        if (e.isAbstract()) m |= Mods.ABSTRACT;
        return m;
    }

    @Override
    public List<String> typeParams() {
        return typeParams;
    }

    @Override
    public Type erasure(String typeParam) {
        return erasure(type.typeParameters(), typeParam);
    }

    private Type erasure(List<TypeParameter> params, String name) {
        for (int i = 0; i < params.size(); i++) {
            for (TypeParameter p : params) {
                if (!p.name().equals(name)) continue;
                if (p.bounds().isEmpty()) return universe.platform("java.lang.Object");
                String bound = p.bounds().get(0).name();
                if (bound.indexOf('.') >= 0) return universe.platform(bound);
                name = bound;
                break;
            }
        }
        return universe.platform("java.lang.Object");
    }

    Universe universe() {
        return universe;
    }

    @Override
    public Type superclass() {
        if (interfaces == null) resolveSupertypes();
        return superclass;
    }

    @Override
    public List<Type> interfaces() {
        if (interfaces == null) resolveSupertypes();
        return interfaces;
    }

    @Override
    public FieldDecl ownField(String name) {
        PlatformField f = type.field(name);
        return f == null ? null : new PlatformFieldDecl(this, f);
    }

    @Override
    public List<MethodDecl> ownMethods(String name) {
        Map<String, List<MethodDecl>> byName = methods;
        return (byName != null ? byName : index()).getOrDefault(name, List.of());
    }

    @Override
    public List<MethodDecl> allOwnMethods() {
        return wrap(type.methods());
    }

    private synchronized Map<String, List<MethodDecl>> index() {
        Map<String, List<MethodDecl>> made = methods;
        if (made != null) return made;
        made = new HashMap<>();
        List<PlatformMethod> all = type.methods();
        // Overloads stand together.
        for (int from = 0, to; from < all.size(); from = to) {
            for (to = from + 1; to < all.size() && all.get(to).name().equals(all.get(from).name()); ) to++;
            made.put(all.get(from).name(), wrap(all.subList(from, to)));
        }
        return methods = made;
    }

    private List<MethodDecl> wrap(List<PlatformMethod> list) {
        List<MethodDecl> out = new ArrayList<>(list.size());
        for (PlatformMethod m : list) out.add(new PlatformMethodDecl(this, m));
        return List.copyOf(out);
    }

    @Override
    public Decl nested(String simpleName) {
        if (type.nested().isEmpty()) return null;
        return universe.platformDecl(type.name() + "." + simpleName);
    }

    private record PlatformFieldDecl(PlatformDecl owner, PlatformField field) implements FieldDecl {
        @Override
        public String name() {
            return field.name();
        }

        @Override
        public Type type() {
            return owner.universe.platformType(field.type(), Set.copyOf(owner.typeParams));
        }

        @Override
        public int mods() {
            return PlatformDecl.mods(field) | (field.isVolatile() ? Mods.VOLATILE : 0);
        }
    }

    /** Types are resolved once, when first asked for. */
    private static final class PlatformMethodDecl implements MethodDecl {
        private final PlatformDecl owner;
        private final PlatformMethod method;
        private final List<String> typeParams;
        private volatile List<Type> params;
        private volatile Type returns;

        PlatformMethodDecl(PlatformDecl owner, PlatformMethod method) {
            this.owner = owner;
            this.method = method;
            List<String> names = new ArrayList<>();
            for (TypeParameter p : method.typeParameters()) names.add(p.name());
            this.typeParams = List.copyOf(names);
        }

        private Set<String> variables() {
            Set<String> all = new HashSet<>(owner.typeParams);
            all.addAll(typeParams);
            return all;
        }

        @Override
        public String name() {
            return method.name();
        }

        @Override
        public Decl owner() {
            return owner;
        }

        @Override
        public List<Type> paramTypes() {
            List<Type> p = params;
            if (p == null) {
                Set<String> vars = variables();
                p = new ArrayList<>();
                for (TypeRef r : method.parameters()) p.add(owner.universe.platformType(r, vars));
                params = p = List.copyOf(p);
            }
            return p;
        }

        @Override
        public Type returnType() {
            Type t = returns;
            if (t == null) returns = t = owner.universe.platformType(method.returns(), variables());
            return t;
        }

        @Override
        public List<String> typeParams() {
            return typeParams;
        }

        @Override
        public List<Type> thrown() {
            if (method.thrown().isEmpty()) return List.of();
            Set<String> vars = variables();
            List<Type> out = new ArrayList<>(method.thrown().size());
            for (TypeRef r : method.thrown()) out.add(owner.universe.platformType(r, vars));
            return out;
        }

        @Override
        public Type erasure(String typeParam) {
            return owner.erasure(method.typeParameters(), typeParam);
        }

        @Override
        public boolean acceptsArity(int n) {
            int p = method.parameters().size();
            return method.isVarargs() ? n >= p - 1 : n == p;
        }

        @Override
        public int mods() {
            return PlatformDecl.mods(method) | (method.isVarargs() ? Mods.VARARGS : 0) | (method.isSynchronized() ? Mods.SYNCHRONIZED : 0)
                    | (method.isDefault() ? Mods.DEFAULT : 0);
        }

        @Override
        public String toString() {
            return owner.name() + "#" + method.name();
        }
    }
}
