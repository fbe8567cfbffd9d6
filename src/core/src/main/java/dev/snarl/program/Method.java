package dev.snarl.program;

import dev.snarl.facts.Body;
import dev.snarl.facts.BodyCodec;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.TypeParam;
import dev.snarl.facts.TypeRef;
import java.util.ArrayList;
import java.util.List;

/** A method, constructor or initialiser of a scanned type. Identity is the object; {@link #id()} orders methods by file and place. */
public final class Method implements MethodDecl, Comparable<Method> {
    private final SourceType owner;
    private final MethodFacts facts;
    private final int id;
    private volatile List<Type> paramTypes;
    private volatile Type returnType;

    Method(SourceType owner, MethodFacts facts, int id) {
        this.owner = owner;
        this.facts = facts;
        this.id = id;
    }

    public int id() {
        return id;
    }

    @Override
    public String name() {
        return facts.name();
    }

    @Override
    public SourceType owner() {
        return owner;
    }

    @Override
    public List<Type> paramTypes() {
        List<Type> p = paramTypes;
        if (p == null) {
            p = new ArrayList<>();
            for (var param : facts.params()) p.add(owner.universe().resolve(param.type(), owner, this));
            paramTypes = p = List.copyOf(p);
        }
        return p;
    }

    @Override
    public Type returnType() {
        Type t = returnType;
        if (t == null) {
            TypeRef r = facts.returnType();
            returnType = t = facts.isInitializer() || r == null ? Type.VOID : owner.universe().resolve(r, owner, this);
        }
        return t;
    }

    @Override
    public List<Type> thrown() {
        if (facts.thrown().isEmpty()) return List.of();
        List<Type> out = new ArrayList<>(facts.thrown().size());
        for (TypeRef r : facts.thrown()) out.add(owner.universe().resolve(r, owner, this));
        return out;
    }

    @Override
    public List<String> typeParams() {
        if (facts.typeParams().isEmpty()) return List.of();
        List<String> names = new ArrayList<>();
        for (TypeParam p : facts.typeParams()) names.add(p.name());
        return names;
    }

    @Override
    public Type erasure(String typeParam) {
        return owner.universe().erasure(facts.typeParams(), typeParam, owner, this);
    }

    @Override
    public int mods() {
        return facts.mods();
    }

    public MethodFacts facts() {
        return facts;
    }

    public boolean hasBody() {
        return facts.body() >= 0;
    }

    /** The body in its compact form. */
    byte[] encoded() {
        return owner.unit().facts().bodies().get(facts.body());
    }

    /** Whether the body holds a name, told without decoding it. False where there is no body. */
    boolean mentions(String name) {
        return hasBody() && BodyCodec.mentions(encoded(), name);
    }

    /** Decodes the body; a new object at every call. */
    Body body() {
        return owner.unit().facts().body(facts.body());
    }

    public boolean isPrivate() {
        return facts.is(Mods.PRIVATE);
    }

    public boolean isSynchronized() {
        return facts.is(Mods.SYNCHRONIZED);
    }

    /** {@code Counter.add}, {@code new Counter}, {@code Counter.<clinit>}: as a reader knows it. */
    public String label() {
        return switch (facts.name()) {
            case MethodFacts.CONSTRUCTOR -> "new " + owner.label();
            case MethodFacts.STATIC_INIT -> owner.label() + " (static initialiser)";
            case MethodFacts.INSTANCE_INIT -> owner.label() + " (initialiser)";
            default -> owner.label() + "." + facts.name();
        };
    }

    /** The qualified type, the name and the parameter types as written: stable when lines move. */
    public String key() {
        StringBuilder b = new StringBuilder(owner.name()).append('#').append(facts.name()).append('(');
        for (int i = 0; i < facts.params().size(); i++) b.append(i > 0 ? "," : "").append(facts.params().get(i).type());
        return b.append(')').toString();
    }

    @Override
    public int compareTo(Method o) {
        return Integer.compare(id, o.id);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public boolean equals(Object o) {
        return this == o;
    }

    @Override
    public String toString() {
        return key();
    }
}
