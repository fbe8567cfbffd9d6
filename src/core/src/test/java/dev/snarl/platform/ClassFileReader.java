package dev.snarl.platform;

import dev.snarl.facts.TypeRef;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;

/** Reads what a class file declares to other code: its public and protected face, without life spans. */
final class ClassFileReader {
    /** A declared type; {@code accessible} when it and all its enclosing types are public or protected. */
    record Shape(String name, PlatformKind kind, int flags, boolean accessible, boolean synthetic,
                 List<TypeParameter> typeParameters, TypeRef superclass, List<TypeRef> interfaces,
                 List<String> nested, List<Member> fields, List<Member> methods) {
    }

    /** A field or method; {@code key} tells it from others of the type, without its return type. */
    record Member(String key, String name, int flags, List<TypeParameter> typeParameters, List<TypeRef> parameters,
                  TypeRef type, List<TypeRef> thrown) {
        boolean preview() {
            return (flags & PlatformElement.PREVIEW) != 0;
        }
    }

    private static final int SKIPPED = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

    private final Face face = new Face();

    private ClassFileReader(byte[] bytes) {
        new ClassReader(bytes).accept(face, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    static Shape read(byte[] bytes) {
        return new ClassFileReader(bytes).face.shape();
    }

    private static boolean seen(int access) {
        return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
    }

    private static int shared(int access) {
        int flags = 0;
        if ((access & Opcodes.ACC_PUBLIC) != 0) flags |= PlatformElement.PUBLIC;
        if ((access & Opcodes.ACC_PROTECTED) != 0) flags |= PlatformElement.PROTECTED;
        if ((access & Opcodes.ACC_STATIC) != 0) flags |= PlatformElement.STATIC;
        if ((access & Opcodes.ACC_FINAL) != 0) flags |= PlatformElement.FINAL;
        if ((access & Opcodes.ACC_ABSTRACT) != 0) flags |= PlatformElement.ABSTRACT;
        if ((access & Opcodes.ACC_DEPRECATED) != 0) flags |= PlatformElement.DEPRECATED;
        return flags;
    }

    private static boolean marksPreview(String annotation) {
        return annotation.startsWith("Ljdk/internal/") && annotation.contains("PreviewFeature");
    }

    private static final class Face extends ClassVisitor {
        private String binaryName;
        private String outerName;
        private int access;
        private boolean accessible;
        private boolean innerClass;
        private boolean preview;
        private boolean sealed;
        private SignatureParser.TypeHeader header;
        private final List<String> nested = new ArrayList<>();
        private final List<Member> fields = new ArrayList<>();
        private final List<Member> methods = new ArrayList<>();

        Face() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int flags, String name, String signature, String superName, String[] interfaces) {
            binaryName = name;
            access = flags;
            accessible = (flags & Opcodes.ACC_PUBLIC) != 0;
            if (signature != null) {
                header = SignatureParser.type(signature);
            } else {
                List<TypeRef> supers = new ArrayList<>();
                for (String each : interfaces) supers.add(SignatureParser.plain(SignatureParser.dotted(each)));
                TypeRef superclass = superName == null ? null : SignatureParser.plain(SignatureParser.dotted(superName));
                header = new SignatureParser.TypeHeader(List.of(), superclass, supers);
            }
        }

        @Override
        public void visitInnerClass(String name, String outer, String inner, int flags) {
            if (name.equals(binaryName)) {
                innerClass = true;
                outerName = outer;
                access = access & ~(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED) | flags;
                accessible = outer != null && inner != null && seen(flags);
            } else if (binaryName.equals(outer) && inner != null && seen(flags) && (flags & Opcodes.ACC_SYNTHETIC) == 0) {
                nested.add(SignatureParser.dotted(name));
            }
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            preview |= marksPreview(descriptor);
            return null;
        }

        @Override
        public void visitPermittedSubclass(String permitted) {
            sealed = true;
        }

        @Override
        public FieldVisitor visitField(int flags, String name, String descriptor, String signature, Object value) {
            // On a field, the bit of a bridge says volatile.
            if (!seen(flags) || (flags & Opcodes.ACC_SYNTHETIC) != 0) return null;
            int own = shared(flags);
            if (value != null) own |= PlatformElement.CONSTANT;
            if ((flags & Opcodes.ACC_VOLATILE) != 0) own |= PlatformElement.VOLATILE;
            TypeRef type = SignatureParser.field(signature != null ? signature : descriptor);
            int at = fields.size();
            fields.add(new Member(name, name, own, List.of(), List.of(), type, List.of()));
            return new FieldVisitor(Opcodes.ASM9) {
                @Override
                public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    if (marksPreview(annotation)) markPreview(fields, at);
                    return null;
                }
            };
        }

        @Override
        public MethodVisitor visitMethod(int flags, String name, String descriptor, String signature, String[] exceptions) {
            if (!seen(flags) || (flags & SKIPPED) != 0 || name.equals("<clinit>")) return null;
            int own = shared(flags);
            if ((flags & Opcodes.ACC_SYNCHRONIZED) != 0) own |= PlatformElement.SYNCHRONIZED;
            if ((flags & Opcodes.ACC_VARARGS) != 0) own |= PlatformElement.VARARGS;
            boolean inInterface = (access & Opcodes.ACC_INTERFACE) != 0;
            if (inInterface && (flags & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0) own |= PlatformElement.DEFAULT;
            SignatureParser.MethodHeader types = SignatureParser.method(signature != null ? signature : descriptor);
            List<TypeRef> parameters = types.parameters();
            boolean inner = innerClass && outerName != null && (access & Opcodes.ACC_STATIC) == 0;
            if (inner && name.equals(PlatformMethod.CONSTRUCTOR) && signature == null && !parameters.isEmpty()
                    && parameters.get(0).name().equals(SignatureParser.dotted(outerName))) {
                parameters = parameters.subList(1, parameters.size());
            }
            List<TypeRef> thrown = types.thrown();
            if (thrown.isEmpty() && exceptions != null) {
                thrown = new ArrayList<>();
                for (String each : exceptions) thrown.add(SignatureParser.plain(SignatureParser.dotted(each)));
            }
            String erased = descriptor.substring(0, descriptor.indexOf(')') + 1);
            int at = methods.size();
            methods.add(new Member(name + erased, name, own, types.typeParameters(), parameters, types.returns(), thrown));
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    if (marksPreview(annotation)) markPreview(methods, at);
                    return null;
                }
            };
        }

        private static void markPreview(List<Member> members, int at) {
            Member m = members.get(at);
            members.set(at, new Member(m.key(), m.name(), m.flags() | PlatformElement.PREVIEW, m.typeParameters(),
                    m.parameters(), m.type(), m.thrown()));
        }

        Shape shape() {
            int flags = shared(access);
            if (preview) flags |= PlatformElement.PREVIEW;
            if (sealed) flags |= PlatformElement.SEALED;
            boolean isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
            PlatformKind kind = (access & Opcodes.ACC_ANNOTATION) != 0 ? PlatformKind.ANNOTATION
                    : isInterface ? PlatformKind.INTERFACE
                    : (access & Opcodes.ACC_ENUM) != 0 ? PlatformKind.ENUM
                    : (access & Opcodes.ACC_RECORD) != 0 ? PlatformKind.RECORD
                    : PlatformKind.CLASS;
            return new Shape(SignatureParser.dotted(binaryName), kind, flags, accessible,
                    (access & Opcodes.ACC_SYNTHETIC) != 0, header.typeParameters(), isInterface ? null : header.superclass(),
                    header.interfaces(), nested.stream().sorted().toList(), fields, methods);
        }
    }

    /** The packages that a module exports to all. */
    static List<String> exports(byte[] moduleInfo) {
        List<String> packages = new ArrayList<>();
        new ClassReader(moduleInfo).accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public ModuleVisitor visitModule(String name, int access, String version) {
                return new ModuleVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitExport(String packaze, int flags, String... modules) {
                        if (modules == null || modules.length == 0) packages.add(packaze.replace('/', '.'));
                    }
                };
            }
        }, 0);
        return packages;
    }

}
