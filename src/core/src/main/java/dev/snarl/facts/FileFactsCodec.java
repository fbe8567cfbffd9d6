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
    public static final int FORMAT = 3;

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

    // No lambdas in either: a run that reads nothing but its cache would spend more time on linking them than on reading.
    private static final class Writer extends FactsWriter {
        Writer(int expected) {
            super(expected);
        }

        void file(FileFacts file) {
            string(file.packageName());
            number(file.imports().size());
            for (ImportFacts i : file.imports()) {
                string(i.name());
                raw((i.isStatic() ? 1 : 0) | (i.star() ? 2 : 0));
            }
            number(file.types().size());
            for (TypeFacts t : file.types()) typeFacts(t);
            number(file.marks().size());
            for (CommentMark m : file.marks()) {
                span(m.span());
                string(m.text());
                flag(m.ownLine());
            }
            number(file.lines());
            string(file.languageLevel());
            number(file.notices().size());
            for (Notice n : file.notices()) notice(n);
            number(file.bodies().size());
            for (byte[] b : file.bodies()) block(b);
        }

        private void typeFacts(TypeFacts t) {
            string(t.name());
            string(t.simpleName());
            raw(t.kind().ordinal());
            number(t.mods());
            number(t.outer() + 1);
            number(t.outerMethod() + 1);
            flag(t.staticContext());
            typeParams(t.typeParams());
            type(t.supertype());
            types(t.interfaces());
            types(t.permits());
            annotations(t.annotations());
            params(t.components());
            number(t.fields().size());
            for (FieldFacts f : t.fields()) field(f);
            number(t.methods().size());
            for (MethodFacts m : t.methods()) method(m);
            span(t.span());
            span(t.nameSpan());
        }

        private void typeParams(List<TypeParam> params) {
            number(params.size());
            for (TypeParam p : params) {
                string(p.name());
                types(p.bounds());
                annotations(p.annotations());
            }
        }

        private void annotations(List<AnnotationFacts> annotations) {
            number(annotations.size());
            for (AnnotationFacts a : annotations) {
                string(a.name());
                number(a.members().size());
                for (Map.Entry<String, List<String>> member : a.members().entrySet()) {
                    string(member.getKey());
                    number(member.getValue().size());
                    for (String each : member.getValue()) string(each);
                }
            }
        }

        private void params(List<ParamFacts> params) {
            number(params.size());
            for (ParamFacts p : params) {
                string(p.name());
                type(p.type());
                number(p.mods());
                annotations(p.annotations());
            }
        }

        private void field(FieldFacts f) {
            string(f.name());
            type(f.type());
            number(f.mods());
            annotations(f.annotations());
            flag(f.initializer());
            span(f.nameSpan());
        }

        private void method(MethodFacts m) {
            string(m.name());
            typeParams(m.typeParams());
            params(m.params());
            type(m.returnType());
            number(m.mods());
            types(m.thrown());
            annotations(m.annotations());
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
            List<ImportFacts> imports = imports();
            List<TypeFacts> types = typesFacts();
            List<CommentMark> marks = marks();
            int lines = number();
            String level = string();
            List<Notice> notices = notices();
            List<byte[]> bodies = bodies();
            finish();
            return new FileFacts(packageName, imports, types, marks, lines, level, notices, bodies);
        }

        private static <T> List<T> room(int count) {
            return new ArrayList<>(first(count));
        }

        private List<ImportFacts> imports() {
            int n = count();
            if (n == 0) return List.of();
            List<ImportFacts> values = room(n);
            for (int i = 0; i < n; i++) {
                String name = string();
                int bits = raw();
                values.add(new ImportFacts(name, (bits & 1) != 0, (bits & 2) != 0));
            }
            return List.copyOf(values);
        }

        private List<TypeFacts> typesFacts() {
            int n = count();
            if (n == 0) return List.of();
            List<TypeFacts> values = room(n);
            for (int i = 0; i < n; i++) values.add(typeFacts());
            return List.copyOf(values);
        }

        private List<CommentMark> marks() {
            int n = count();
            if (n == 0) return List.of();
            List<CommentMark> values = room(n);
            for (int i = 0; i < n; i++) values.add(new CommentMark(span(), string(), flag()));
            return List.copyOf(values);
        }

        private List<Notice> notices() {
            int n = count();
            if (n == 0) return List.of();
            List<Notice> values = room(n);
            for (int i = 0; i < n; i++) values.add(new Notice(string(), string(), number(), number(), string(), string(), flag()));
            return List.copyOf(values);
        }

        private List<byte[]> bodies() {
            int n = count();
            if (n == 0) return List.of();
            List<byte[]> values = room(n);
            for (int i = 0; i < n; i++) values.add(block());
            return List.copyOf(values);
        }

        private TypeFacts typeFacts() {
            String name = string();
            String simpleName = string();
            int kind = raw();
            if (kind >= KINDS.length) throw corrupt("no such kind");
            int mods = number();
            return new TypeFacts(name, simpleName, KINDS[kind], mods, number() - 1, number() - 1, flag(), typeParams(), type(), types(), types(),
                    annotations(), params(), fields(), methods(), span(), span());
        }

        private List<TypeParam> typeParams() {
            int n = count();
            if (n == 0) return List.of();
            List<TypeParam> values = room(n);
            for (int i = 0; i < n; i++) values.add(new TypeParam(string(), types(), annotations()));
            return List.copyOf(values);
        }

        private List<AnnotationFacts> annotations() {
            int n = count();
            if (n == 0) return List.of();
            List<AnnotationFacts> values = room(n);
            for (int i = 0; i < n; i++) values.add(new AnnotationFacts(string(), members()));
            return List.copyOf(values);
        }

        private Map<String, List<String>> members() {
            int n = count();
            if (n == 0) return Map.of();
            if (n == 1) return Map.of(present(string()), strings());
            Map<String, List<String>> members = new LinkedHashMap<>();
            for (int i = 0; i < n; i++) members.put(string(), strings());
            return Collections.unmodifiableMap(members);
        }

        private List<String> strings() {
            int n = count();
            if (n == 0) return List.of();
            List<String> values = room(n);
            for (int i = 0; i < n; i++) values.add(present(string()));
            return List.copyOf(values);
        }

        private List<ParamFacts> params() {
            int n = count();
            if (n == 0) return List.of();
            List<ParamFacts> values = room(n);
            for (int i = 0; i < n; i++) values.add(new ParamFacts(string(), type(), number(), annotations()));
            return List.copyOf(values);
        }

        private List<FieldFacts> fields() {
            int n = count();
            if (n == 0) return List.of();
            List<FieldFacts> values = room(n);
            for (int i = 0; i < n; i++) values.add(new FieldFacts(string(), type(), number(), annotations(), flag(), span()));
            return List.copyOf(values);
        }

        private List<MethodFacts> methods() {
            int n = count();
            if (n == 0) return List.of();
            List<MethodFacts> values = room(n);
            for (int i = 0; i < n; i++) {
                values.add(new MethodFacts(string(), typeParams(), params(), type(), number(), types(), annotations(), span(), span(), number() - 1));
            }
            return List.copyOf(values);
        }
    }
}
