package dev.snarl.engine;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Level;
import dev.snarl.facts.Notice;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An {@link Analysis} as bytes. Strings are written once and then referred to, for paths and members repeat. */
final class AnalysisCodec {
    private AnalysisCodec() {}

    static byte[] encode(String key, Analysis a) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Writer w = new Writer(new DataOutputStream(bytes));
            w.text(key);
            w.list(a.findings(), w::finding);
            w.list(a.notices(), w::notice);
            for (long n : new long[] {a.generated(), a.files(), a.context(), a.lines(), a.calls(), a.resolvedCalls(), a.lambdas(), a.knownLambdas()}) w.out.writeLong(n);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What was stored, or empty when it was stored under another key or cannot be read. */
    static Optional<Analysis> decode(String key, byte[] bytes) {
        try {
            Reader r = new Reader(new DataInputStream(new ByteArrayInputStream(bytes)));
            if (!r.text().equals(key)) return Optional.empty();
            List<Finding> findings = r.list(r::finding);
            List<Notice> notices = r.list(r::notice);
            long[] n = new long[8];
            for (int i = 0; i < n.length; i++) n[i] = r.in.readLong();
            return Optional.of(new Analysis(findings, notices, (int) n[0], (int) n[1], (int) n[2], n[3], n[4], n[5], n[6], n[7]));
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty();
        }
    }

    private interface Put<T> {
        void put(T value) throws IOException;
    }

    private interface Take<T> {
        T take() throws IOException;
    }

    private static final class Writer {
        private final DataOutputStream out;
        private final Map<String, Integer> known = new HashMap<>();

        Writer(DataOutputStream out) {
            this.out = out;
        }

        <T> void list(List<T> values, Put<T> put) throws IOException {
            out.writeInt(values.size());
            for (T value : values) put.put(value);
        }

        void text(String s) throws IOException {
            Integer index = known.get(s);
            out.writeInt(index == null ? known.size() : index);
            if (index != null) return;
            known.put(s, known.size());
            byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
        }

        void finding(Finding f) throws IOException {
            text(f.rule());
            out.writeByte(f.level().ordinal());
            out.writeByte(f.confidence().ordinal());
            site(f.site());
            text(f.member());
            text(f.message());
            list(f.evidence(), this::text);
            list(f.related(), r -> {
                site(r.site());
                text(r.label());
            });
            list(f.threads(), t -> {
                text(t.thread());
                list(t.steps(), this::step);
            });
            text(f.remedy());
            text(f.identity());
            text(f.fingerprint());
        }

        void step(Step s) throws IOException {
            site(s.site());
            text(s.member());
            text(s.text());
            out.writeInt(s.order());
        }

        void site(Site s) throws IOException {
            text(s.path());
            for (int n : new int[] {s.span().line(), s.span().column(), s.span().endLine(), s.span().endColumn()}) out.writeInt(n);
        }

        void notice(Notice n) throws IOException {
            text(n.kind());
            text(n.path());
            out.writeInt(n.line());
            out.writeInt(n.column());
            text(n.message());
            text(n.remedy());
            out.writeBoolean(n.incomplete());
        }
    }

    private static final class Reader {
        private final DataInputStream in;
        private final List<String> known = new ArrayList<>();

        Reader(DataInputStream in) {
            this.in = in;
        }

        <T> List<T> list(Take<T> take) throws IOException {
            int size = in.readInt();
            List<T> values = new ArrayList<>();
            for (int i = 0; i < size; i++) values.add(take.take());
            return values;
        }

        String text() throws IOException {
            int index = in.readInt();
            if (index < known.size()) return known.get(index);
            int length = in.readInt();
            byte[] utf8 = in.readNBytes(length);
            if (utf8.length != length) throw new IOException("cut off");
            String s = new String(utf8, StandardCharsets.UTF_8);
            known.add(s);
            return s;
        }

        Finding finding() throws IOException {
            return new Finding(text(), Level.values()[in.readByte()], Confidence.values()[in.readByte()], site(), text(), text(), list(this::text),
                    list(() -> new Related(site(), text())), list(() -> new ThreadTrace(text(), list(this::step))), text(), text(), text());
        }

        Step step() throws IOException {
            return new Step(site(), text(), text(), in.readInt());
        }

        Site site() throws IOException {
            return new Site(text(), new Span(in.readInt(), in.readInt(), in.readInt(), in.readInt()));
        }

        Notice notice() throws IOException {
            return new Notice(text(), text(), in.readInt(), in.readInt(), text(), text(), in.readBoolean());
        }
    }
}
