package dev.snarl.program;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text of a guard, taken apart: {@code this}, {@code Outer.this.lock}, {@code Cache.class}, {@code work.getLock()}, {@code #1.mutex}.
 *
 * @param steps names with dots between them; empty where the text is no such chain
 * @param open  no chain, but it may be an expression with a meaning ({@code locks[i]}, {@code lockOf(key)})
 */
record GuardText(List<Step> steps, boolean open) {
    /** One name of the chain; {@code call}: with empty parentheses. */
    record Step(String name, boolean call) {}

    private static final String NAME = "(?:[\\p{L}_$][\\p{L}\\p{N}_$]*(?:\\s*\\(\\s*\\))?)";
    private static final Pattern CHAIN = Pattern.compile("(?:#\\d+|<self>|" + NAME + ")(?:\\s*\\.\\s*" + NAME + ")*");
    private static final Pattern EXPRESSION = Pattern.compile("[\\w$.]+\\s*(?:\\(.*\\)|\\[.*\\]).*|.*\".*|\\(.*\\)");
    private static final Pattern PROSE = Pattern.compile(".*\\w\\s+\\(?\\w+.*");

    static GuardText of(String text) {
        String t = text.strip();
        if (!CHAIN.matcher(t).matches()) return new GuardText(List.of(), EXPRESSION.matcher(t).matches() && (!PROSE.matcher(t).matches() || t.contains("\"")));
        List<Step> steps = new ArrayList<>();
        for (String s : t.split("\\.")) {
            String n = s.strip();
            boolean call = n.endsWith(")");
            steps.add(new Step(call ? n.substring(0, n.indexOf('(')).strip() : n, call));
        }
        return new GuardText(List.copyOf(steps), false);
    }

    boolean itself() {
        return steps.size() == 1 && !steps.get(0).call && (steps.get(0).name.equals("itself") || steps.get(0).name.equals("<self>"));
    }
}
