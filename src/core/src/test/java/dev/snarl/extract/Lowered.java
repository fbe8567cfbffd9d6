package dev.snarl.extract;

import dev.snarl.facts.Body;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.TypeFacts;

/** Snippets lowered and printed: every body of {@code class X { code }}, and its locals below {@code --}. */
final class Lowered {
    private Lowered() {}

    static String of(String code) {
        return file("class X {\n" + code + "\n}\n");
    }

    static String file(String text) {
        Extraction e = Extractor.read(text);
        StringBuilder out = new StringBuilder();
        e.facts().notices().forEach(n -> out.append(n).append('\n'));
        boolean several = e.bodies().size() > 1;
        for (TypeFacts t : e.facts().types()) {
            for (MethodFacts m : t.methods()) {
                if (m.body() < 0) continue;
                Body body = e.bodies().get(m.body());
                BodyCheck.check(body);
                if (several) out.append("== ").append(t.name()).append('.').append(m.name()).append('\n');
                out.append(BodyText.of(body));
                if (!body.locals().isEmpty()) out.append("--\n").append(BodyText.locals(body));
            }
        }
        return out.toString();
    }
}
