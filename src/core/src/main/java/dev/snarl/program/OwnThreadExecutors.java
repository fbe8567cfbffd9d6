package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Executors that by their name put work back into the one thread that the object belongs to: a main thread executor, a synchronization context, an
 * event loop. What they run is in line with the rest of that thread's work, so it is no work for another thread.
 */
public final class OwnThreadExecutors {
    private static final Pattern NAMES = Pattern.compile("main_?thread|sync(hronization)?context|serial(izing)?executor|sequentialexecutor|eventloop$");

    private OwnThreadExecutors() {}

    /** Whether the value, or its type, is named so. */
    static boolean is(Typing typing, Value v) {
        if (named(typing.typeOf(v).simpleName())) return true;
        if (v instanceof Value.Name n) return named(n.id());
        if (v instanceof Value.Field f) return named(f.name());
        if (v instanceof Value.Captured c) return named(c.name());
        if (v instanceof Value.Local l) return named(typing.body().locals().get(l.index()).name());
        return v instanceof Value.Result r && typing.event(r.event()) instanceof Event.Call c && named(c.name());
    }

    /** Whether the type, or one around it, keeps such an executor: its state belongs to that thread, and its methods say so by running work there. */
    public static boolean keeps(SourceType t) {
        for (SourceType s = t; s != null; s = s.outer()) {
            for (Field f : s.fields()) if (!f.isStatic() && (named(f.type().simpleName()) || named(f.name()) && f.type().isA("java.util.concurrent.Executor").yes())) return true;
        }
        return false;
    }

    private static boolean named(String name) {
        return name != null && NAMES.matcher(name.toLowerCase(Locale.ROOT)).find();
    }
}
