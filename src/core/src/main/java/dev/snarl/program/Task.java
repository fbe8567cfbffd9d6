package dev.snarl.program;

import dev.snarl.facts.Span;
import dev.snarl.knowledge.MethodFact;
import java.util.List;

/**
 * Work that is handed to another thread.
 *
 * @param host      the method that hands it over
 * @param event     the handing call or creation
 * @param hostLambda the host's lambda (not in the caller's thread) that the handing happens in, or -1
 * @param fact      the knowledge that says so
 * @param lambda    the host's lambda that is the task, or -1
 * @param method    the method that is the task where it is no lambda, else null
 * @param object    the task object, or the receiver of a method reference; unknown for a static one and for lambdas
 * @param args      when the task object is created in the host: the constructor's arguments
 * @param loops     how many loops stand around the handing
 * @param executor  what runs it, unknown for a thread of its own
 * @param created   the event that made its thread, where that is another than {@code event}; else {@code event}
 * @param parallel  it runs on several threads at once by itself (parallel stream)
 */
public record Task(Method host, int event, int hostLambda, MethodFact fact, int lambda, Method method, Path object, List<Path> args, int loops,
                   Path executor, int created, boolean parallel, Span span) {
    public boolean periodic() {
        return fact != null && (fact.attribute("periodic", "").equals("yes") || fact.attribute("single", "").equals("yes"));
    }

    /** The attribute of the same name: common-pool, timer, edt, event-loop ... or empty. */
    public String thread() {
        return fact == null ? "" : fact.attribute("thread", "");
    }

    /** How a reader would name it: {@code pool task}, {@code thread}, {@code parallel stream}. */
    public String label() {
        if (parallel) return "parallel stream";
        if (fact == null) return "task";
        return switch (fact.role()) {
            case START, THREAD_CONSTRUCTOR -> "thread";
            default -> switch (thread()) {
                case "timer" -> "timer task";
                case "edt", "ui", "fx" -> "UI event";
                case "shutdown" -> "shutdown hook";
                case "common-pool" -> "common-pool task";
                default -> periodic() ? "scheduled task" : "pool task";
            };
        };
    }
}
