package dev.snarl.platform;

import dev.snarl.facts.TypeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** Turns generic signatures and descriptors of class files into type references. */
final class SignatureParser {
    record TypeHeader(List<TypeParameter> typeParameters, TypeRef superclass, List<TypeRef> interfaces) {
    }

    record MethodHeader(List<TypeParameter> typeParameters, List<TypeRef> parameters, TypeRef returns, List<TypeRef> thrown) {
    }

    private static final List<TypeRef> OBJECT_ALONE = List.of(plain("java.lang.Object"));

    private SignatureParser() {
    }

    static TypeRef plain(String name) {
        return new TypeRef(name, List.of(), 0, '\0');
    }

    /** A text that no two references share, to put them in an order of their own. */
    static String spell(TypeRef type) {
        StringBuilder text = new StringBuilder(type.name());
        if (type.wildcard() != 0) text.append(type.wildcard());
        text.append("[]".repeat(type.dims()));
        for (TypeRef arg : type.args()) text.append('<').append(spell(arg)).append('>');
        return text.toString();
    }

    /** The dotted name of an internal one; a dollar sign at either end of a simple name belongs to it. */
    static String dotted(String internal) {
        StringBuilder name = new StringBuilder(internal.replace('/', '.'));
        for (int i = internal.lastIndexOf('/') + 2; i < name.length() - 1; i++) {
            if (name.charAt(i) == '$' && name.charAt(i - 1) != '.' && name.charAt(i - 1) != '$') name.setCharAt(i, '.');
        }
        return name.toString();
    }

    static TypeRef field(String signature) {
        TypeRef[] found = new TypeRef[1];
        new SignatureReader(signature).acceptType(new TypeBuilder('\0', type -> found[0] = type));
        return found[0];
    }

    static TypeHeader type(String signature) {
        Header header = new Header();
        new SignatureReader(signature).accept(header);
        return new TypeHeader(header.typeParameters(), header.superclass, header.interfaces);
    }

    static MethodHeader method(String signature) {
        Header header = new Header();
        new SignatureReader(signature).accept(header);
        return new MethodHeader(header.typeParameters(), header.parameters, header.returns, header.thrown);
    }

    private static final class Header extends SignatureVisitor {
        private record Variable(String name, List<TypeRef> bounds) {
        }

        private final List<Variable> variables = new ArrayList<>();
        private TypeRef superclass;
        private final List<TypeRef> interfaces = new ArrayList<>();
        private final List<TypeRef> parameters = new ArrayList<>();
        private TypeRef returns;
        private final List<TypeRef> thrown = new ArrayList<>();

        Header() {
            super(Opcodes.ASM9);
        }

        List<TypeParameter> typeParameters() {
            // An explicit Object before an interface decides the erasure; alone it says nothing.
            return variables.stream().map(v -> new TypeParameter(v.name, v.bounds.equals(OBJECT_ALONE) ? List.of() : v.bounds)).toList();
        }

        @Override
        public void visitFormalTypeParameter(String name) {
            variables.add(new Variable(name, new ArrayList<>()));
        }

        @Override
        public SignatureVisitor visitClassBound() {
            return new TypeBuilder('\0', bound -> last().add(bound));
        }

        @Override
        public SignatureVisitor visitInterfaceBound() {
            return new TypeBuilder('\0', bound -> last().add(bound));
        }

        private List<TypeRef> last() {
            return variables.get(variables.size() - 1).bounds;
        }

        @Override
        public SignatureVisitor visitSuperclass() {
            return new TypeBuilder('\0', type -> superclass = type);
        }

        @Override
        public SignatureVisitor visitInterface() {
            return new TypeBuilder('\0', interfaces::add);
        }

        @Override
        public SignatureVisitor visitParameterType() {
            return new TypeBuilder('\0', parameters::add);
        }

        @Override
        public SignatureVisitor visitReturnType() {
            return new TypeBuilder('\0', type -> returns = type);
        }

        @Override
        public SignatureVisitor visitExceptionType() {
            return new TypeBuilder('\0', thrown::add);
        }
    }

    /** One type; of a parameterized type's enclosing types, the arguments are dropped. */
    private static final class TypeBuilder extends SignatureVisitor {
        private final char wildcard;
        private final Consumer<TypeRef> done;
        private int dims;
        private String name;
        private List<TypeRef> args = new ArrayList<>();

        TypeBuilder(char wildcard, Consumer<TypeRef> done) {
            super(Opcodes.ASM9);
            this.wildcard = wildcard;
            this.done = done;
        }

        @Override
        public void visitBaseType(char descriptor) {
            String primitive = switch (descriptor) {
                case 'Z' -> "boolean";
                case 'B' -> "byte";
                case 'C' -> "char";
                case 'S' -> "short";
                case 'I' -> "int";
                case 'J' -> "long";
                case 'F' -> "float";
                case 'D' -> "double";
                case 'V' -> "void";
                default -> throw new IllegalArgumentException("primitive " + descriptor);
            };
            done.accept(new TypeRef(primitive, List.of(), dims, wildcard));
        }

        @Override
        public void visitTypeVariable(String variable) {
            done.accept(new TypeRef(variable, List.of(), dims, wildcard));
        }

        @Override
        public SignatureVisitor visitArrayType() {
            dims++;
            return this;
        }

        @Override
        public void visitClassType(String internal) {
            name = dotted(internal);
        }

        @Override
        public void visitInnerClassType(String simple) {
            name = name + "." + simple;
            args = new ArrayList<>();
        }

        @Override
        public void visitTypeArgument() {
            args.add(new TypeRef("?", List.of(), 0, '*'));
        }

        @Override
        public SignatureVisitor visitTypeArgument(char kind) {
            return new TypeBuilder(kind == INSTANCEOF ? '\0' : kind, args::add);
        }

        @Override
        public void visitEnd() {
            done.accept(new TypeRef(name, args, dims, wildcard));
        }
    }
}
