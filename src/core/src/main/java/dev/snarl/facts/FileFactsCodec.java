package dev.snarl.facts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The compact form of a {@link FileFacts}: its declarations with one table of strings and types, then the bodies as they are, still encoded,
 * then a checksum. Safe for use by several threads.
 */
public final class FileFactsCodec {
    /** Grows with every change of the form, that of bodies included: what another number wrote is not read. */
    public static final int FORMAT = 1;

    private FileFactsCodec() {}

    /** Equal facts give equal bytes. */
    public static byte[] encode(FileFacts file) {
        int size = 1024;
        for (byte[] body : file.bodies()) size = Math.addExact(size, body.length + 2);
        Writer writer = new Writer(size);
        writer.file(file);
        return writer.finish();
    }

    /**
     * Facts equal to those that were encoded, with lists that cannot be changed. Bodies are copied, not decoded.
     *
     * @throws CorruptFactsException when {@code bytes} is not what {@link #encode} gave
     */
    public static FileFacts decode(byte[] bytes) {
        try {
            return new Reader(bytes).file();
        } catch (StackOverflowError e) {
            throw new CorruptFactsException("stored facts: nested too deeply", e);
        }
    }

    private interface Element<T> {
        void write(T value);
    }

    private interface Source<T> {
        T read();
    }

    private static final class Writer extends FactsWriter {
        Writer(int expected) {
            super(expected);
        }

        void file(FileFacts file) {
            string(file.packageName());
            list(file.imports(), i -> {
                string(i.name());
                raw((i.isStatic() ? 1 : 0) | (i.star() ? 2 : 0));
            });
            list(file.types(), this::typeFacts);
            list(file.marks(), m -> {
                span(m.span());
                string(m.text());
                flag(m.ownLine());
            });
            number(file.lines());
            string(file.languageLevel());
            list(file.notices(), this::notice);
            list(file.bodies(), this::block);
        }

        private <T> void list(List<T> values, Element<T> each) {
            number(values.size());
            for (int i = 0; i < values.size(); i++) each.write(values.get(i));
        }

        private void typeFacts(TypeFacts t) {
            string(t.name());
            string(t.simpleName());
            raw(t.kind().ordinal());
            number(t.mods());
            number(t.outer() + 1);
            number(t.outerMethod() + 1);
            flag(t.staticContext());
            list(t.typeParams(), this::typeParam);
            type(t.supertype());
            types(t.interfaces());
            types(t.permits());
            list(t.annotations(), this::annotation);
            list(t.components(), this::param);
            list(t.fields(), this::field);
            list(t.methods(), this::method);
            span(t.span());
            span(t.nameSpan());
        }

        private void typeParam(TypeParam p) {
            string(p.name());
            types(p.bounds());
        }

        private void annotation(AnnotationFacts a) {
            string(a.name());
            number(a.members().size());
            for (Map.Entry<String, List<String>> member : a.members().entrySet()) {
                string(member.getKey());
                list(member.getValue(), this::string);
            }
        }

        private void param(ParamFacts p) {
            string(p.name());
            type(p.type());
            number(p.mods());
            list(p.annotations(), this::annotation);
        }

        private void field(FieldFacts f) {
            string(f.name());
            type(f.type());
            number(f.mods());
            list(f.annotations(), this::annotation);
            flag(f.initializer());
            span(f.nameSpan());
        }

        private void method(MethodFacts m) {
            string(m.name());
            list(m.typeParams(), this::typeParam);
            list(m.params(), this::param);
            type(m.returnType());
            number(m.mods());
            types(m.thrown());
            list(m.annotations(), this::annotation);
            span(m.span());
            span(m.nameSpan());
            number(m.body() + 1);
        }

        private void notice(Notice n) {
            string(n.kind());
            string(n.path());
            number(n.line());
            number(n.column());
            string(n.message());
            string(n.remedy());
            flag(n.incomplete());
        }
    }

    private static final class Reader extends FactsReader {
        private static final TypeKind[] KINDS = TypeKind.values();

        Reader(byte[] bytes) {
            super(bytes);
        }

        FileFacts file() {
            String packageName = string();
            List<ImportFacts> imports = list(() -> {
                String name = string();
                int bits = raw();
                return new ImportFacts(name, (bits & 1) != 0, (bits & 2) != 0);
            });
            List<TypeFacts> types = list(this::typeFacts);
            List<CommentMark> marks = list(() -> new CommentMark(span(), string(), flag()));
            int lines = number();
            String level = string();
            List<Notice> notices = list(() -> new Notice(string(), string(), number(), number(), string(), string(), flag()));
            List<byte[]> bodies = list(this::block);
            finish();
            return new FileFacts(packageName, imports, types, marks, lines, level, notices, bodies);
        }

        private <T> List<T> list(Source<T> each) {
            int n = count();
            if (n == 0) return List.of();
            if (n == 1) return List.of(present(each.read()));
            List<T> values = new ArrayList<>(first(n));
            for (int i = 0; i < n; i++) values.add(present(each.read()));
            return List.copyOf(values);
        }

        private TypeFacts typeFacts() {
            String name = string();
            String simpleName = string();
            int kind = raw();
            if (kind >= KINDS.length) throw corrupt("no such kind");
            int mods = number();
            return new TypeFacts(name, simpleName, KINDS[kind], mods, number() - 1, number() - 1, flag(), list(this::typeParam), type(), types(), types(),
                    list(this::annotation), list(this::param), list(this::field), list(this::method), span(), span());
        }

        private TypeParam typeParam() {
            return new TypeParam(string(), types());
        }

        private AnnotationFacts annotation() {
            String name = string();
            int n = count();
            if (n == 0) return new AnnotationFacts(name, Map.of());
            if (n == 1) return new AnnotationFacts(name, Map.of(present(string()), list(this::string)));
            Map<String, List<String>> members = new LinkedHashMap<>();
            for (int i = 0; i < n; i++) members.put(string(), list(this::string));
            return new AnnotationFacts(name, Collections.unmodifiableMap(members));
        }

        private ParamFacts param() {
            return new ParamFacts(string(), type(), number(), list(this::annotation));
        }

        private FieldFacts field() {
            return new FieldFacts(string(), type(), number(), list(this::annotation), flag(), span());
        }

        private MethodFacts method() {
            return new MethodFacts(string(), list(this::typeParam), list(this::param), type(), number(), types(), list(this::annotation), span(), span(), number() - 1);
        }
    }
}
